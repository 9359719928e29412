// What of this copy is kept on this device, and whether a newer one waits. Looked up at every start, never remembered.

import type { Files, NotKept } from '../../worker/talk.ts'
import { changed as whatChanged } from './changed.ts'
import { watchForOffer } from './install.ts'
import { ask, listen, registered, whenIn } from './worker.ts'

export type Kept =
  | { is: 'coming' }
  /** The page, with all that it needs, is one file. */
  | { is: 'file' }
  | { is: 'ready'; files: number }
  | { is: 'missing'; missing: number; files: number }
  /** The tab began in a copy that is no longer the one kept. */
  | { is: 'older' }
  | { is: 'not'; why: NotKept['why'] | 'browser' }

export interface Newer {
  /** In words. */
  changes: string[]
  /** Other tabs that hold a case, at the last try. */
  refusedBy: number
}

export let kept: Kept = { is: 'coming' }
export let newer: Newer | null = null
/** Whether the browser promised not to clear what is kept when room is short. */
export let promised: boolean | null = null

export interface Page {
  /** True from the first answer to when it was cleared. */
  caseIsOpen: () => boolean
  /** Draws again. */
  changed: () => void
  startAgain: () => void
}

let page: Page = { caseIsOpen: () => true, changed: () => undefined, startAgain: () => undefined }
let registration: ServiceWorkerRegistration | null = null
/** Why the copy that was on its way could not be kept, if the worker told. */
const failures: NotKept['why'][] = []

export const caseIsOpen = (): boolean => page.caseIsOpen()

export const startAgainHere = (): void => { page.startAgain() }

/** At once: another tab may ask whether a case is open here, and a browser may offer to install. */
export function hearOffline(of: Page): void {
  page = of
  listen(page.caseIsOpen, (why) => { failures.push(why) })
  watchForOffer(page.changed)
}

/** Once the page is ready: what is kept must not hold up what is needed now. */
export async function startOffline(): Promise<void> {
  if (location.protocol === 'file:') {
    say({ is: 'file' })
    return
  }
  const workers = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker
  // The first worker that takes charge keeps what is here already; another one after it is a newer copy.
  let inCharge = Boolean(workers?.controller)
  // Where something blocks workers, it may answer with nothing at all.
  registration = workers ? await registered() : null
  if (!workers || !registration) {
    say({ is: 'not', why: 'browser' })
    return
  }
  workers.addEventListener('controllerchange', () => {
    if (inCharge && !page.caseIsOpen()) page.startAgain()
    else void look('files')
    inCharge = true
  })
  registration.addEventListener('updatefound', () => void follow())
  // A start is when a newer copy takes over, unless a case is open here or in another tab.
  if (registration.waiting && !page.caseIsOpen()) await useNewer()
  if (registration.waiting) await tellOfNewer()
  void follow()
  await look('files')
  lookForNewerNowAndThen()
}

function say(now: Kept): void {
  kept = now
  page.changed()
}

/** Waits for the copy that is on its way. */
async function follow(): Promise<void> {
  const coming = registration?.installing
  if (!coming) return
  const first = !registration?.active
  if (await whenIn(coming, 'installed', 'activating', 'activated')) {
    if (first) {
      if (await whenIn(coming, 'activated')) await look('files')
      else say({ is: 'not', why: 'browser' })
    } else {
      // One that means to take over at once (worker/off.ts) is left to it: a question now would hold the old one up.
      await new Promise((resolve) => setTimeout(resolve, 500))
      if (coming.state === 'installed') await tellOfNewer()
    }
  } else if (first) {
    // What the worker told comes just after the news that it is gone.
    setTimeout(() => { say({ is: 'not', why: failures.at(-1) ?? 'files' }) }, 300)
  }
}

/** What is kept; where something is missing, it is fetched again. */
async function look(how: 'files' | 'mend'): Promise<void> {
  const worker = registration?.active
  if (!worker) return
  const found = await ask(worker, how)
  if (!found) {
    say({ is: 'not', why: 'browser' })
    return
  }
  tell(found)
  if (found.missing > 0 && how === 'files') await look('mend')
  if (kept.is === 'ready') await askForPromise()
}

function tell({ of, missing, yours }: Files): void {
  if (!yours) say({ is: 'older' })
  else if (missing > 0) say({ is: 'missing', missing, files: of })
  else say({ is: 'ready', files: of })
}

let compared = false

/** Compares every file with its hash, once. */
export function compareAll(): void {
  if (compared || !registration?.active) return
  compared = true
  void look('mend')
}

// ---- the newer copy ----

async function tellOfNewer(): Promise<void> {
  const { active, waiting } = registration ?? {}
  if (!active || !waiting) return
  const [from, to] = await Promise.all([ask(active, 'copy'), ask(waiting, 'copy')])
  newer = { changes: from && to ? whatChanged(from, to) : [], refusedBy: 0 }
  page.changed()
}

/** Takes over where no tab holds a case; this page then starts again by itself. */
export async function useNewer(): Promise<void> {
  const waiting = registration?.waiting
  if (!waiting || page.caseIsOpen()) return
  const answer = await ask(waiting, 'use')
  if (answer?.used !== false || !newer) return
  newer = { ...newer, refusedBy: answer.open }
  page.changed()
}

const HOUR = 3_600_000

/** A tab may stay open for weeks: when somebody comes back to it, at most once an hour. */
function lookForNewerNowAndThen(): void {
  let last = performance.now()
  addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || performance.now() - last < HOUR) return
    last = performance.now()
    registration?.update().catch(() => undefined)
  })
}

// ---- room ----

/** Firefox asks the person, so there it takes a tap; the others decide by themselves. */
export const asksThePerson = 'mozInnerScreenX' in globalThis

async function askForPromise(): Promise<void> {
  promised = await storage((of) => of.persisted())
  if (promised === false && !asksThePerson) promised = await storage((of) => of.persist())
  page.changed()
}

export async function askThePerson(): Promise<void> {
  promised = await storage((of) => of.persist())
  page.changed()
}

const storage = async (what: (of: StorageManager) => Promise<boolean>): Promise<boolean | null> => {
  const of = (navigator as { storage?: StorageManager }).storage
  return of ? what(of).catch(() => null) : null
}
