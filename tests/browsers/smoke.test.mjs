// The same way to a finding in the engines that are not Chromium's: Firefox's, and WebKit's, which every iPhone has.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serve } from '../../scripts/serve.mjs'
import { firefox } from './firefox.mjs'
import { ANSWERS, FINDING, LEVEL, LISTED, named, throughTo } from './way.mjs'
import { webkit } from './webkit.mjs'

/** What the page itself can notice going wrong, in any engine. */
const WATCH = `() => {
  window.wrong = []
  addEventListener('error', (event) => window.wrong.push(String(event.message ?? event.target?.src ?? 'a file did not come')), true)
  addEventListener('unhandledrejection', (event) => window.wrong.push(String(event.reason)))
  addEventListener('securitypolicyviolation', (event) => window.wrong.push(event.violatedDirective + ' ' + event.blockedURI))
  for (const how of ['error', 'warn']) window.console[how] = (...words) => window.wrong.push(words.join(' '))
}`

/** Waits until the screen is another one. */
async function leaves(page, from) {
  await page.heading(new RegExp(`^(?!${from.replace(/[^\w ]/g, '.')}$)`))
}

for (const [name, start] of Object.entries({ firefox, webkit })) {
  test(`${name}: from opening the page to a finding in one’s own words, its record, and away`, async (t) => {
    const server = await serve()
    t.after(() => server.close())
    const browser = await start()
    t.after(() => browser.close())
    const { page } = browser
    t.diagnostic(browser.name)

    await page.goto(`${server.origin}/`)
    await page.inPage(WATCH)
    const wide = async (screen) =>
      assert.ok((await page.inPage('() => document.documentElement.scrollWidth - innerWidth')) <= 0, `${screen} is wider than ${await page.inPage('() => innerWidth')} px`)
    await page.width(390)

    // To the finding, which says the level and why, and has a number to press.
    await page.heading(/where/i)
    const heading = await throughTo(page, FINDING, ANSWERS)
    await page.says(named(LISTED.text))
    await page.says(new RegExp(named(LEVEL.name).source, 'i'))
    await page.says(/at least/i)
    await wide('the finding')
    const ring = await page.find('link', /^ring .*\d{3}/i)
    const where = await page.attribute(ring, 'href')
    assert.match(where, /^tel:\+?\d{3,}$/)
    assert.equal(where.replace(/\D/g, ''), ring.name.replace(/\D/g, ''), 'the link dials the number that it shows')
    assert.equal(await page.inPage('() => document.activeElement.tagName'), 'H1', 'the finding’s heading has the focus')

    // Its record, word for word in a box.
    await page.press('button', /record|copy or print/i)
    await leaves(page, heading)
    await page.heading(/record/i)
    const record = await page.valueOf(await page.find('textbox', /words|record/i))
    assert.ok(record.includes(LISTED.text), record)
    assert.match(record, /at least/i)
    await wide('the record')

    // Nothing of it in the address; nothing went wrong on the way.
    assert.match(await page.url(), /^http:\/\/127\.0\.0\.1:\d+\/(index\.html)?(#.*)?$/)
    assert.deepEqual([...(await page.inPage('() => window.wrong')), ...(await browser.errors(server.origin))], [])

    // One touch, and it is a dull page, to which going back brings no answer.
    await page.press('link', /^hide/i)
    await page.heading(/oven/i)
    assert.doesNotMatch(`${await page.title()} ${await page.said()}`, /doorstep|level|child|safeguard/i)
    await page.inPage('() => { history.back() }')
    await new Promise((resolve) => setTimeout(resolve, 1000))
    assert.ok(!(await page.said()).includes(LISTED.text), 'going back shows nothing of the case')
    assert.deepEqual(await browser.errors(server.origin), [])
  })
}
