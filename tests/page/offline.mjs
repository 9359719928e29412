// A browser with its service workers, and a server that a test can stop. For the tests of what is kept on a device.

import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { chromium } from 'playwright-core'
import { WHEN } from './browser.mjs'
import { removeCopies } from './server.mjs'

let browser

/** Call once at the top of a test file. */
export function useBrowserThatKeeps() {
  before(async () => {
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium' })
  })
  after(async () => {
    await browser?.close()
    await removeCopies()
  })
}

/** A device of its own: nothing is kept on it yet. */
export async function device(t, { when = WHEN, script, ...more } = {}) {
  const context = await browser.newContext({ viewport: { width: 390, height: 720 }, locale: 'en-GB', timezoneId: 'Europe/London', ...more })
  context.setDefaultTimeout(10_000)
  t.after(() => context.close())
  if (when) await context.clock.setFixedTime(new Date(`${when}Z`))
  if (script) await context.addInitScript(script)
  return context
}

/** A tab of a device, at the server's page. */
export async function tab(context, server, path = '') {
  const page = await context.newPage()
  page.watched = { errors: [], requests: [] }
  page.origin = server.origin
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') page.watched.errors.push(message.text())
  })
  page.on('pageerror', (error) => page.watched.errors.push(String(error)))
  context.on('request', (request) => page.watched.requests.push(request))
  await page.goto(server.address + path)
  return page
}

export const foot = (page) => page.locator('#offline')
export const isReady = (page) => foot(page).getByText(/^\s*Ready to work offline\./).waitFor()
export const newGuidance = (page) => foot(page).getByText('New guidance is ready').waitFor()

/** A server with a page, and a device on which it is kept. */
export async function keptOn(t, server, options) {
  const context = await device(t, options)
  const page = await tab(context, server)
  await isReady(page)
  return page
}

/** Waits until something that takes the page a while to say is so. `waitForFunction` takes the promise of it for yes. */
export async function until(page, what, arg) {
  const end = Date.now() + 15_000
  // A page that starts again meanwhile answers nothing.
  while (!(await page.evaluate(what, arg).catch(() => false))) {
    assert.ok(Date.now() < end, `not within 15 s: ${what}`)
    await page.waitForTimeout(50)
  }
}

/** Looks for a newer copy at once, and tells what came of it. */
export const lookForNewer = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    try {
      await registration.update()
    } catch (error) {
      return `refused: ${error.name}`
    }
    const coming = registration.installing ?? registration.waiting
    if (!coming) return 'nothing newer'
    return new Promise((resolve) => {
      const look = () => {
        if (coming.state !== 'installing') resolve(coming.state)
      }
      coming.addEventListener('statechange', look)
      look()
    })
  })

/** The script of the copy that this tab shows: its name carries its contents. */
export const scriptOf = (page) => page.locator('script[type=module]').first().getAttribute('src')

/** What this origin keeps: the caches' names, and the addresses in each. */
export const keptAddresses = (page) =>
  page.evaluate(async () => {
    const kept = {}
    for (const name of await caches.keys()) kept[name] = (await (await caches.open(name)).keys()).map((request) => request.url)
    return kept
  })

/** Deletes what is kept under this part of an address, as a browser in want of room might. */
export const evict = (page, part) =>
  page.evaluate(async (part) => {
    let gone = 0
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) if (request.url.includes(part) && (await cache.delete(request))) gone += 1
    }
    return gone
  }, part)
