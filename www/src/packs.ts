// Fetches the list of packs, the packs and the search data, from beside this page and nowhere else.

import type { Edition, Pack } from './contract.ts'
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
  const coming = fetch(new URL(path, document.baseURI))
    .then((answer) => {
      if (!answer.ok) throw new Error(`${path} could not be read (${answer.status})`)
      return answer.arrayBuffer()
    })
    .then((bytes) => new Uint8Array(bytes))
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

const SEARCH = 'packs/search.bin'

/** The search data of all packs, read. */
export const searchData = <T>(parse: (bytes: Uint8Array) => T): Promise<T> => read([SEARCH], ([bytes = NOTHING]) => parse(bytes))

/** The search data do not go with the packs: they are fetched afresh at the next call. */
export function searchDataAfresh(): void {
  fetched.delete(SEARCH)
}

const json = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes))

function listed([index = NOTHING]: Uint8Array[]): Edition[] {
  const list = json(index)
  if (!Array.isArray(list) || list.length === 0) throw new Error('the list of areas is not one')
  return list as Edition[]
}

export const editions = (): Promise<Edition[]> => read(['packs/index.json'], listed)

let opened: Opened | undefined

export async function openPack(edition: Edition): Promise<Opened> {
  if (opened?.pack.id === edition.id) return opened
  const paths = [`packs/${edition.id.split('/').map(encodeURIComponent).join('/')}.json`, 'packs/shared.json']
  opened = await read(paths, ([file = NOTHING, shared = NOTHING]) => {
    const pack = unpack(json(file), json(shared) as Shared, `${edition.short_title} (${edition.published_words}), `)
    return { pack, file, shared }
  })
  return opened
}
