// The answers kept in this tab, where somebody asked for it: a telephone call or a reload must not cost them. The browser
// forgets them with the tab. Off until it is switched on, for this case alone. The ticked statements are kept as ids, so
// words that were typed are not needed, and neither those nor notes are ever kept.

import type { Edition, Pack } from './contract.ts'
import { settings } from './settings.ts'
import { entered, type Answer, type Entered } from './state.ts'

const KEY = 'doorstep.case'
/** Of the form below: what an older page kept is not guessed at. */
const VERSION = 1
/** Longer than any working day: a tab that was brought back later starts with nothing. */
const HOURS = 12

/** Frames in one tab share what it keeps: where an area was set, its case has a place of its own. */
const keyNow = (): string => (parent === window || settings.area === '' ? KEY : `${KEY}.${settings.area}`)
let key = ''

type Kept = Omit<Entered, 'looking' | 'notes'> & { version: number; at: number }

export let keeping = false

/** What is named in the shape below, and nothing else. */
function forKeeping(): Record<string, unknown> {
  const all: Record<string, unknown> = { ...entered, version: VERSION, at: Date.now() }
  return Object.fromEntries(Object.keys(SHAPE).map((key) => [key, all[key]]))
}

/** False where this browser keeps nothing. */
export function startKeeping(): boolean {
  keeping = true
  key = keyNow()
  keepUpWithAnswers()
  return keeping
}

/** Called at every change. */
export function keepUpWithAnswers(): void {
  if (!keeping) return
  try {
    sessionStorage.setItem(key, JSON.stringify(forKeeping()))
  } catch {
    // Better nothing than answers of before.
    stopKeeping()
  }
}

/** Erases what is kept, at once. */
export function stopKeeping(): void {
  keeping = false
  try {
    sessionStorage.removeItem(key || keyNow())
  } catch {
    // Nothing was kept.
  }
}

function found(): string | null {
  try {
    return sessionStorage.getItem(keyNow())
  } catch {
    // Nothing was kept.
    return null
  }
}

export const hasKept = (): boolean => found() !== null

/** What this tab kept for a document that this copy holds. What is not surely that is erased. */
export function restored(list: Edition[]): Partial<Entered> | null {
  const text = found()
  if (text === null) return null
  key = keyNow()
  const answers = read(text, list)
  keeping = answers !== null
  if (!keeping) stopKeeping()
  return answers
}

/** False where an answer is to something that the document does not hold: nothing is dropped in silence. */
export function fits(pack: Pack): boolean {
  const holds = (all: { id: string }[] | undefined, ids: string[]): boolean => ids.every((id) => all?.some((one) => one.id === id))
  const { localAuthority, district } = entered
  const councils = [...pack.local_authorities.map((one) => one.id), ...pack.contacts.map((one) => one.neighbour)]
  return (
    holds(pack.items, entered.concerns) &&
    holds(pack.situations, entered.situations) &&
    holds(pack.questions, Object.keys(entered.answers)) &&
    (localAuthority === null || councils.includes(localAuthority)) &&
    (district === null || holds(pack.districts, [district]))
  )
}

type Test = (value: unknown) => boolean

const text: Test = (value) => typeof value === 'string' && value.length <= 200
const maybe = (is: Test): Test => (value) => value === null || is(value)
const flag: Test = (value) => typeof value === 'boolean'
const oneOf = (...values: unknown[]): Test => (value) => values.includes(value)
const ids: Test = (value) => Array.isArray(value) && value.length <= 2000 && value.every(text) && new Set(value).size === value.length
const ANSWERS: Answer[] = ['yes', 'no', 'not-known']
const answer = oneOf(...ANSWERS)

const recent: Test = (value) => typeof value === 'number' && Math.abs(Date.now() - value) < HOURS * 3_600_000

const SHAPE: Record<keyof Kept, Test> = {
  version: oneOf(VERSION),
  at: recent,
  pack: text,
  localAuthority: maybe(text),
  nextDoor: flag,
  district: maybe(text),
  danger: maybe(flag),
  ageKind: oneOf('not-known', 'years', 'months', 'unborn'),
  years: text,
  months: text,
  send: answer,
  consent: oneOf('given', 'refused', 'not-sought', 'would-increase-risk', 'not-known'),
  answers: (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(answer),
  concerns: ids,
  situations: ids,
}

function read(json: string, list: Edition[]): Partial<Entered> | null {
  try {
    const { version, at, ...answers } = JSON.parse(json) as Kept
    const all: Record<string, unknown> = { version, at, ...answers }
    const tests = Object.entries(SHAPE)
    if (Object.keys(all).length !== tests.length || !tests.every(([key, is]) => key in all && is(all[key]))) return null
    return list.some((one) => one.id === answers.pack) ? answers : null
  } catch {
    return null
  }
}
