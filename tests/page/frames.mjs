// Pages of a school that hold the widget, each in a folder of its own on a real server: written for one test, opened in a
// real browser, with everything that goes wrong or is said out of sight written down.

import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before } from 'node:test'
import { chromium } from 'playwright-core'
import { DIST, serve } from '../../scripts/serve.mjs'
import { folded, heading, ownWords, statement, WHEN } from './browser.mjs'

let browser, server, elsewhere, root

/** Where the widget lies, as deep as any school would put it. */
export const DEEP = 'some/deep/path/doorstep'

/** Call once at the top of a test file. */
export function useFrames() {
  before(async () => {
    root = mkdtempSync(join(tmpdir(), 'doorstep-frames-'))
    cpSync(`${DIST}widget`, join(root, DEEP), { recursive: true })
    server = await serve({ root })
    // The same files from another address: another site.
    elsewhere = await serve({ root })
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium' })
  })
  after(async () => {
    await browser?.close()
    await server?.close()
    await elsewhere?.close()
    if (root) rmSync(root, { recursive: true, force: true })
  })
}

export const origin = () => server.origin
export const otherSite = () => elsewhere.origin

/** Puts a file on the server. */
export function put(path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

const STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; frame-src 'self'"

/** A page of the school with this in its body. `policy` is its own; null for none. */
export const hostPage = (body, { policy = STRICT, head = '' } = {}) => `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8">${policy ? `<meta http-equiv="Content-Security-Policy" content="${policy}">` : ''}
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Intranet</title>
<script src="/${DEEP}/threshold-checker.js" defer></script>${head}</head><body><h1>Intranet</h1>${body}</body></html>`

/** Opens a page. `page.watched` holds what went wrong, the console's warnings, requests, and every message that any page heard. */
export async function open(t, path, { width = 390, height = 720, offline = false, ...more } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    ...more,
  })
  context.setDefaultTimeout(15_000)
  t.after(() => context.close())
  const watched = { errors: [], warnings: [], requests: [], messages: [] }
  await context.exposeBinding('heardMessage', (_, message) => { watched.messages.push(message) })
  await context.addInitScript(() => {
    addEventListener('message', (event) => { globalThis.heardMessage({ at: location.pathname, from: event.origin, data: JSON.stringify(event.data) }) }, true)
    addEventListener('securitypolicyviolation', (event) => { console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`) })
  })
  const page = await context.newPage()
  await page.clock.setFixedTime(new Date(`${WHEN}Z`))
  page.on('console', (message) => {
    if (message.type() === 'error') watched.errors.push(message.text())
    if (message.type() === 'warning') watched.warnings.push(message.text())
  })
  page.on('pageerror', (error) => watched.errors.push(String(error)))
  context.on('request', (request) => watched.requests.push(request.url()))
  if (offline) await context.setOffline(true)
  page.watched = watched
  await page.goto(path.includes(':') ? path : `${server.origin}/${path}`)
  return page
}

/** The frame inside an element or an <iframe>, once it is there. */
export async function frameIn(page, selector) {
  const inside = page.locator(selector).first()
  await inside.waitFor({ state: 'attached' })
  await inside.scrollIntoViewIfNeeded()
  const tag = await inside.evaluate((element) => element.localName)
  const iframe = tag === 'iframe' ? inside : inside.locator('iframe')
  const frame = await (await iframe.elementHandle()).contentFrame()
  assert.ok(frame, `${selector} has a frame`)
  await frame.waitForURL((url) => url.href !== 'about:blank')
  return frame
}

export const press = (frame, name) => frame.getByRole('button', { name }).first().click()

/** From the first question on, where the area is set already, to the finding. */
export async function onToFinding(frame, concern, typed = statement(concern).text) {
  await heading(frame, /danger/i)
  await press(frame, /^no/i)
  await heading(frame, /child/i)
  await press(frame, /^continue/i)
  await heading(frame, /worries|concern/i)
  await ownWords(frame).fill(typed)
  await frame.getByRole('checkbox', { name: statement(concern).text }).first().check()
  await press(frame, /see the finding/i)
  await frame.getByRole('heading', { level: 1 }).filter({ hasText: /level|tier|picked|indicat|ring|tell/i }).waitFor()
}

export const saidIn = async (frame) => folded(await frame.locator('body').innerText())

/** Waits until the frame says all of this. */
export async function saysIn(frame, ...parts) {
  let missing = parts
  for (let i = 0; i < 100 && missing.length > 0; i += 1) {
    const text = (await saidIn(frame)).toLowerCase()
    missing = parts.filter((part) => !text.includes(folded(part).toLowerCase()))
    if (missing.length > 0) await new Promise((resolve) => { setTimeout(resolve, 100) })
  }
  assert.deepEqual(missing, [], `not said by: ${await saidIn(frame)}`)
}
