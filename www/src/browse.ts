// Ways to look through a pack's statements: by heading, by list, by topic, by the document's own words. Shows; never judges.

import type { Band, Item, Level, Pack, Situation } from './contract.ts'

/** As src/pack.rs folds statements: case, white space, quotation marks, dashes and footnote marks do not count. */
export function fold(text: string): string {
  return text
    .replace(/[\u2018\u2019`]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/\*/g, '')
    .replace(/\s*\/\s*/g, '/')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/[.;, ]+$/, '')
}

export function level(pack: Pack, id: string | null | undefined): Level | undefined {
  return pack.levels.find((one) => one.id === id)
}

/** `Level 2 (Early Help)`, as the engine says it; the name alone where the document has names only. */
export const levelWords = (of: Level): string => (of.label === of.name ? of.name : `${of.label} (${of.name})`)

/** Levels that are not within another, lowest first. */
export const wholeLevels = (pack: Pack): Level[] => pack.levels.filter((one) => one.within === undefined)

/** The first level, counted from 1, that a level is or belongs to; with its highest band for the colour. */
export function standing(pack: Pack, of: Level): { step: number; steps: number; band: Band } {
  const whole = wholeLevels(pack)
  const step = whole.findIndex((one) => one.id === (of.within ?? of.id)) + 1
  return { step, steps: whole.length, band: of.bands.at(-1) ?? 'universal' }
}

const rungOf = (pack: Pack, item: Item): number =>
  item.level === null ? pack.levels.length : pack.levels.findIndex((one) => one.id === item.level)

/** Lowest level first; what the document ties to no level comes last. */
const upwards = (pack: Pack, items: Item[]): Item[] =>
  items
    .map((item, at) => ({ item, at, rung: rungOf(pack, item) }))
    .sort((a, b) => a.rung - b.rung || a.at - b.at)
    .map(({ item }) => item)

export interface Heading {
  /** Names the heading in memory, never in an address. */
  key: string
  domain: string
  name: string
  items: Item[]
}

/** Headings of every domain, in the source's order, each with its statements of all levels. */
export function headings(pack: Pack): Heading[] {
  const found = new Map<string, Heading>()
  for (const item of pack.items) {
    if (item.kind !== 'indicator') continue
    const domain = item.domain ?? ''
    const name = item.heading ?? ''
    const key = `${domain}\n${fold(name)}`
    const heading = found.get(key) ?? { key, domain, name: spoken(name) || domain, items: [] }
    heading.items.push(item)
    found.set(key, heading)
  }
  return [...found.values()]
}

/** A heading printed in capitals is easier to read in small letters. Statements are never touched. */
export function spoken(heading: string): string {
  if (heading !== heading.toUpperCase()) return heading
  return heading.slice(0, 1) + heading.slice(1).toLowerCase()
}

export interface Ladder {
  topic: string
  name: string
  items: Item[]
}

/** For each topic under a heading: its statements in order of level, those that stand under other headings included. */
export function ladders(pack: Pack, heading: Heading): Ladder[] {
  const topics = [...new Set(heading.items.map((item) => item.topic))]
  return topics.map((topic) => ({
    topic,
    name: pack.topics.find((one) => one.id === topic)?.name ?? spoken(topic),
    items: upwards(
      pack,
      pack.items.filter((item) => item.topic === topic && (item.level !== null || heading.items.includes(item))),
    ),
  }))
}

/** A topic with all that the pack says on it: the statements in order of level, and the situations. */
export interface Subject extends Ladder {
  situations: Situation[]
}

const subjectOf = (pack: Pack, id: string): string =>
  pack.items.find((item) => item.id === id)?.topic ?? pack.situations.find((one) => one.id === id)?.topics?.[0] ?? ''

/** The subjects of statements and situations, in the order in which those stand. */
export function subjects(pack: Pack, ids: string[]): Subject[] {
  const topics = [...new Set(ids.map((id) => subjectOf(pack, id)))]
  return topics.map((topic) => ({
    topic,
    name: pack.topics.find((one) => one.id === topic)?.name ?? 'Situations',
    items: upwards(
      pack,
      pack.items.filter((item) => item.topic === topic),
    ),
    situations: pack.situations.filter((one) => (one.topics?.[0] ?? '') === topic),
  }))
}

/** Of a ladder: these statements, and for each the next milder and the next graver one. */
export function withNeighbours(pack: Pack, items: Item[], ids: ReadonlySet<string>): Item[] {
  const levelled = items.filter((item) => item.level !== null)
  const shown = new Set<Item | undefined>()
  for (const item of items.filter((one) => ids.has(one.id))) {
    shown.add(item)
    if (item.level === null) continue
    const rung = rungOf(pack, item)
    shown.add(levelled.filter((one) => rungOf(pack, one) < rung).at(-1))
    shown.add(levelled.find((one) => rungOf(pack, one) > rung))
  }
  return items.filter((item) => shown.has(item))
}

/** Where a statement stands, in words. */
export function under(pack: Pack, item: Item): string {
  const list = pack.groups?.find((group) => group.id === item.group)?.name
  return [list ?? item.domain, item.heading === null ? null : spoken(item.heading).replace(/:$/, '')].filter(Boolean).join(', ')
}

const wordsIn = (typed: string): string[] => fold(typed).split(' ').filter(Boolean)

export function situationsWithWords(pack: Pack, typed: string): Situation[] {
  const words = wordsIn(typed)
  return pack.situations.filter((one) => words.every((word) => fold(one.text).includes(word)))
}

/** Statements that hold every word typed, most serious first, so that the higher of two is read first. */
export function withWords(pack: Pack, typed: string): Item[] {
  const words = wordsIn(typed)
  if (words.length === 0) return []
  const hits = pack.items.filter((item) => {
    const topic = pack.topics.find((one) => one.id === item.topic)?.name ?? ''
    const text = fold(`${item.text} ${item.heading ?? ''} ${topic}`)
    return words.every((word) => text.includes(word))
  })
  const levelled = upwards(pack, hits.filter((item) => item.level !== null)).reverse()
  return [...levelled, ...hits.filter((item) => item.level === null)]
}
