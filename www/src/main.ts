// Draws the screen that the practitioner is on. One store, one router, one place where trouble ends up.

import { html, render } from 'lit-html'
import { startContacts } from './contacts.ts'
import { startEmbedded } from './embedded.ts'
import { offerHiding } from './hide.ts'
import {
  edition,
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
  trouble,
} from './loaded.ts'
import { bringSearch, forgetLooking } from './looking.ts'
import { clearProblems } from './parts/problems.ts'
import { settingsSaid } from './parts/settings.ts'
import { top } from './parts/top.ts'
import { whenChecked } from './recheck.ts'
import { rememberedArea } from './remembered.ts'
import { go, startAfresh, startRouter, visit, type Screen, type Visit } from './router.ts'
import { about } from './screens/about.ts'
import { area, chooseRemembered } from './screens/area.ts'
import { ladder, listOfCriteria, situations } from './screens/browsing.ts'
import { check } from './screens/check.ts'
import { child } from './screens/child.ts'
import { concerns } from './screens/concerns.ts'
import { danger, ring } from './screens/danger.ts'
import { finding } from './screens/finding.ts'
import { record } from './screens/record.ts'
import type { Drawn } from './screens/screen.ts'
import { inWords } from './screens/trouble.ts'
import { areaSet, isLocked } from './settings.ts'
import { entered, forgetCase, whenChanged } from './state.ts'

const screens: Record<Screen, () => Drawn> = {
  // Where the area cannot be changed, the first question is the next one.
  area: () => (isLocked(list) && entered.pack !== null ? danger() : area()),
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
}

/** What a screen must have before it is drawn. */
const needs: Partial<Record<Screen, () => Promise<boolean>>> = {
  area: haveList,
  about: haveAbout,
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

function draw(): void {
  try {
    // What index.html says until then has done its work.
    if (!startedDrawing) place('screen').replaceChildren()
    startedDrawing = true
    const drawn = trouble ? inWords(trouble, tryAgain) : screens[visit().screen]()
    document.title = `${drawn.title} – Doorstep`
    render(html`${top()}${drawn.body}${settingsSaid()}`, place('screen'))
    place('afresh').hidden = entered.pack === null
    numbersFor(edition()?.area)
  } catch (error) {
    lost(error)
  }
}

let wereShown = true

/** The numbers of the area in use come first; they are folded away while all is well. */
function numbersFor(area: string | undefined): void {
  const own = [...place('areas').children].find((one) => one instanceof HTMLElement && one.dataset['area'] === area)
  if (own && own.previousElementSibling) place('areas').prepend(own)
  const shown = trouble !== null
  if (shown !== wereShown) (place('numbers') as HTMLDetailsElement).open = shown
  wereShown = shown
}

let arrivals = 0

/** Gets what the screen needs, draws it, and puts the focus on its heading. */
async function arrive(to: Visit, how: 'forward' | 'back'): Promise<void> {
  arrivals += 1
  const mine = arrivals
  clearProblems()
  noTrouble()
  // With no area chosen there is nothing to show but the choice.
  if (entered.pack === null && to.screen !== 'area' && to.screen !== 'about') {
    go({ screen: 'area' })
    return
  }
  await needs[to.screen]?.()
  // Left again while it was being fetched.
  if (mine !== arrivals) return
  draw()
  focus(to, how)
}

function focus(to: Visit, how: 'forward' | 'back'): void {
  const field = how === 'forward' && to.field ? answered(to.field) : null
  if (field && !trouble) {
    field.scrollIntoView({ block: 'center' })
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

whenChanged(draw)
whenChecked((told) => {
  draw()
  focus({ screen: 'finding' }, 'forward')
  const status = document.getElementById('told')
  if (status) status.textContent = told
})
startContacts()
startRouter((to, how) => void arrive(to, how))
startEmbedded(() => {
  forgetWork()
  startContacts()
  void begin().then(haveAbout).then(() => needs[visit().screen]?.()).then(draw)
})
offerHiding()

place('afresh').addEventListener('click', () => {
  forgetCase()
  forgetWork()
  forgetLooking()
  startAfresh()
  void begin().then(() => {
    focus({ screen: 'area' }, 'forward')
  })
})
place('about').addEventListener('click', () => {
  go({ screen: 'about' })
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
// The finding offers to be worked out again once its moment has passed.
setInterval(() => {
  if (visit().screen === 'finding' && !trouble) draw()
}, 15_000)

async function begin(): Promise<void> {
  if (await haveList()) await chooseRemembered(areaSet(list) ?? rememberedArea())
  draw()
}

void begin().then(async () => {
  // Started early, so that the finding does not wait for it; and so that whoever cannot use it learns so at once.
  if (!(await haveEngine())) draw()
  // Then it says whose contacts are in use. The search comes last: a case can be checked without it.
  else {
    if (await haveAbout()) draw()
    void bringSearch()
  }
})
