// The files of this copy, and the only place that fetches them: from beside this page and nowhere else. Each carries a mark
// of its contents in its name, so that a page never gets a file of another version: it gets its own, or none.

import finderUrl from '../finder/finder_bg.wasm?url'
import index from '../packs/index.json?raw'
import engineUrl from '../pkg/doorstep_bg.wasm?url'

const urls = import.meta.glob<string>(['../packs/*/*.json', '../packs/shared.json', '../packs/search.bin'], {
  query: '?url',
  import: 'default',
  eager: true,
})

/** False: there is a copy of which all is in one file (www/single/files.ts). */
export const inOneFile: boolean = false

/** What a WebAssembly file can be started from. */
export type Wasm = URL | BufferSource

const here = (url: string): URL => new URL(url, document.baseURI)

export const engineWasm = (): Promise<Wasm> => Promise.resolve(here(engineUrl))

export const finderWasm = (): Promise<Wasm> => Promise.resolve(here(finderUrl))

/** The list of packs: it comes with the page itself. */
export const packList = (): unknown => JSON.parse(index)

/** A file that `doorstep compile` wrote, by its name there: `llr/2021.json`. */
export async function packFile(name: string): Promise<Uint8Array> {
  const url = urls[`../packs/${name}`]
  if (url === undefined) throw new Error(`this copy has no ${name}`)
  const answer = await fetch(here(url))
  if (!answer.ok) throw new Error(`${name} could not be read (${answer.status})`)
  return new Uint8Array(await answer.arrayBuffer())
}
