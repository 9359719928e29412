// The door to the search (WebAssembly, apart from the engine). Converts and recovers, decides nothing.
// It comes after the page and may not come at all: whoever asks must be ready for that.

import freshFinder, { type Fresh } from '../finder/finder.js?fresh'
import type { Found, Pack } from './contract.ts'
import { finderWasm } from './files.ts'
import { searchData, searchDataAfresh } from './packs.ts'

interface Finder {
  open(pack: string, ids: string): boolean
  find(text: string, limit: number): string
}

interface Glue {
  Finder: new (bytes: Uint8Array) => Finder
}

/** More hits than these say little. */
const HITS = 12

let coming: Promise<Finder> | undefined
/** The pack that the finder has turned to. */
let turnedTo = ''

let copy: Promise<Fresh & Glue> | undefined

async function freshCopy(): Promise<Fresh & Glue> {
  const fresh = freshFinder() as Fresh & Glue
  await fresh.start({ module_or_path: await finderWasm() })
  return fresh
}

function nextCopy(): Promise<Fresh & Glue> {
  copy ??= freshCopy().catch((error: unknown) => {
    copy = undefined
    throw error
  })
  return copy
}

/** Fetches all that the search is made of. Reading it takes an old telephone a moment: that waits until somebody looks. */
export async function fetchFinder(): Promise<void> {
  await Promise.all([nextCopy(), searchData((bytes) => bytes)])
}

async function start(): Promise<Finder> {
  turnedTo = ''
  const fresh = await nextCopy()
  // Each copy once: after a trap its memory is not sound.
  copy = undefined
  return searchData((bytes) => new fresh.Finder(bytes))
}

/** Brings the search, or waits for it. What failed is started afresh at the next call. */
export function finderReady(): Promise<unknown> {
  coming ??= start().catch((error: unknown) => {
    coming = undefined
    throw error
  })
  return coming
}

/** What these words find in a pack. */
export async function find(pack: Pack, text: string): Promise<Found> {
  try {
    return await ask(pack, text)
  } catch {
    // A trap: once more with a fresh copy, whose memory is sound.
    coming = undefined
    try {
      return await ask(pack, text)
    } catch (again) {
      coming = undefined
      throw again
    }
  }
}

async function ask(pack: Pack, text: string): Promise<Found> {
  await finderReady()
  const finder = await coming
  if (!finder) throw new Error('the search stopped')
  if (turnedTo !== pack.id) {
    turnedTo = ''
    const ids = [...pack.items, ...pack.situations].map(({ id }) => id).join('\n')
    if (!finder.open(pack.id, ids)) {
      searchDataAfresh()
      throw new Error('the search data were made for other statements')
    }
    turnedTo = pack.id
  }
  const found = JSON.parse(finder.find(text, HITS)) as Found | null
  if (!found) throw new Error('the search data do not hold this document')
  return found
}
