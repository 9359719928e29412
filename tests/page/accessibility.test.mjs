// axe finds nothing on any screen, light and dark, small and large; and each screen says where one is.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import axe from 'axe-core'
import { assertQuiet, back, chooseArea, findOut, heading, openPage, ownWords, pack, toRecord, unfold, useBrowser } from './browser.mjs'

useBrowser()

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const item = (level) => pack.items.find((one) => one.level === level && !one.ages)

async function assertAccessible(page, screen) {
  // From the top: what has been scrolled to must not lie half under the bar.
  await page.evaluate(() => { scrollTo(0, 0) })
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const { violations } = await page.evaluate((values) => globalThis.axe.run(document, { runOnly: { type: 'tag', values } }), WCAG)
  const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`))
  assert.deepEqual(found, [], screen)
  assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, `${screen} has one main heading`)
  assert.ok((await page.title()).length > 5, `${screen} has a title`)
  assert.equal(await page.locator('html').getAttribute('lang'), 'en-GB', screen)
}

for (const dark of [false, true]) {
  for (const width of [320, 1280]) {
    describe(`${dark ? 'dark' : 'light'}, ${width} px`, () => {
      test('the whole way to a finding, everything in it opened, and its record', async (t) => {
        const page = await openPage(t, { dark, width })
        const visit = (screen) => assertAccessible(page, screen)
        await findOut(page, { concerns: [item('2').id, item('4').id], danger: true, visit })
        await unfold(page)
        await visit('finding, opened')
        await toRecord(page)
        await visit('record')
        assertQuiet(page)
      })

      test('the screens beside the way', async (t) => {
        const page = await openPage(t, { dark, width })
        await findOut(page, { concerns: [item('3').id] })
        await back(page, /worries|concern/i)
        await page.getByRole('button', { name: /check your answers/i }).click()
        await heading(page, /check|answers/i)
        await assertAccessible(page, 'check')
        await back(page, /worries|concern/i)
        await ownWords(page).fill('zzzz')
        await assertAccessible(page, 'a search that finds nothing')
        await ownWords(page).fill('school')
        await assertAccessible(page, 'a search')
        await ownWords(page).fill('')
        for (const name of [new RegExp(`^${item('3').heading}`, 'i'), /situations/i, new RegExp(`^${pack.groups[0].name.slice(0, 12).replace(/[()]/g, '\\$&')}`)]) {
          await page.getByRole('button', { name }).first().click()
          await page.getByRole('checkbox').first().waitFor()
          await assertAccessible(page, String(name))
          await back(page, /worries|concern/i)
        }
        await page.getByRole('button', { name: /about/i }).first().click()
        await heading(page, /about/i)
        await assertAccessible(page, 'about')
        await page.getByRole('button', { name: /clear everything/i }).click()
        await heading(page, /clear everything/i)
        await assertAccessible(page, 'clear everything')
        assertQuiet(page)
      })

      test('mistakes and failures', async (t) => {
        const page = await openPage(t, { dark, width })
        await chooseArea(page)
        await page.getByRole('button', { name: /^no/i }).click()
        await page.getByRole('radio', { name: /neighbouring/i }).check()
        await page.getByRole('button', { name: /^continue/i }).click()
        await page.locator('.govuk-error-summary').or(page.getByRole('alert')).first().waitFor()
        await assertAccessible(page, 'no neighbour named')
        const broken = await openPage(t, { dark, width, spoil: { what: '**/*.wasm', how: (route) => route.abort() } })
        await broken.getByText(/could not|cannot/i).first().waitFor()
        await assertAccessible(broken, 'the engine did not start')
      })
    })
  }
}

test('without scripts', async (t) => {
  const page = await openPage(t, { javaScriptEnabled: false })
  assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1)
  assert.equal(await page.locator('html').getAttribute('lang'), 'en-GB')
})

test('with text twice as large, nothing is wider than a small screen', async (t) => {
  const page = await openPage(t, { width: 640 })
  await page.evaluate(() => { document.documentElement.style.fontSize = '200%' })
  await findOut(page, {
    concerns: [item('4').id],
    visit: async (screen) => {
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      assert.equal(over, 0, screen)
    },
  })
})
