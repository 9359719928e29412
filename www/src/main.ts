// Draws the screen that the practitioner is on. One store, one router, one place where trouble ends up.

import { html, nothing, render, type TemplateResult } from 'lit-html'
import { chooseRemembered } from './choosing.ts'
import { forgetOwnContacts, startContacts } from './contacts.ts'
import { startEmbedded } from './embedded.ts'
import { isHidden, offerHiding } from './hide.ts'
import { fits, hasKept, keepUpWithAnswers, restored, stopKeeping } from './kept.ts'
import { forgetLive, keepWorked } from './live.ts'
import {
  edition,
  forgetOldWork,
  forgetWork,
  haveAbout,
  haveEngine,
  haveFinding,
  haveList,
  havePack,
  haveRecord,
  inTrouble,
  list,
  noTrouble,
  opened,
  trouble,
} from './loaded.ts'
import { fetchSearch, forgetLooking } from './looking.ts'
import { dense, firstScreen, forgetMode } from './mode.ts'
import { hearOffline, startOffline } from './offline/kept.ts'
import { caseIsOpen } from './offline/open.ts'
import { offlineLine } from './offline/parts.ts'
import { keepBox } from './parts/keep.ts'
import { clearProblems } from './parts/problems.ts'
import { settingsSaid } from './parts/settings.ts'
import { top } from './parts/top.ts'
import { uncounted } from './parts/uncounted.ts'
import { whenChecked } from './recheck.ts'
import { forgetEverything, rememberedArea } from './remembered.ts'
import { canGoBack, go, openAt, scrolled, startAfresh, startRouter, visit, type Screen, type Visit } from './router.ts'
import { about } from './screens/about.ts'
import { area } from './screens/area.ts'
import { ladder, listOfCriteria, situations } from './screens/browsing.ts'
import { check } from './screens/check.ts'
import { child } from './screens/child.ts'
import { clearing } from './screens/clear.ts'
import { concerns } from './screens/concerns.ts'
import { danger, ring } from './screens/danger.ts'
import { dense as allOnOne, switchMode } from './screens/dense.ts'
import { finding } from './screens/finding.ts'
import { documents, haveReading, reading, showAll } from './screens/reading.ts'
import { record } from './screens/record.ts'
import type { Drawn } from './screens/screen.ts'
import { inWords } from './screens/trouble.ts'
import { areaSet, isLocked } from './settings.ts'
import { bringAnswers, entered, forgetCase, whenChanged } from './state.ts'

const screens: Record<Screen, () => Drawn> = {
  // Where the area cannot be changed, the first question is the next one.
  area: () => (isLocked(list) && entered.pack !== null ? danger() : area()),
  dense: allOnOne,
  clear: () => clearing(clearEverything),
  danger,
  ring,
  child,
  concerns,
  ladder,
  list: listOfCriteria,
  situations,
  check,
  finding,
  record,
  about,
  documents,
  reading,
}

/** What a screen must have before it is drawn. */
const needs: Partial<Record<Screen, () => Promise<boolean>>> = {
  area: haveList,
  dense: havePack,
  about: haveAbout,
  documents: haveList,
  reading: haveReading,
  child: havePack,
  concerns: havePack,
  ladder: havePack,
  list: havePack,
  situations: havePack,
  check: havePack,
  finding: haveFinding,
  record: haveRecord,
}

const place = (id: string): HTMLElement => {
  const found = document.getElementById(id)
  if (!found) throw new Error(`index.html has no #${id}`)
  return found
}

let startedDrawing = false
/** True while it is not known yet which screen comes first. */
let waiting = false

function draw(): void {
  if (waiting) return
  try {
    // What index.html says until then has done its work.
    if (!startedDrawing) place('screen').replaceChildren()
    startedDrawing = true
    place('main').classList.add('door-main--drawn')
    const drawn = trouble ? inWords(trouble, tryAgain) : screens[visit().screen]()
    document.title = `${drawn.title} – Doorstep`
    const counted = !trouble && ANSWERED.has(visit().screen) ? uncounted() : nothing
    const keep = !trouble && KEEPABLE.has(visit().screen) ? keepBox() : nothing
    render(html`${top()}${keptSoFar()}${counted}${drawn.body}${settingsSaid()}${keep}`, place('screen'))
    place('afresh').hidden = entered.pack === null
    place('dense').textContent = dense ? 'One thing at a time' : 'All on one screen'
    document.body.classList.toggle('door-wide', visit().screen === 'dense')
    numbersFor(edition()?.area)
    render(offlineLine(), place('offline'))
  } catch (error) {
    lost(error)
  }
}

/** Where the answers that count are shown. */
const ANSWERED: ReadonlySet<Screen> = new Set<Screen>(['check', 'finding', 'record'])

/** Where all the answers are seen, one is asked whether to keep them. */
const KEEPABLE: ReadonlySet<Screen> = new Set<Screen>(['check', 'finding', 'dense'])

/** What became of the answers kept in this tab: said on the screen that the page opens with. */
let broughtBack = ''

const keptSoFar = (): TemplateResult | typeof nothing =>
  broughtBack === '' || canGoBack() ? nothing : html`<p class="govuk-inset-text" role="status">${broughtBack}</p>`

let wereShown = true

/** The numbers of the area in use come first; they are folded away while all is well. */
function numbersFor(area: string | undefined): void {
  const own = [...place('areas').children].find((one) => one instanceof HTMLElement && one.dataset['area'] === area)
  if (own && own.previousElementSibling) place('areas').prepend(own)
  const shown = trouble !== null
  if (shown !== wereShown) (place('numbers') as HTMLDetailsElement).open = shown
  wereShown = shown
}

const NEEDS_NO_AREA: ReadonlySet<Screen> = new Set<Screen>([
  'area',
  'about',
  'clear',
  'documents',
  'reading',
])

let arrivals = 0

/** Gets what the screen needs, draws it, and puts the focus on its heading. */
async function arrive(to: Visit, how: 'forward' | 'back'): Promise<void> {
  arrivals += 1
  const mine = arrivals
  clearProblems()
  noTrouble()
  // With no area chosen there is nothing to show but the choice.
  if (entered.pack === null && !NEEDS_NO_AREA.has(to.screen)) {
    go({ screen: 'area' })
    return
  }
  if (forgetOldWork()) forgetLive()
  await needs[to.screen]?.()
  // Left again while it was being fetched.
  if (mine !== arrivals) return
  if (!fitDocument()) {
    startAfresh()
    to = visit()
  }
  draw()
  if (to.screen === 'reading') showAll()
  focus(to, how)
  // Only now is the screen as long as it was.
  if (how === 'back') scrollTo(0, scrolled())
}

function focus(to: Visit, how: 'forward' | 'back'): void {
  const field = how === 'forward' && to.field ? answered(to.field) : null
  if (field && !trouble) {
    const folded = field.closest('details')
    if (folded) folded.open = true
    field.scrollIntoView({ block: field.tabIndex < 0 ? 'start' : 'center' })
    field.focus({ preventScroll: true })
    return
  }
  if (how === 'forward') scrollTo(0, 0)
  document.getElementById('title')?.focus({ preventScroll: true })
}

/** The field; among radio buttons the one that is chosen. */
function answered(id: string): HTMLElement | null {
  const field = document.getElementById(id)
  if (!(field instanceof HTMLInputElement) || field.type !== 'radio') return field
  return document.querySelector<HTMLElement>(`input[name="${CSS.escape(field.name)}"]:checked`) ?? field
}

function tryAgain(): void {
  void haveEngine().then(() => arrive(visit(), 'forward'))
}

/** The last resort: plain words, drawn with nothing that could fail again. */
function lost(error: unknown): void {
  inTrouble('The page stopped.', error)
  const screen = document.getElementById('screen')
  const numbers = document.getElementById('numbers')
  if (numbers instanceof HTMLDetailsElement) numbers.open = true
  if (!screen || screen.dataset['lost']) return
  const words = document.createElement('p')
  words.textContent = 'The checker stopped. If anyone is in danger, ring 999. The numbers below still work. Reload the page to try again.'
  screen.replaceChildren(words)
  screen.dataset['lost'] = 'yes'
}

addEventListener('error', (event) => {
  // Not the errors of a browser's extensions.
  if (event.filename.startsWith(location.origin)) lost(event.error ?? event.message)
})
addEventListener('unhandledrejection', (event) => {
  lost(event.reason)
})

whenChanged(() => {
  keepUpWithAnswers()
  draw()
})
whenChecked((told) => {
  draw()
  if (visit().screen === 'dense') document.getElementById('dense-finding')?.focus({ preventScroll: true })
  else focus({ screen: 'finding' }, 'forward')
  const status = document.getElementById('told')
  if (status) status.textContent = told
})
hearOffline({
  caseIsOpen,
  changed: () => {
    if (isHidden() || !startedDrawing) return
    if (visit().screen === 'about') draw()
    else render(offlineLine(), place('offline'))
  },
  // Whoever hid the screen does not want it back.
  startAgain: () => {
    if (!isHidden()) location.reload()
  },
})
startContacts()
startRouter((to, how) => void arrive(to, how))
startEmbedded(() => {
  forgetWork()
  startContacts()
  void begin().then(haveAbout).then(() => needs[visit().screen]?.()).then(draw)
})
offerHiding()

/** Forgets the case, and goes to the first screen with what the device remembers. */
function afresh(): Promise<void> {
  stopKeeping()
  forgetCase()
  forgetWork()
  forgetLooking()
  forgetLive()
  startAfresh()
  return begin().then(() => {
    focus(visit(), 'forward')
  })
}

function clearEverything(): void {
  forgetEverything()
  forgetMode()
  forgetOwnContacts()
  void afresh().then(() => {
    const told = document.getElementById('told')
    if (told) told.textContent = 'Everything is cleared.'
  })
}

place('afresh').addEventListener('click', () => void afresh())
place('clear').addEventListener('click', () => {
  go({ screen: 'clear' })
})
place('dense').addEventListener('click', () => {
  switchMode(!dense)
})
// Without this the browser would go to another address, which the router takes for a fresh start.
document.querySelector('.govuk-skip-link')?.addEventListener('click', (event) => {
  event.preventDefault()
  place('main').focus()
})
place('about').addEventListener('click', () => {
  go({ screen: 'about' })
})
place('documents').addEventListener('click', () => {
  go({ screen: 'documents' })
})
// On paper nothing is folded away.
let folded: HTMLDetailsElement[] = []
addEventListener('beforeprint', () => {
  folded = [...document.querySelectorAll<HTMLDetailsElement>('#screen details:not([open])')]
  for (const one of folded) one.open = true
})
addEventListener('afterprint', () => {
  for (const one of folded) one.open = false
})
// The finding offers to be worked out again once its moment has passed; beside the questions it is worked out again.
setInterval(() => {
  if (trouble) return
  if (visit().screen === 'finding') draw()
  if (visit().screen === 'dense' && opened?.pack.id === entered.pack) keepWorked(opened.pack)
}, 15_000)

async function begin(): Promise<void> {
  broughtBack = ''
  if (await haveList()) {
    waiting = dense || hasKept()
    const broughtTo = await bringBack()
    if (!broughtTo) await chooseRemembered(areaSet(list) ?? rememberedArea())
    waiting = false
    // Somebody may have gone elsewhere meanwhile.
    if (!canGoBack() && visit().screen === 'area') openAt(broughtTo ?? firstScreen())
  }
  draw()
}

/** True while answers are brought back that nobody has held against their document: it may come late. */
let unproved = false

function fitDocument(): boolean {
  if (!unproved || opened?.pack.id !== entered.pack) return true
  unproved = false
  if (fits(opened.pack)) return true
  stopKeeping()
  forgetCase()
  broughtBack = 'Answers were kept in this tab. They do not fit this copy’s document, so they are erased.'
  return false
}

/** The answers that this tab kept; where they do not fit the document, none of them, and that is said. */
async function bringBack(): Promise<Visit | null> {
  const answers = restored(list)
  if (answers === null) return null
  bringAnswers(answers)
  unproved = true
  await havePack()
  if (!fitDocument()) return null
  broughtBack = 'Your answers were kept in this tab.'
  return { screen: dense ? 'dense' : 'check' }
}

void begin().then(async () => {
  // Started early, so that the finding does not wait for it; and so that whoever cannot use it learns so at once.
  if (!(await haveEngine())) draw()
  // Then it says whose contacts are in use. The search comes last: a case can be checked without it.
  else {
    if (await haveAbout()) draw()
    await fetchSearch()
  }
  // What is kept for later waits for what is needed now.
  await startOffline().catch(() => undefined)
})
