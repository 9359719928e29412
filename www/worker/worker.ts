// The service worker: keeps every file of this copy on the device and answers from there. A new copy waits until it is
// asked for, and never takes over while a case is open. No other cache, no file that is not on the list, nothing of a case.

import { answer, answerOlder, copy, fileFor, install, isOfThisCopy, isUntidy, look, markUntidy, refreshStart, tidy } from './files.ts'
import { askTabs, tabs } from './tabs.ts'
import type { NotKept, Questions, Used } from './talk.ts'

declare const self: ServiceWorkerGlobalScope

self.addEventListener('install', (event) => {
  event.waitUntil(
    install(event).then(async (why) => {
      if (why === null) return
      for (const tab of await tabs()) tab.postMessage({ told: 'not-kept', why } satisfies NotKept)
      throw new Error(`this copy could not be kept: ${why}`)
    }),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(markUntidy().catch(() => undefined).then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { scope } = self.registration
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return
  const file = fileFor(request)
  if (file) event.respondWith(answer(file, request))
  else if (request.url.startsWith(`${scope}assets/`)) event.respondWith(answerOlder(request))
  // A page to read that is not kept, or an old bookmark: with no network, the start page.
  else if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => Response.redirect(scope)))
})

self.addEventListener('message', (event) => {
  const asked = event.data as Questions[keyof Questions]
  const [port] = event.ports
  if (!port) return
  event.waitUntil(reply(asked, event).then((said) => { port.postMessage(said) }))
})

async function reply(asked: Questions[keyof Questions], event: ExtendableMessageEvent): Promise<unknown> {
  switch (asked.ask) {
    case 'copy':
      return copy
    case 'use':
      return use()
    case 'files':
      event.waitUntil(tidyUp(event))
      event.waitUntil(refreshStart())
      return look(asked.script, 'quick')
    case 'mend':
      return look(asked.script, 'whole')
  }
}

async function use(): Promise<Used> {
  const open = (await askTabs()).filter((tab) => tab.caseOpen).length
  if (open === 0) await self.skipWaiting()
  return { used: open === 0, open }
}

/** What the copy before left behind goes once no tab needs it, and not while another copy is on its way into the same cache. */
async function tidyUp(event: ExtendableEvent): Promise<void> {
  if (self.registration.installing || self.registration.waiting || !(await isUntidy())) return
  if ((await askTabs()).every((tab) => isOfThisCopy(tab.script))) await tidy(event)
}
