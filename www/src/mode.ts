// One thing a screen, or all on one screen for those who do this every day. A setting of the device, never of the case.

import { rememberDense, rememberedDense } from './remembered.ts'
import type { Screen, Visit } from './router.ts'
import { entered } from './state.ts'

export let dense = rememberedDense()

export function setDense(on: boolean): void {
  dense = on
  rememberDense(on)
}

/** After "clear everything" this device is as new; what it kept is forgotten elsewhere. */
export function forgetMode(): void {
  dense = false
}

/** The questions on the one screen have ids of their own: the finding stands beside them, and has ids too. */
export const DENSE = 'dense-'

/** Where the one screen has what another screen is for. */
const PLACES: Partial<Record<Screen, string | undefined>> = {
  danger: undefined,
  child: undefined,
  concerns: 'looking',
  check: undefined,
  finding: `${DENSE}finding`,
}

/** Where a visit leads to, as the device is set. */
export function arranged(to: Visit): Visit {
  if (!dense || !(to.screen in PLACES)) return to
  // Only somebody who changes an answer is led to that question: the others begin at the top.
  const asked = to.screen === 'danger' && to.then !== undefined ? 'danger' : to.field
  const field = asked === undefined ? PLACES[to.screen] : `${DENSE}${asked}`
  return field === undefined ? { screen: 'dense' } : { screen: 'dense', field }
}

export const firstScreen = (): Visit => ({ screen: dense && entered.pack !== null ? 'dense' : 'area' })
