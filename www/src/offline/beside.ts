// A copy of the file of contacts that lies beside the page, so that a school's own numbers are there with no network too.
// It is configuration of the server, the same for everyone who opens the page; nothing of a case.

const scope = (): string => new URL('./', document.baseURI).href
const name = (): string => `doorstep-contacts-${scope()}`
const WHEN = 'doorstep-kept'

export interface Beside {
  text: string
  /** When it was fetched, by the clock of this device. */
  at: Date
}

export async function keepBeside(url: URL, text: string): Promise<void> {
  if (url.origin !== location.origin) return
  try {
    const kept = new Response(text, { headers: { 'content-type': 'application/json', [WHEN]: new Date().toISOString() } })
    await (await caches.open(name())).put(url, kept)
  } catch {
    // No room, or a browser that keeps nothing: they are fetched at the next start.
  }
}

/** The server says that it is there no more. */
export async function forgetBeside(url: URL): Promise<void> {
  await caches.open(name()).then((cache) => cache.delete(url)).catch(() => undefined)
}

export async function keptBeside(url: URL): Promise<Beside | null> {
  try {
    const kept = await caches.match(url, { cacheName: name() })
    return kept ? { text: await kept.text(), at: new Date(kept.headers.get(WHEN) ?? NaN) } : null
  } catch {
    return null
  }
}
