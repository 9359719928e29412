// How old this copy is, by the device's clock, which may be wrong.

import { copy } from '../copy.ts'

const DAY = 86_400_000
const OLD = 183 * DAY

export const dayInWords = (day: Date): string =>
  Number.isNaN(day.getTime()) ? 'a day not known' : day.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** The day as people write it, and whether it is long ago; null where nobody could tell when it was built. */
export function age(now: number): { day: string; old: boolean; clockWrong: boolean } | null {
  const built = Date.parse(copy.built)
  if (Number.isNaN(built)) return null
  // A day's grace: the clock of who built it may have been ahead.
  return { day: dayInWords(new Date(built)), old: now - built > OLD, clockWrong: now < built - DAY }
}
