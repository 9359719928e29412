// The form in which packs travel, as src/wire.rs writes it: lists as columns, places as numbers, and what all packs share
// apart. Gives the pack as contract.ts has it, save what the page does not draw. Nulls count as absent.

import type { Pack, Topic } from './contract.ts'

export interface Shared {
  topics: Topic[]
  bank_holidays: Pack['bank_holidays']
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
type Row = Record<string, Json>

// The key of a list turned into columns; as a value, the same as the one above it, and `=5` five such.
const COLUMNS = '='
const AGAIN = /^=(\d*)$/

const isRow = (value: Json | undefined): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Columns become a list of objects again; numbered places become words. */
function written(value: Json, place: (key: string, value: Json) => Json): Json {
  if (Array.isArray(value)) return value.map((one) => written(one, place))
  if (!isRow(value)) return value
  const columns = value[COLUMNS]
  if (!isRow(columns)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, written(place(key, one), place)]))
  const rows: Row[] = []
  for (const [key, column] of Object.entries(columns)) {
    if (!Array.isArray(column)) continue
    let above: Json = null
    let at = 0
    for (const one of column) {
      const again = typeof one === 'string' ? AGAIN.exec(one) : null
      if (!again) above = one === null ? null : written(place(key, one), place)
      for (let times = again ? Number(again[1] || 1) : 1; times > 0; times -= 1) {
        const row = (rows[at] ??= {})
        if (above !== null) row[key] = above
        at += 1
      }
    }
  }
  return rows
}

const empty = (pack: Partial<Pack>): boolean =>
  [pack.levels, pack.domains, pack.items, pack.situations, pack.contacts].some((list) => !Array.isArray(list))

/**
 * Reads a pack as it travels. `citation` is how every citation of this document begins.
 * Throws where it is no pack; the engine, which reads it too, says in detail what does not fit.
 */
export function unpack(file: unknown, shared: Shared, citation: string): Pack {
  const { sections, ...travelling } = file as Row
  const named = Array.isArray(sections) ? sections : []
  const section = (at: number): string => {
    const words = named[at]
    return typeof words === 'string' ? words : ''
  }
  const place = (key: string, value: Json): Json => {
    if (typeof value !== 'number') return value
    return key === 'where' ? section(value) : key === 'cite' ? citation + section(value) : value
  }
  const pack = written(travelling, place) as unknown as Partial<Pack>
  if (empty(pack)) throw new Error('the document is not one that this version can read')
  const read = pack as Pack
  const used = new Set([...read.items.map((item) => item.topic), ...read.situations.flatMap((one) => one.topics ?? [])])
  const absent = { group: null, level: null, domain: null, heading: null }
  return {
    ...read,
    levels: read.levels.map((one) => ({ ...one, definition: one.definitions.map((said) => said.text).join('\n') })),
    items: read.items.map((item) => ({ ...absent, ...item })),
    topics: shared.topics.filter((topic) => used.has(topic.id)),
    bank_holidays: shared.bank_holidays,
  }
}
