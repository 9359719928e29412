// One thing a screen, and a browser's back button that works. The browser's history holds a number and a key that mean
// nothing outside this page: which screen it was stays in memory, and nothing of a case is ever in an address.

import { arranged, firstScreen } from './mode.ts'
import { linked } from './reading/link.ts'
import { settings } from './settings.ts'

export type Screen =
  | 'area'
  | 'dense'
  | 'clear'
  | 'danger'
  | 'ring'
  | 'child'
  | 'concerns'
  | 'ladder'
  | 'list'
  | 'situations'
  | 'check'
  | 'finding'
  | 'record'
  | 'about'
  | 'documents'
  | 'reading'

export interface Visit {
  screen: Screen
  /** Which heading or list is shown. */
  of?: string
  /** Where "continue" leads back to, when an answer is being changed. */
  then?: Screen
  /** The field to go to. */
  field?: string
}

interface Mark {
  key: number
  at: number
  /** What was set for this page: a reload finds it here, since it is gone from the address. */
  set: string
}

let key = 0
let visits: (Visit & { scroll?: number })[] = [{ screen: 'area' }]
let at = 0
let arrived: (visit: Visit, how: 'forward' | 'back') => void = () => undefined

export const visit = (): Visit => visits[at] ?? { screen: 'area' }

/** How far down this screen was when it was left. */
export const scrolled = (): number => visits[at]?.scroll ?? 0

const mark = (): Mark => ({ key, at, set: settings.written })

export function startRouter(onArrival: typeof arrived): void {
  arrived = onArrival
  key = Date.now()
  history.scrollRestoration = 'manual'
  history.replaceState(mark(), '')
  addEventListener('popstate', (event) => {
    const back = event.state as Mark | null
    // Somebody followed or pasted a link to a document: the browser has gone on to it already, and every answer stays.
    const to = linked()
    if (to) {
      leave()
      visits = [...visits.slice(0, at + 1), to]
      at += 1
      history.replaceState(mark(), '')
      arrived(to, 'forward')
      return
    }
    // An entry from before "start again" or a reload: its case is gone.
    if (back?.key !== key || !visits[back.at]) {
      visits = [firstScreen()]
      at = 0
      history.replaceState(mark(), '')
      arrived(visit(), 'forward')
      return
    }
    leave()
    at = back.at
    arrived(visit(), 'back')
  })
  const to = linked()
  if (to) go(to)
}

function leave(): void {
  const now = visits[at]
  if (now) now.scroll = scrollY
}

/** Where there is nobody to go back to yet, the page opens here. */
export function openAt(first: Visit): void {
  visits = [first, ...visits.slice(1)]
}

export function go(where: Visit): void {
  const to = arranged(where)
  leave()
  // All on one screen: a question of the finding is asked beside it.
  if (to.screen === 'dense' && visit().screen === 'dense') {
    arrived(to, 'forward')
    return
  }
  visits = [...visits.slice(0, at + 1), to]
  at += 1
  history.pushState(mark(), '')
  arrived(to, 'forward')
}

export const canGoBack = (): boolean => at > 0

/** Back to the screen before this one where it is that one, else on to it. */
export function backTo(screen: Screen): void {
  if (visits[at - 1]?.screen === arranged({ screen }).screen) history.back()
  else go({ screen })
}

/** Forgets where we have been; the browser's old entries lead to the first screen from now on. */
export function forgetVisits(): void {
  key += 1
  visits = [firstScreen()]
  at = 0
}

export function startAfresh(): void {
  forgetVisits()
  history.pushState(mark(), '')
}
