// The keyboard alone reaches everything: in order, with the focus always seen, never behind something else.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FINDING, assertQuiet, assertSays, findOut, heading, openPage, pack, useBrowser } from './browser.mjs'

useBrowser()

const CONCERN = pack.items.find((item) => item.level === '3' && !item.ages)

/** What has the focus: its words, whether one can see that it has it, and whether something covers it. */
const focused = (page) => page.evaluate(() => {
  const element = document.activeElement
  if (!element || element === document.body) return null
  const label = element.labels?.[0]
  const words = (element.getAttribute('aria-label') ?? label?.innerText ?? element.innerText ?? '').replace(/\s+/g, ' ').trim()
  // A tick box is drawn by the label's ::before; everything else by itself.
  const drawn = [getComputedStyle(element), ...(label ? [getComputedStyle(label, '::before')] : [])]
  const seen = drawn.some((style) => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none')
  const spots = [element, ...(label ? [label] : [])].flatMap((part) => {
    const { left, top, width, height } = part.getBoundingClientRect()
    return [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [left + width * x, top + height * y]))
  })
  const uncovered = spots.some(([x, y]) => {
    const top = document.elementFromPoint(x, y)
    return top && (element.contains(top) || top.contains(element) || label?.contains(top))
  })
  return { words, seen, uncovered, role: element.getAttribute('role') ?? element.tagName.toLowerCase(), type: element.type }
})

/** Tabs on until something with these words has the focus; every stop on the way must be seen. */
async function tabTo(page, words) {
  const passed = []
  for (let i = 0; i < 400; i += 1) {
    await page.keyboard.press('Tab')
    const now = await focused(page)
    if (!now) continue
    passed.push(now.words)
    assert.ok(now.seen, `the focus is not seen on: ${now.role} ${now.words}`)
    assert.ok(now.uncovered, `something covers: ${now.role} ${now.words}`)
    if (words.test(now.words)) return now
  }
  return assert.fail(`Tab never came to ${words}: ${[...new Set(passed)].join(' | ')}`)
}

async function arrived(page, words) {
  await heading(page, words)
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1', 'the new screen’s heading has the focus')
}

/** With arrows to the answer: Tab comes to the group, not to each answer in it. */
async function choose(page, words, group) {
  let now = await tabTo(page, group)
  for (let i = 0; i < 20 && !words.test(now.words); i += 1) {
    await page.keyboard.press('ArrowDown')
    now = await focused(page)
  }
  assert.match(now.words, words)
  await page.keyboard.press('Space')
  // What the answer brings with it moves what stands below.
  await page.waitForTimeout(300)
}

for (const width of [320, 1280]) {
  test(`at ${width} px: from the first screen to the record with the keyboard alone`, async (t) => {
    const page = await openPage(t, { width })
    await heading(page, /where/i)

    // The very first stop leads past everything repeated.
    await page.evaluate(() => document.activeElement?.blur())
    await page.keyboard.press('Tab')
    assert.match((await focused(page)).words, /skip/i)
    await page.keyboard.press('Enter')

    await tabTo(page, /^Nottinghamshire/)
    await page.keyboard.press('Enter')
    await arrived(page, /danger/i)
    await tabTo(page, /^no/i)
    await page.keyboard.press('Enter')
    await arrived(page, /child/i)
    await choose(page, /year or older/i, /not known|year or older/i)
    await tabTo(page, /age in years/i)
    await page.keyboard.type('9')
    await tabTo(page, /^continue/i)
    await page.keyboard.press('Enter')
    await arrived(page, /worries|concern/i)
    await tabTo(page, /own words/i)
    await page.keyboard.type(CONCERN.text)
    await page.getByRole('checkbox', { name: CONCERN.text }).first().waitFor()
    await tabTo(page, new RegExp(CONCERN.text.slice(0, 24).replace(/[^\w ]/g, '.'), 'i'))
    await page.keyboard.press('Space')
    await tabTo(page, /see the finding/i)
    await page.keyboard.press('Enter')
    await arrived(page, FINDING)
    await assertSays(page, CONCERN.text)
    // Every stop of the finding, to its end and round again.
    await tabTo(page, /record|copy or print/i)
    await page.keyboard.press('Enter')
    await arrived(page, /record/i)
    await tabTo(page, /^back/i)
    await page.keyboard.press('Enter')
    await arrived(page, FINDING)
    assertQuiet(page)
  })
}

test('nothing holds the focus: Tab goes through the finding and comes out again', async (t) => {
  const page = await openPage(t)
  await findOut(page, { concerns: [CONCERN.id] })
  const stops = []
  for (let i = 0; i < 300; i += 1) {
    await page.keyboard.press('Tab')
    const now = await focused(page)
    if (now) {
      assert.ok(now.seen && now.uncovered, `${now.role} ${now.words}: seen ${now.seen}, uncovered ${now.uncovered}`)
      stops.push(now.words)
    }
    if (stops.filter((words) => /skip/i.test(words)).length > 0) return
  }
  assert.fail(`never came round: ${stops.slice(-5).join(' | ')}`)
})

for (const width of [320, 1280]) {
  test(`at ${width} px: all on one screen with the keyboard alone, and nothing takes the focus away`, async (t) => {
    const page = await openPage(t, { width, permissions: ['clipboard-read', 'clipboard-write'] })
    await heading(page, /where/i)
    await tabTo(page, /^put all on one screen/i)
    await page.keyboard.press('Enter')
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'title')
    await tabTo(page, /^Nottinghamshire/)
    await page.keyboard.press('Enter')
    await arrived(page, /one screen/i)
    await tabTo(page, /own words/i)
    await page.keyboard.type(CONCERN.text)
    await page.getByRole('checkbox', { name: CONCERN.text }).first().waitFor()
    assert.match((await focused(page)).words, /own words/i)
    await tabTo(page, new RegExp(CONCERN.text.slice(0, 24).replace(/[^\w ]/g, '.'), 'i'))
    await page.keyboard.press('Space')
    await page.getByRole('region', { name: 'The finding', exact: true }).getByText(/at least level 3/i).first().waitFor()
    assert.match((await focused(page)).words, new RegExp(CONCERN.text.slice(0, 24).replace(/[^\w ]/g, '.'), 'i'))
    await tabTo(page, /^age/i)
    await page.keyboard.type('9')
    await tabTo(page, /copy the record/i)
    await page.keyboard.press('Enter')
    await page.locator('#told', { hasText: 'The record is copied' }).waitFor({ state: 'attached' })
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /Level 3/)
    await tabTo(page, /keep my answers/i)
    await page.keyboard.press('Space')
    await tabTo(page, /clear everything/i)
    await page.keyboard.press('Enter')
    await arrived(page, /clear everything/i)
    await tabTo(page, /^yes, clear/i)
    await page.keyboard.press('Enter')
    await arrived(page, /where/i)
    assertQuiet(page)
  })
}
