// What the practitioner has entered, in memory alone. Screens read it, change it here, and are drawn again.

import type { Age, Case, Consent, Edition } from './contract.ts'

export type Answer = 'yes' | 'no' | 'not-known'
export type AgeKind = 'not-known' | 'years' | 'months' | 'unborn'

export interface Entered {
  /** The pack's id: `nottinghamshire/v9`. */
  pack: string | null
  localAuthority: string | null
  /** The home is in a neighbouring area, which may not be named yet. */
  nextDoor: boolean
  district: string | null
  /** Not asked yet is null. */
  danger: boolean | null
  ageKind: AgeKind
  /** As typed; read only where `ageKind` asks for it. */
  years: string
  months: string
  send: Answer
  consent: Consent | 'not-known'
  /** Answers to the pack's own questions. */
  answers: Record<string, Answer>
  /** Ids, in the order picked. */
  concerns: string[]
  situations: string[]
  /** What was typed to find a statement, whatever the area: the same words find their like in another document. */
  looking: string
  /** Free notes: never in the case, never in the record, only on paper. */
  notes: string
}

const nothing = (): Entered => ({
  pack: null,
  localAuthority: null,
  nextDoor: false,
  district: null,
  danger: null,
  ageKind: 'not-known',
  years: '',
  months: '',
  send: 'not-known',
  consent: 'not-known',
  answers: {},
  concerns: [],
  situations: [],
  looking: '',
  notes: '',
})

export let entered: Readonly<Entered> = nothing()

let drawAgain: () => void = () => undefined

export function whenChanged(draw: () => void): void {
  drawAgain = draw
}

export function change(patch: Partial<Entered>): void {
  entered = { ...entered, ...patch }
  drawAgain()
}

/** Brings back what was entered before. Does not draw: whoever calls it says what comes next. */
export function bringAnswers(answers: Partial<Entered>): void {
  entered = { ...entered, ...answers }
}

/** Whether anything was said of the child. */
export const isBlank = (): boolean =>
  entered.concerns.length + entered.situations.length === 0 && entered.danger === null && entered.ageKind === 'not-known'

/** Forgets the case. Does not draw: whoever calls it says what comes next. */
export function forgetCase(): void {
  before.clear()
  entered = nothing()
}

type OfPack = Pick<Entered, 'localAuthority' | 'nextDoor' | 'district' | 'answers' | 'concerns' | 'situations'>

/** What was entered for packs chosen before: another area chosen by mistake must not cost an answer. */
const before = new Map<string, OfPack>()

/**
 * Another pack has its own statements and questions. Age, danger, consent, special needs and the words typed hold for all.
 * "The child lives in this area" says which local authority, where there is one alone.
 */
export function choosePack({ id, local_authorities }: Pick<Edition, 'id' | 'local_authorities'>): void {
  if (id === entered.pack) return
  const { localAuthority, nextDoor, district, answers, concerns, situations } = entered
  if (entered.pack !== null) before.set(entered.pack, { localAuthority, nextDoor, district, answers, concerns, situations })
  const [only, ...more] = local_authorities
  const home = more.length === 0 ? (only?.id ?? null) : null
  const fresh: OfPack = { localAuthority: home, nextDoor: false, district: null, answers: {}, concerns: [], situations: [] }
  change({ pack: id, ...(before.get(id) ?? fresh) })
}

const toggled = (list: readonly string[], id: string, on: boolean): string[] =>
  on ? (list.includes(id) ? [...list] : [...list, id]) : list.filter((one) => one !== id)

export function tickConcern(id: string, on: boolean): void {
  change({ concerns: toggled(entered.concerns, id, on) })
}

export function tickSituation(id: string, on: boolean): void {
  change({ situations: toggled(entered.situations, id, on) })
}

/** A whole number in this range, or null. */
export function wholeNumber(text: string, most: number): number | null {
  const trimmed = text.trim()
  if (!/^\d{1,3}$/.test(trimmed)) return null
  const number = Number(trimmed)
  return number <= most ? number : null
}

function age(of: Entered): Age | undefined {
  switch (of.ageKind) {
    case 'unborn':
      return 'unborn'
    case 'years': {
      const years = wholeNumber(of.years, 120)
      return years === null ? undefined : { years }
    }
    case 'months': {
      const months = wholeNumber(of.months, 11)
      return months === null ? undefined : { years: 0, months }
    }
    case 'not-known':
      return undefined
  }
}

/** The case for the engine. Whatever is not known is left out: it is never read as no. */
export function asCase(of: Entered, pack: string, when: string | undefined): Case {
  const answers: Record<string, string> = {}
  if (of.consent !== 'not-known') answers['consent'] = of.consent
  for (const [question, answer] of Object.entries(of.answers)) if (answer !== 'not-known') answers[question] = answer
  const known = age(of)
  return {
    pack,
    ...(of.localAuthority === null ? {} : { local_authority: of.localAuthority }),
    ...(of.district === null ? {} : { district: of.district }),
    ...(known === undefined ? {} : { age: known }),
    ...(of.send === 'not-known' ? {} : { send: of.send === 'yes' }),
    ...(when === undefined ? {} : { when }),
    ...(of.danger === null ? {} : { immediate_danger: of.danger }),
    concerns: of.concerns,
    situations: of.situations,
    answers,
  }
}
