// What whoever put this page into theirs has set for it: the area, whether it may be changed, the school's own lead. They
// write it behind the # of the address, which no server ever sees; it is read at the start and taken out of the address.
// Never anything about a case.

import type { Edition } from './contract.ts'

export interface Settings {
  area: string
  /** The area cannot be changed here. */
  lock: boolean
  /** The school's own lead, as a file of contacts (docs/overlay.md); empty for none. The engine judges it. */
  contacts: string
  /** What was wrong, in words for the person who wrote it. */
  problems: string[]
  /** As they were written. */
  written: string
}

const NAMES = ['area', 'lock', 'school', 'dsl-name', 'dsl-phone', 'dsl-checked'] as const
type Name = (typeof NAMES)[number]
/** A form of the engine's: nobody has said when the number was last rung. */
const NO_DAY = 'unknown'
/** More than all settings together need. */
const MOST_LETTERS = 2000

const NOTHING: Settings = { area: '', lock: false, contacts: '', problems: [], written: '' }

const isName = (name: string): name is Name => (NAMES as readonly string[]).includes(name)

/** The parts of `area=llr&lock`, or null where it is not about settings but, say, the place to go to on the page. */
function parts(written: string): Map<string, string> | null {
  // No form wrote this: a + is the beginning of a telephone number.
  const all = new URLSearchParams(written.slice(0, MOST_LETTERS).replaceAll('+', '%2B'))
  return [...all.keys()].some(isName) ? new Map(all) : null
}

/** `lock` alone, and `lock="lock"` as some editors write it, switch it on. */
const isOn = (value: string | undefined): boolean => value !== undefined && !/^(false|no|0|off)$/i.test(value.trim())

/** Anyone can send a link with a number of their own in it: a lead is taken from a page around this one, or with a file. */
const isVouchedFor = parent !== window || location.protocol === 'file:'

/** Reads settings; null where the text holds none. */
export function readSettings(all: string): Settings | null {
  // One letter more tells that there were too many. A browser notes only so much of an entry in its history.
  const written = all.slice(0, MOST_LETTERS + 1)
  const given = parts(written)
  if (!given) return null
  const problems: string[] = []
  if (written.length > MOST_LETTERS) problems.push(`The settings are longer than ${MOST_LETTERS} letters, and only the first of them were read.`)
  for (const name of given.keys()) {
    if (!isName(name)) problems.push(`There is no setting “${name.slice(0, 40)}”. The settings are ${NAMES.join(', ')}.`)
  }
  const said = (name: Name): string => given.get(name)?.trim() ?? ''
  const area = said('area').toLowerCase()
  const lock = isOn(given.get('lock'))
  if (lock && area === '') problems.push('“lock” needs an area: without one there is nothing to lock.')
  const contacts = contactsFrom(said)
  if (contacts === '' || isVouchedFor) return { area, lock, contacts, problems, written }
  return { area, lock, contacts: '', problems: [...problems, 'A link cannot name a safeguarding lead.'], written }
}

function contactsFrom(said: (name: Name) => string): string {
  const [name, phone] = [said('dsl-name'), said('dsl-phone')]
  if (name === '' && phone === '') return ''
  return JSON.stringify({
    name: said('school') || 'Your school',
    updated: said('dsl-checked') || NO_DAY,
    dsl: { ...(name === '' ? {} : { name }), phones: phone === '' ? [] : [phone] },
  })
}

/** The part of a file of contacts that a setting has become. */
const WRITTEN: Record<string, Name> = { name: 'school', updated: 'dsl-checked', 'dsl.name': 'dsl-name', dsl: 'dsl-phone', 'dsl.phones': 'dsl-phone', 'dsl.phones[0]': 'dsl-phone' }

/** The name of the setting that this key of the contacts came from. */
export const settingOf = (key: string): string => WRITTEN[key] ?? key

/** Read once, before anything else looks at the address. After a reload they are where the router noted them. */
export let settings: Settings = fromAddress() ?? NOTHING

function fromAddress(): Settings | null {
  const read = readSettings(location.hash.slice(1))
  const noted = (history.state as { set?: unknown } | null)?.set
  if (!read) return typeof noted === 'string' ? readSettings(noted) : null
  try {
    history.replaceState(history.state, '', location.pathname + location.search)
  } catch {
    // A browser that does not let it be taken out: it holds nothing of a case.
  }
  return read
}

/** The page around this one has set something. True where it is other than before. */
export function setSettings(written: string): boolean {
  if (written === settings.written) return false
  settings = readSettings(written) ?? NOTHING
  return true
}

/** Whether a start without what stood in the address would be another page. */
export const anySet = (): boolean => settings.written !== ''

const known = (list: Edition[]): boolean => list.some((one) => one.current && one.area === settings.area)

/** The area that was set, where this copy holds it. */
export const areaSet = (list: Edition[]): string | null => (known(list) ? settings.area : null)

export const isLocked = (list: Edition[]): boolean => settings.lock && known(list)

/** The editions that can be chosen here. */
export const offered = (list: Edition[]): Edition[] => (isLocked(list) ? list.filter((one) => one.area === settings.area) : list)

/** Everything wrong with the settings but the contacts, which the engine judges. */
export function problemsOfSettings(list: Edition[]): string[] {
  if (settings.area === '' || known(list)) return settings.problems
  const areas = [...new Set(list.map((one) => one.area))].join(', ')
  return [...settings.problems, `This copy holds no area “${settings.area.slice(0, 40)}”. Its areas are ${areas}.`]
}
