// The door to the service worker: registers it, asks it, answers it. Decides nothing.

import type { Answers, NotKept, Questions, Tab, TabAsked } from '../../worker/talk.ts'

/** A worker that was switched off does not answer. */
const PATIENCE = 20_000

/** The page's own script: its name carries its contents, and so tells whose copy this page is. */
const script = import.meta.url

interface Policy {
  createScriptURL(url: string): unknown
}
declare const trustedTypes: { createPolicy(name: string, rules: Policy): Policy } | undefined

/** The worker's own address and no other may be started as a script. */
function address(): string {
  const own = new URL('sw.js', document.baseURI).href
  const only = {
    createScriptURL(url: string): string {
      if (url !== own) throw new TypeError('only the worker of this page')
      return url
    },
  }
  const trusted = typeof trustedTypes === 'undefined' ? own : trustedTypes.createPolicy('doorstep', only).createScriptURL(own)
  return trusted as string
}

/** Some browsers have none, and in private windows some refuse. */
export async function registered(): Promise<ServiceWorkerRegistration | null> {
  try {
    const scope = new URL('./', document.baseURI).href
    return await navigator.serviceWorker.register(address(), { scope, updateViaCache: 'none' })
  } catch {
    return null
  }
}

export async function ask<Q extends keyof Questions>(worker: ServiceWorker, question: Q): Promise<Answers[Q] | null> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const done = (answer: Answers[Q] | null): void => {
      clearTimeout(late)
      port1.close()
      resolve(answer)
    }
    const late = setTimeout(() => { done(null) }, PATIENCE)
    port1.onmessage = ({ data }: MessageEvent<Answers[Q]>) => { done(data) }
    try {
      worker.postMessage({ ask: question, script }, [port2])
    } catch {
      // It is gone already.
      done(null)
    }
  })
}

/** True once it has taken over; false where it failed, or waits for longer than anybody should. */
export function whenIn(worker: ServiceWorker, ...states: ServiceWorkerState[]): Promise<boolean> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (states.includes(worker.state)) resolve(true)
      else if (worker.state === 'redundant') resolve(false)
      else return
      worker.removeEventListener('statechange', look)
    }
    worker.addEventListener('statechange', look)
    look()
  })
}

/** Answers the worker, and hears what it tells. */
export function listen(caseOpen: () => boolean, told: (why: NotKept['why']) => void): void {
  const workers = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker
  workers?.addEventListener('message', ({ data, ports }: MessageEvent<TabAsked | NotKept>) => {
    if ('told' in data) told(data.why)
    else ports[0]?.postMessage({ caseOpen: caseOpen(), script } satisfies Tab)
  })
  workers?.startMessages()
}
