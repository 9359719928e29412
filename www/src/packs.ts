// The list of packs, the packs and the search data, read.

import type { Edition, Pack } from './contract.ts'
import { packFile, packList } from './files.ts'
import { unpack, type Shared } from './wire.ts'

export interface Opened {
  pack: Pack
  /** The files as fetched: the engine reads them itself. */
  file: Uint8Array
  shared: Uint8Array
}

const fetched = new Map<string, Promise<Uint8Array>>()

/** Each file once; what failed is fetched afresh at the next call. */
function file(path: string): Promise<Uint8Array> {
  const known = fetched.get(path)
  if (known) return known
  const coming = packFile(path)
    .catch((error: unknown) => {
      fetched.delete(path)
      throw error
    })
  fetched.set(path, coming)
  return coming
}

/** What was fetched, read. What cannot be read is fetched afresh at the next call: it may have been a log-in page. */
async function read<T>(paths: string[], parse: (files: Uint8Array[]) => T): Promise<T> {
  const files = await Promise.all(paths.map(file))
  try {
    return parse(files)
  } catch (error) {
    for (const path of paths) fetched.delete(path)
    throw error
  }
}

const NOTHING = new Uint8Array()

const SEARCH = 'search.bin'

/** The search data of all packs, read. */
export const searchData = <T>(parse: (bytes: Uint8Array) => T): Promise<T> => read([SEARCH], ([bytes = NOTHING]) => parse(bytes))

/** The search data do not go with the packs: they are fetched afresh at the next call. */
export function searchDataAfresh(): void {
  fetched.delete(SEARCH)
}

const json = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes))

export const editions = (): Edition[] => packList() as Edition[]

let opened: Opened | undefined

export async function openPack(edition: Edition): Promise<Opened> {
  if (opened?.pack.id === edition.id) return opened
  const paths = [`${edition.id}.json`, 'shared.json']
  opened = await read(paths, ([file = NOTHING, shared = NOTHING]) => {
    const pack = unpack(json(file), json(shared) as Shared, `${edition.short_title} (${edition.published_words}), `)
    return { pack, file, shared }
  })
  return opened
}
