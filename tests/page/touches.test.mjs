// How many touches there are between opening the page and a finding: every one is counted, the one into the box included.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { FINDING, areaButton, assertQuiet, assertSays, heading, openPage, ownWords, statement, useBrowser } from './browser.mjs'

useBrowser()

const PHONE = { width: 390, hasTouch: true, isMobile: true }
const WORDS = 'not putting on weight dr cant find why'
const MEANT = statement('failure-to-thrive')

/** A thumb that counts. */
function thumb(page) {
  const touch = async (what) => {
    await what.tap()
    touch.count += 1
  }
  touch.count = 0
  return touch
}

const button = (page, name) => page.getByRole('button', { name }).first()
/** As a thumb does it: on the words, not on the small square. */
const box = (page, text) => page.locator('label.govuk-checkboxes__label', { hasText: text }).first()

describe('from opening the page to a finding', () => {
  test('for the first time, with one concern in mind: at most six touches and one phrase', async (t) => {
    const page = await openPage(t, PHONE)
    const touch = thumb(page)
    await heading(page, /where/i)
    await touch(areaButton(page))
    await heading(page, /danger/i)
    await touch(button(page, /^no/i))
    await heading(page, /child/i)
    await touch(button(page, /^continue/i))
    await heading(page, /worries/i)
    await touch(ownWords(page))
    await page.keyboard.type(WORDS)
    await touch(box(page, MEANT.text))
    await touch(button(page, /see the finding/i))
    await heading(page, FINDING)
    await assertSays(page, MEANT.text, 'level 4')
    assert.ok(touch.count <= 6, `${touch.count} touches`)
    assertQuiet(page)
  })

  test('all on one screen, with the area remembered: at most three, and the finding is in sight', async (t) => {
    const page = await openPage(t, PHONE)
    await button(page, /all on one screen/i).tap()
    await areaButton(page).tap()
    await heading(page, /one screen/i)
    await page.reload()
    const touch = thumb(page)
    await heading(page, /one screen/i)
    await touch(ownWords(page))
    await page.keyboard.type(WORDS)
    await touch(box(page, MEANT.text))
    // Without one touch more the bar says how high it is, and whom to ring.
    await page.locator('.door-short', { hasText: /at least\s+level 4/i }).filter({ hasText: /ring \w/i }).waitFor()
    await touch(button(page, /see the finding/i))
    const found = page.getByRole('region', { name: 'The finding', exact: true }).getByText(/indicates at least level 4/i).first()
    await found.waitFor()
    const { top, bottom } = await found.evaluate((element) => element.getBoundingClientRect())
    const height = page.viewportSize().height
    assert.ok(top >= 0 && bottom <= height, `the finding stands from ${top} to ${bottom} of ${height}`)
    assert.ok(touch.count <= 3, `${touch.count} touches`)
    assertQuiet(page)
  })
})

test('whoever comes back goes on with the same area at the first touch', async (t) => {
  const page = await openPage(t, PHONE)
  await areaButton(page, 'Leicester').tap()
  await heading(page, /danger/i)
  await page.reload()
  await heading(page, /where/i)
  const first = page.getByRole('list').filter({ has: page.locator('.door-area') }).first().getByRole('button').first()
  assert.match(await first.innerText(), /^Go on with Leicester/)
  await first.tap()
  await heading(page, /danger/i)
  await button(page, /^no/i).tap()
  await heading(page, /child/i)
  await page.getByRole('radio', { name: 'Rutland County Council' }).waitFor()
})
