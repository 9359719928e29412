// Opening hours in words, as the engine says them (src/check/open.rs): the reading pages are there where it cannot run.

import type { Contact, Weekday } from '../contract.ts'

const DAYS: [Weekday, string][] = [
  ['mon', 'Monday'],
  ['tue', 'Tuesday'],
  ['wed', 'Wednesday'],
  ['thu', 'Thursday'],
  ['fri', 'Friday'],
  ['sat', 'Saturday'],
  ['sun', 'Sunday'],
]

function clock(minute: number): string {
  const hour = Math.floor(minute / 60) % 24
  const past = minute % 60
  if (past === 0 && hour % 12 === 0) return hour === 0 ? 'midnight' : 'noon'
  return `${hour % 12 || 12}${past === 0 ? '' : `:${String(past).padStart(2, '0')}`}${hour < 12 ? 'am' : 'pm'}`
}

/** `a, b and c` */
export const listed = (words: string[]): string => [words.slice(0, -1).join(', '), words.at(-1)].filter(Boolean).join(' and ')

function days(open: Weekday[]): string {
  const at = DAYS.flatMap(([day], place) => (open.includes(day) ? [place] : []))
  const names = at.map((place) => DAYS[place]?.[1] ?? '')
  const inARow = at.every((place, next) => next === 0 || place === (at[next - 1] ?? 0) + 1)
  return inARow && names.length > 2 ? `${names[0] ?? ''} to ${names.at(-1) ?? ''}` : listed(names)
}

export function hoursInWords({ opening }: Contact, contacts: Contact[]): string {
  switch (opening.kind) {
    case 'always':
      return 'day and night'
    case 'weekly':
      return opening.hours.map((span) => `${days(span.days)} ${clock(span.open)} to ${clock(span.close)}`).join(', ')
    case 'outside':
      return `while ${contacts.find((one) => one.id === opening.of)?.name ?? opening.of} is closed`
    case 'not-stated':
      return 'the document does not say'
  }
}
