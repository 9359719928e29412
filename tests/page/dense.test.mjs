// All on one screen: it says the same as the other screens, follows every answer at once, and is never in the way.

import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { checkerFor, start } from '../wasm/engine.mjs'
import { assertAccessible } from './accessible.mjs'
import { WHEN, areaButton, assertQuiet, assertSays, folded, heading, openPage, ownWords, pack, statement, useBrowser } from './browser.mjs'

useBrowser()

const LEVEL_2 = pack.items.find((item) => item.level === '2' && !item.ages)
const LEVEL_3 = pack.items.find((item) => item.level === '3' && !item.ages)
const LEVEL_4 = pack.items.find((item) => item.level === '4' && !item.ages)

let checker
before(() => {
  start()
  checker = checkerFor(pack.id)
})

const asCase = (change) => JSON.stringify({
  pack: pack.id,
  local_authority: 'nottinghamshire',
  when: WHEN,
  concerns: [],
  situations: [],
  answers: {},
  ...change,
})
const finding = (change) => JSON.parse(checker.check(asCase(change)))

const press = (page, name) => page.getByRole('button', { name }).first().click()
const found = (page) => page.getByRole('region', { name: 'The finding', exact: true })
const choices = (page, group) => page.getByRole('group', { name: group })
const focusOn = (page) => page.evaluate(() => document.activeElement?.id)

/** Opens the page as it opens for somebody who has switched to one screen. */
async function openDense(t, options = {}) {
  const page = await openPage(t, { ...options, script: () => {
    localStorage.setItem('doorstep.dense', 'on')
    localStorage.setItem('doorstep.area', 'nottinghamshire')
  } })
  await heading(page, /one screen/i)
  await found(page).getByText(/picked|at least/i).first().waitFor()
  return page
}

async function tick(page, { text }) {
  await ownWords(page).fill(text)
  await page.locator('.door-dense__asked').getByRole('checkbox', { name: text }).first().check()
}

/** The finding beside the questions is the engine's own. */
async function assertFinds(page, { headline, reasons, contacts }) {
  await found(page).getByText(headline, { exact: true }).first().waitFor()
  const text = folded(await found(page).innerText())
  for (const words of [...reasons.map((one) => one.text), ...contacts.filter((one) => one.first).flatMap((one) => [one.name, ...one.phone])]) {
    assert.ok(text.includes(folded(words)), `${words} in ${text}`)
  }
}

describe('all on one screen', () => {
  test('is switched on and off again, remembered, and costs no answer', async (t) => {
    const page = await openPage(t)
    await heading(page, /where/i)
    await press(page, /put all on one screen/i)
    await assertSays(page, 'All is on one screen from now on')
    await areaButton(page).click()
    await heading(page, /one screen/i)
    await tick(page, LEVEL_3)
    await page.getByLabel(/^Age/).fill('9')
    await press(page, /one thing at a time/i)
    await heading(page, /answers/i)
    await assertSays(page, '9 years', LEVEL_3.text)
    await press(page, /all on one screen/i)
    await heading(page, /one screen/i)
    assert.equal(await page.getByLabel(/^Age/).inputValue(), '9')
    await assertSays(page, 'Ticked: 1 statement')
    // Only that it is on is remembered, and where.
    assert.deepEqual(await page.evaluate(() => ({ ...localStorage })), { 'doorstep.dense': 'on', 'doorstep.area': 'nottinghamshire' })
    await page.reload()
    await heading(page, /one screen/i)
    await assertSays(page, 'Nothing ticked yet')
    await press(page, /one thing at a time/i)
    await heading(page, /where/i)
    assert.equal(await page.evaluate(() => localStorage.getItem('doorstep.dense')), null)
    assertQuiet(page)
  })

  test('the finding follows every answer, word for word as the engine says it', async (t) => {
    const page = await openDense(t, { width: 1280 })
    await assertFinds(page, finding({}))
    await tick(page, LEVEL_2)
    await assertFinds(page, finding({ concerns: [LEVEL_2.id] }))
    await tick(page, LEVEL_4)
    const concerns = [LEVEL_2.id, LEVEL_4.id]
    await assertFinds(page, finding({ concerns }))
    await page.getByLabel(/^Age/).pressSequentially('15', { delay: 20 })
    await page.getByLabel(/agree to you sharing/).selectOption('refused')
    await page.getByLabel(/Where the child’s home is/).selectOption('derbyshire')
    await choices(page, /disability/).getByRole('radio', { name: 'Yes' }).check()
    await assertFinds(page, finding({ concerns, age: { years: 15 }, send: true, local_authority: 'derbyshire', answers: { consent: 'refused' } }))
    await page.getByLabel(/Years, months/).selectOption('unborn')
    await assertFinds(page, finding({ concerns, age: 'unborn', send: true, local_authority: 'derbyshire', answers: { consent: 'refused' } }))
    await assertSays(page, ...finding({ concerns, age: 'unborn', send: true, local_authority: 'derbyshire', answers: { consent: 'refused' } }).cautions.map((one) => one.text))
    await page.getByRole('button', { name: `Remove “${LEVEL_4.text}”` }).first().click()
    await assertFinds(page, finding({ concerns: [LEVEL_2.id], age: 'unborn', send: true, local_authority: 'derbyshire', answers: { consent: 'refused' } }))
    assertQuiet(page)
  })

  test('danger shows 999 beside the question, in the bar and in the finding', async (t) => {
    const page = await openDense(t)
    await choices(page, /danger/).getByRole('radio', { name: 'Yes' }).check()
    await page.locator('.door-dense__asked a[href="tel:999"]').waitFor()
    await page.locator('.door-short', { hasText: 'Ring 999' }).waitFor()
    await found(page).locator('a[href="tel:999"]').first().waitFor()
    await choices(page, /danger/).getByRole('radio', { name: 'Not known' }).check()
    await page.locator('.door-dense__asked a[href="tel:999"]').waitFor({ state: 'detached' })
    await found(page).locator('a[href="tel:999"]').first().waitFor({ state: 'detached' })
  })

  test('a screen reader hears what the finding says when it changes, and nothing at each key', async (t) => {
    const page = await openDense(t)
    await page.evaluate(() => {
      globalThis.heard = []
      new MutationObserver(() => globalThis.heard.push(document.getElementById('told').textContent)).observe(document.getElementById('told'), { childList: true, characterData: true, subtree: true })
    })
    await page.waitForTimeout(900)
    await page.getByLabel(/^Age/).pressSequentially('12', { delay: 80 })
    assert.equal(await focusOn(page), 'dense-age')
    await page.waitForTimeout(1500)
    assert.deepEqual(await page.evaluate(() => globalThis.heard), [])
    await tick(page, LEVEL_3)
    const { headline } = finding({ concerns: [LEVEL_3.id] })
    assert.match(headline, /at least Level 3/)
    await page.waitForFunction((words) => globalThis.heard.includes(words), headline)
    assert.equal((await page.evaluate(() => globalThis.heard)).filter((one) => one === headline).length, 1)
    assert.notEqual(await focusOn(page), 'dense-finding')
  })

  test('a wrong age is said beside the field, and the record is not copied with it', async (t) => {
    const page = await openDense(t, { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.getByLabel(/^Age/).fill('seven')
    await assertSays(page, 'Write the age in whole years')
    assert.equal(await page.getByLabel(/^Age/).inputValue(), 'seven')
    await press(page, /copy the record/i)
    await page.waitForFunction(() => document.activeElement?.id === 'problems')
    await page.getByRole('link', { name: /whole years/ }).click()
    assert.equal(await focusOn(page), 'dense-age')
    await page.getByLabel(/^Age/).fill('7')
    await tick(page, LEVEL_4)
    await press(page, /copy the record/i)
    await assertSays(page, 'The record is copied')
    assert.equal(await page.locator('#problems').count(), 0)
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), checker.record(asCase({ age: { years: 7 }, concerns: [LEVEL_4.id] })))
    assertQuiet(page)
  })

  test('what the finding asks is answered beside it, and the headings lead back to it', async (t) => {
    const page = await openDense(t, { width: 1280 })
    await tick(page, LEVEL_3)
    await assertFinds(page, finding({ concerns: [LEVEL_3.id] }))
    await found(page).getByRole('button', { name: /give the age/i }).first().click()
    await page.waitForFunction(() => document.activeElement?.id === 'dense-age')
    await ownWords(page).fill('')
    await page.locator('summary', { hasText: /look through/i }).click()
    await page.getByRole('button', { name: new RegExp(`^${LEVEL_2.heading}`, 'i') }).first().click()
    await page.getByRole('checkbox', { name: LEVEL_2.text }).first().check()
    await press(page, /more concerns/i)
    await heading(page, /one screen/i)
    await assertSays(page, 'Ticked: 2 statements')
    await assertFinds(page, finding({ concerns: [LEVEL_3.id, LEVEL_2.id] }))
    assertQuiet(page)
  })

  test('another area brings its own document, its own finding, and never the one before', async (t) => {
    const page = await openDense(t, { width: 1280 })
    await tick(page, LEVEL_4)
    await assertFinds(page, finding({ concerns: [LEVEL_4.id] }))
    await page.getByLabel(/Area of the child/).selectOption('llr/2021')
    await assertSays(page, 'LLR Thresholds 2021', 'Nothing ticked yet')
    await page.waitForFunction((words) => !document.querySelector('.door-dense__found')?.innerText.includes(words), statement(LEVEL_4.id).text)
    await page.getByLabel(/Area of the child/).selectOption(pack.id)
    await assertFinds(page, finding({ concerns: [LEVEL_4.id] }))
    await assertSays(page, 'Ticked: 1 statement')
    assertQuiet(page)
  })

  test('who is open is worked out again as the time passes', async (t) => {
    const page = await openDense(t, { when: '2026-11-20T16:29' })
    await tick(page, LEVEL_4)
    const at = (when) => finding({ concerns: [LEVEL_4.id], when })
    const [before, after] = ['2026-11-20T16:29', '2026-11-20T16:31'].map(at)
    const first = ({ contacts }) => contacts.find((one) => one.first).name
    assert.notEqual(first(before), first(after))
    await assertFinds(page, before)
    await page.clock.setFixedTime(new Date('2026-11-20T16:31Z'))
    // Any change looks at the clock; so does every quarter of a minute.
    await ownWords(page).fill('x')
    await page.getByRole('region', { name: 'Ring now' }).filter({ hasText: first(after) }).waitFor()
    await assertFinds(page, after)
    await page.locator('.door-stale').waitFor({ state: 'detached' })
  })
})

test('axe finds nothing at any width, light and dark, and nothing is wider than the screen', async (t) => {
  const page = await openDense(t)
  const visit = async (about) => {
    await assertAccessible(page, about)
    assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, about)
    const twice = await page.evaluate(() => {
      const ids = [...document.querySelectorAll('[id]')].map((one) => one.id)
      return ids.filter((id, at) => ids.indexOf(id) !== at)
    })
    assert.deepEqual(twice, [], `${about}: an id stands for one thing`)
  }
  await visit('at first')
  await tick(page, LEVEL_4)
  await choices(page, /danger/).getByRole('radio', { name: 'Yes' }).check()
  await page.getByLabel(/^Age/).fill('x')
  await found(page).locator('a[href="tel:999"]').first().waitFor()
  await visit('answered')
  assertQuiet(page)
})
