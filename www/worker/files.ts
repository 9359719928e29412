// The files of this copy, and what of them is kept on this device. Each has a hash; what does not match it is not kept.
// Knows one cache, its own, and never touches another.

import { PrecacheController } from 'workbox-precaching/PrecacheController.js'
import type { Copy, Files } from './talk.ts'

declare const self: ServiceWorkerGlobalScope
/** The build writes it in. */
declare const DOORSTEP_COPY: Copy

interface Entry {
  url: string
  revision: string | null
  /** SHA-384, as browsers take it. */
  integrity: string
}

export const copy = DOORSTEP_COPY

const entries = self.__WB_MANIFEST as Entry[]
const scope = self.registration.scope
const START = 'index.html'
const cacheName = `doorstep-files-${scope}`
/** Stands in the cache from when this copy takes over until what others left behind is removed. */
const UNTIDY = `${scope}?untidy`

const address = (url: string): string => new URL(url, scope).href
const byAddress = new Map(entries.map((entry) => [address(entry.url), entry]))

export const workbox = new PrecacheController({
  cacheName,
  plugins: [{ cacheWillUpdate: async ({ request, response }) => ((await isListed(request.url, response)) ? response : null) }],
})
// The hash of the start page is compared here and not by the browser: see `likeTheBuilt`.
workbox.addToCacheList(entries.map(({ url, revision, integrity }) => (url === START ? { url, revision } : { url, revision, integrity })))

/** Whoever runs the server names the file of a school's contacts in the start page, on any system: nothing else may differ. */
const likeTheBuilt = (page: string): string =>
  page.replace(/(<meta name="doorstep-overlay" content=")[^"]*"/, '$1"').replaceAll('\r\n', '\n')

async function isListed(url: string, response: Response): Promise<boolean> {
  const entry = byAddress.get(url)
  if (!entry || response.status !== 200) return false
  const copied = response.clone()
  const bytes = entry.url === START ? new TextEncoder().encode(likeTheBuilt(await copied.text())) : await copied.arrayBuffer()
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-384', bytes))
  return entry.integrity === `sha384-${btoa(String.fromCharCode(...hash))}`
}

/** The file of this copy that is asked for: the folder itself is its start page. Parameters are never ignored. */
export function fileFor(request: Request): Entry | undefined {
  const url = request.url.replace(/#.*/s, '')
  return byAddress.get(url === scope ? address(START) : url)
}

const keyFor = (entry: Entry): string => workbox.getCacheKeyForURL(address(entry.url)) ?? address(entry.url)

/** A browser whose storage is broken may still have a network. */
const inCache = async (key: string): Promise<Response | undefined> =>
  caches.open(cacheName).then((cache) => cache.match(key)).catch(() => undefined)

/** From the cache; where it was evicted, from the network, and then only if it is the very file. */
export async function answer(entry: Entry, request: Request): Promise<Response> {
  const kept = await inCache(keyFor(entry))
  if (kept) return kept
  // A start page of another copy brings its own files with it.
  return request.mode === 'navigate' ? fetch(request) : fetch(address(entry.url), { integrity: entry.integrity })
}

/** For a tab that another copy began in: its own file while it is still here, or from the network. Files have hashes in their names. */
export async function answerOlder(request: Request): Promise<Response> {
  return (await inCache(request.url)) ?? fetch(request)
}

export const isOfThisCopy = (script: string): boolean => byAddress.has(script)

/** Which files are here. With `whole`, each is compared with its hash, and what is missing or wrong is fetched again. */
export async function look(script: string, how: 'quick' | 'whole'): Promise<Files> {
  const cache = await caches.open(cacheName)
  const there = new Set((await cache.keys()).map((request) => request.url))
  const answer: Files = { of: entries.length, missing: 0, yours: isOfThisCopy(script) }
  for (const entry of entries) {
    const isHere = how === 'quick' ? there.has(keyFor(entry)) : (await isWhole(cache, entry)) || (await bring(cache, entry))
    if (!isHere) answer.missing += 1
  }
  return answer
}

async function isWhole(cache: Cache, entry: Entry): Promise<boolean> {
  const kept = await cache.match(keyFor(entry))
  return kept !== undefined && isListed(address(entry.url), kept).catch(() => false)
}

async function bring(cache: Cache, entry: Entry): Promise<boolean> {
  try {
    const response = await fetch(address(entry.url), { cache: 'no-cache' })
    if (response.redirected || !(await isListed(address(entry.url), response))) return false
    await cache.put(keyFor(entry), response)
    return true
  } catch {
    return false
  }
}

/** Whoever runs the server may have named another file of contacts in the start page since. */
export async function refreshStart(): Promise<void> {
  const entry = byAddress.get(address(START))
  if (entry) await bring(await caches.open(cacheName), entry)
}

/** Every file at its first visit, those that changed at an update. Throws where one does not come, or is another. */
export async function install(event: ExtendableEvent): Promise<'room' | 'files' | null> {
  const cache = await caches.open(cacheName)
  const before = new Set((await cache.keys()).map((request) => request.url))
  try {
    await workbox.install(event)
    return null
  } catch (error) {
    const noRoom = error instanceof DOMException && error.name === 'QuotaExceededError'
    // What came is kept for the next try, but not where it takes the room of the copy in use.
    if (noRoom) for (const request of await cache.keys()) if (!before.has(request.url)) await cache.delete(request)
    return noRoom ? 'room' : 'files'
  }
}

export async function markUntidy(): Promise<void> {
  await (await caches.open(cacheName)).put(UNTIDY, new Response())
}

export const isUntidy = async (): Promise<boolean> => (await (await caches.open(cacheName)).match(UNTIDY)) !== undefined

/** Removes what other copies left in this cache. */
export async function tidy(event: ExtendableEvent): Promise<void> {
  await workbox.activate(event)
}
