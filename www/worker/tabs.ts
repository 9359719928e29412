// The tabs that show the page, and what they say of themselves.

import type { Tab, TabAsked } from './talk.ts'

declare const self: ServiceWorkerGlobalScope

/** A tab that has not answered by then may be asleep with a case in it. */
const PATIENCE = 1000
const SILENT: Tab = { caseOpen: true, script: '' }

/** Not the plain page or one to read, nor what else lies on this server. */
const showsThePage = (client: Client): boolean => {
  const { origin, pathname } = new URL(client.url)
  const at = new URL(self.registration.scope)
  return origin === at.origin && (pathname === at.pathname || pathname === `${at.pathname}index.html`)
}

export async function tabs(): Promise<Client[]> {
  return (await self.clients.matchAll({ type: 'window', includeUncontrolled: true })).filter(showsThePage)
}

function ask(client: Client): Promise<Tab> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const done = (tab: Tab): void => {
      clearTimeout(late)
      port1.close()
      resolve(tab)
    }
    const late = setTimeout(() => { done(SILENT) }, PATIENCE)
    port1.onmessage = ({ data }: MessageEvent<Tab>) => { done(data) }
    client.postMessage({ ask: 'tab' } satisfies TabAsked, [port2])
  })
}

export const askTabs = async (): Promise<Tab[]> => Promise.all((await tabs()).map(ask))
