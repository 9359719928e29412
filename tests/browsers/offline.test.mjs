// Kept on the device in the engines that are not Chromium's: with the server stopped, the page starts and finds.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stoppable } from '../page/server.mjs'
import { firefox } from './firefox.mjs'
import { webkit } from './webkit.mjs'
import { ANSWERS, FINDING, LISTED, named, throughTo } from './way.mjs'

for (const [name, start] of Object.entries({ firefox, webkit })) {
  test(`${name}: after one visit, with the server stopped, from opening the page to a finding, and away`, async (t) => {
    const server = await stoppable()
    t.after(() => server.stop())
    const browser = await start()
    t.after(() => browser.close())
    const { page } = browser
    t.diagnostic(browser.name)

    await page.goto(server.address)
    await page.says(/Ready to work offline\./)
    await server.stop()
    const asked = server.log.length
    await page.goto('about:blank')
    await page.goto(server.address)
    await page.says(/Ready to work offline\./)
    await throughTo(page, FINDING, ANSWERS)
    await page.says(named(LISTED.text))
    await page.press('link', /^hide/i)
    await page.heading(/oven/i)
    assert.equal(server.log.length, asked, 'the server had been stopped')
  })
}
