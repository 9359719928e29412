// A real browser on the built page. Everything that the page does wrong out of sight is written down while a test runs:
// errors, broken policy, requests to anywhere else.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before } from 'node:test'
import { chromium } from 'playwright-core'
import { serve } from '../../scripts/serve.mjs'
import { repo, showPack } from '../wasm/engine.mjs'

/** Friday, a quarter of an hour after the MASH closes. */
export const WHEN = '2026-11-20T16:45'

export const packs = () => JSON.parse(readFileSync(`${repo}www/packs/index.json`, 'utf8'))
export const pack = showPack('nottinghamshire/v9')
export const statement = (id) => {
  const found = pack.items.find((item) => item.id === id)
  assert.ok(found, `${pack.id} has no statement ${id}`)
  return found
}

let browser, server

/** Call once at the top of a test file: one browser and one server for all its tests. */
export function useBrowser() {
  before(async () => {
    server = await serve()
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium' })
  })
  after(async () => {
    await browser?.close()
    await server?.close()
  })
}

/**
 * Opens the page for one test and closes it after. `page.watched` holds what went wrong and what was asked for.
 * Options: width, dark, zone, when, script (a function to run before the page's own), break (a route to spoil), and
 * anything that a browser context takes.
 */
export async function openPage(t, { width = 390, dark = false, zone = 'Europe/London', when = WHEN, script, spoil, path = '', ...more } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: width > 700 ? 800 : 720 },
    colorScheme: dark ? 'dark' : 'light',
    timezoneId: zone,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    // Each test would keep the whole copy anew; those about working offline ask for it.
    serviceWorkers: 'block',
    ...more,
  })
  context.setDefaultTimeout(10_000)
  t.after(() => context.close())
  const page = await context.newPage()
  const watched = { errors: [], requests: [] }
  page.on('console', (message) => {
    if (message.text() === 'Service Worker registration blocked by Playwright') return
    if (message.type() === 'error' || message.type() === 'warning') watched.errors.push(message.text())
  })
  page.on('pageerror', (error) => watched.errors.push(String(error)))
  page.on('websocket', (socket) => watched.errors.push(`a socket to ${socket.url()}`))
  context.on('request', (request) => watched.requests.push(request))
  if (more.javaScriptEnabled !== false) {
    await page.clock.setFixedTime(new Date(`${when}Z`))
    await page.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`)
      })
    })
  }
  if (script) await page.addInitScript(script)
  if (spoil) await context.route(spoil.what, spoil.how)
  page.watched = watched
  page.origin = server.origin
  await page.goto(`${server.origin}/${path}`)
  return page
}

/** Nothing failed on the way, and nothing was asked of anyone but the page's own server. */
export function assertQuiet(page) {
  assert.deepEqual(page.watched.errors, [])
  for (const request of page.watched.requests) {
    const url = new URL(request.url())
    if (url.protocol === 'data:') continue
    const said = `${request.method()} ${url.href}`
    assert.equal(url.origin, page.origin, said)
    assert.equal(request.method(), 'GET', said)
    assert.equal(request.postData(), null, said)
    assert.equal(url.search, '', said)
  }
}

/** What the page says, as a person reads it: white space folded. */
export const said = async (page) => folded(await page.locator('body').innerText())
export const folded = (text) => text.replace(/\s+/g, ' ').trim()

/** Waits until the page says all of this, and tells which part it does not say. */
export async function assertSays(page, ...parts) {
  const missing = async () => {
    const text = (await said(page)).toLowerCase()
    return parts.filter((part) => (part instanceof RegExp ? !part.test(text) : !text.includes(folded(part).toLowerCase())))
  }
  const until = Date.now() + 10_000
  while ((await missing()).length && Date.now() < until) await page.waitForTimeout(100)
  assert.deepEqual(await missing(), [], `not said by: ${await said(page)}`)
}

/** Waits for the next screen, whose heading takes the focus. */
export async function heading(page, words) {
  const h1 = page.getByRole('heading', { level: 1 })
  await h1.filter({ hasText: words }).waitFor()
  return folded(await h1.innerText())
}

/** Opens everything on this screen that is folded away. */
export async function unfold(page) {
  for (const details of await page.locator('details').all()) {
    if (!(await details.evaluate((element) => element.open))) await details.locator('> summary').click()
  }
}

export const areaButton = (page, area = 'Nottinghamshire') => page.getByRole('button', { name: new RegExp(`^(Go on with )?${area}`) }).first()

/** Chooses the area, which goes on to the next screen. */
export const chooseArea = (page, area) => areaButton(page, area).click()

const press = (page, name) => page.getByRole('button', { name }).click()

/**
 * The way to a finding, as a practitioner goes it. `visit` is called on each screen, with its name; with `arrives` false
 * nothing is expected of the last one.
 */
export async function findOut(page, { area = 'Nottinghamshire', age = 9, danger = false, concerns, arrives = true, visit = async () => {} }) {
  // Where the area is chosen already, on from there.
  if (/where/i.test(await heading(page, /where|danger/i))) {
    await visit('area')
    await chooseArea(page, area)
  }
  await heading(page, /danger/i)
  await visit('danger')
  await press(page, danger ? /^yes/i : /^no/i)
  if (danger) {
    await heading(page, /999/)
    await visit('ring')
    await press(page, /go on|continue/i)
  }
  await heading(page, /child/i)
  if (age !== null) {
    await page.getByRole('radio', { name: /year or older/i }).check()
    await page.getByLabel(/age in years/i).fill(String(age))
  }
  await visit('child')
  await press(page, /^continue/i)
  await heading(page, /worries|concern/i)
  await visit('concerns')
  for (const id of concerns) {
    await ownWords(page).fill(statement(id).text)
    await page.getByRole('checkbox', { name: statement(id).text }).first().check()
  }
  await visit('ticked')
  await press(page, /see the finding/i)
  if (!arrives) return
  await heading(page, FINDING)
  await visit('finding')
}

/** The heading of a finding, whatever it found. */
export const FINDING = /(action required|advice):/i

/** From a finding to its record. */
export async function toRecord(page) {
  await press(page, /record|copy or print/i)
  await heading(page, /record/i)
}

/** Goes back in the browser, to the screen with this heading. */
export async function back(page, words) {
  await page.goBack()
  return heading(page, words)
}

/** The box to say it in one's own words. */
export const ownWords = (page) => page.getByRole('textbox', { name: /own words/i })

/** A script that makes a function of an engine trap, `times` times over, as a fault in the engine would. */
export const trapping = (name, times) => `
  let left = ${times}
  const real = WebAssembly.instantiateStreaming
  WebAssembly.instantiateStreaming = async (...from) => {
    const { module, instance } = await real(...from)
    const exports = { ...instance.exports }
    if (exports.${name}) exports.${name} = (...args) => {
      if (left-- > 0) throw new WebAssembly.RuntimeError('unreachable')
      return instance.exports.${name}(...args)
    }
    return { module, instance: { exports } }
  }
`
