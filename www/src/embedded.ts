// The page's half of what it and a page around it say to each other. It hears settings and says how tall it is: a whole
// number, and nothing else, ever. widget/threshold-checker.js is the other half.

import { setSettings } from './settings.ts'

/** From nearly nothing to more than any finding. */
const LEAST = 100
const MOST = 30_000
const MOST_LETTERS = 2000

/** `{ doorstep: 'settings', settings: 'area=llr&lock' }`, and nothing beside. */
function settingsIn(message: unknown): string | null {
  if (typeof message !== 'object' || message === null) return null
  const said = message as Record<string, unknown>
  const whole = Object.keys(said).length === 2 && said['doorstep'] === 'settings' && typeof said['settings'] === 'string'
  return whole && (said['settings'] as string).length <= MOST_LETTERS ? (said['settings'] as string) : null
}

/** Not every browser tells who is around, and none does where that page does not want it told. */
function isAround(origin: string): boolean {
  const around = (location as { ancestorOrigins?: DOMStringList }).ancestorOrigins?.[0]
  return around === undefined || around === 'null' || around === origin
}

/** Starts talking, where there is a page around this one. `changed` is called where it has set something else. */
export function startEmbedded(changed: () => void): void {
  if (parent === window) return
  /** Who is spoken to; nobody before they have spoken. */
  let host: string | null = null
  let told = 0

  const tellHeight = (): void => {
    if (host === null) return
    const height = Math.round(Math.min(Math.max(document.body.getBoundingClientRect().height, LEAST), MOST))
    if (height === told) return
    told = height
    // A page without an origin of its own can be named in no other way.
    parent.postMessage({ doorstep: 'height', height }, host === 'null' ? '*' : host)
  }

  addEventListener('message', (event) => {
    if (event.source !== parent || !isAround(event.origin) || (host !== null && event.origin !== host)) return
    const written = settingsIn(event.data)
    if (written === null) return
    host = event.origin
    if (setSettings(written)) changed()
    told = 0
    tellHeight()
  })
  new ResizeObserver(tellHeight).observe(document.body)
  // A number pressed in a frame is, to a browser, the frame going there: where the page around lets frames show its own pages
  // alone, the checker would be gone, answers and all. Told to the whole tab it is only handed to the telephone.
  addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (link && /^(tel|mailto):$/.test(link.protocol)) link.target = '_top'
  }, true)
  // The next screen begins where it can be seen, however far down the page around has been scrolled.
  addEventListener('focusin', (event) => {
    if (event.target instanceof HTMLElement && event.target.id === 'title') event.target.scrollIntoView({ block: 'nearest' })
  })
}
