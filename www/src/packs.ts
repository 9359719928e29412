// Fetches the list of packs and the packs, from beside this page and nowhere else.

import type { Edition, Pack } from './contract.ts'
import { unpack, type Shared } from './wire.ts'

export interface Opened {
  pack: Pack
  /** The texts as fetched: the engine reads them itself. */
  json: string
  shared: string
}

const fetched = new Map<string, Promise<string>>()

/** Each file once; what failed is fetched afresh at the next call. */
function text(path: string): Promise<string> {
  const known = fetched.get(path)
  if (known) return known
  const coming = fetch(new URL(path, document.baseURI))
    .then((answer) => {
      if (!answer.ok) throw new Error(`${path} could not be read (${answer.status})`)
      return answer.text()
    })
    .catch((error: unknown) => {
      fetched.delete(path)
      throw error
    })
  fetched.set(path, coming)
  return coming
}

/** What was fetched, read. What cannot be read is fetched afresh at the next call: it may have been a log-in page. */
async function read<T>(paths: string[], parse: (texts: string[]) => T): Promise<T> {
  const texts = await Promise.all(paths.map(text))
  try {
    return parse(texts)
  } catch (error) {
    for (const path of paths) fetched.delete(path)
    throw error
  }
}

function listed([json = '']: string[]): Edition[] {
  const list = JSON.parse(json) as unknown
  if (!Array.isArray(list) || list.length === 0) throw new Error('the list of areas is not one')
  return list as Edition[]
}

export const editions = (): Promise<Edition[]> => read(['packs/index.json'], listed)

let opened: Opened | undefined

export async function openPack(edition: Edition): Promise<Opened> {
  if (opened?.pack.id === edition.id) return opened
  const paths = [`packs/${edition.id.split('/').map(encodeURIComponent).join('/')}.json`, 'packs/shared.json']
  opened = await read(paths, ([json = '', shared = '']) => {
    const pack = unpack(json, JSON.parse(shared) as Shared, `${edition.short_title} (${edition.published_words}), `)
    return { pack, json, shared }
  })
  return opened
}
