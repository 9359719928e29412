// Whatever is typed, pasted or chosen is text: it is shown as it is, runs nothing, breaks nothing, and the page goes on.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { assertQuiet, assertSays, back, chooseArea, findOut, heading, openPage, ownWords, pack, said, toRecord, useBrowser } from './browser.mjs'

useBrowser()

const CONCERN = pack.items.find((item) => item.level === '3' && !item.ages)

const NASTY = {
  'emoji, joined and flagged': '👨‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️‍🔥 hit by dad 🤷🏽‍♀️',
  'right to left, with marks that turn the line round': 'ضربه والده \u202Edesrever\u202C \u2066x\u2069 הוא רעב',
  markup: '<img src=x onerror="window.ran=1"><script>window.ran=1</script></textarea><svg onload=window.ran=1>{{7*7}}${window.ran=1}',
  'control characters': 'always\u0001 hungry\u0007\u001B[31m \u007F\u0085\uFEFF\u200B\u2028end',
  NUL: 'no coat\u0000 in winter\u0000',
  'halves of characters': 'same clothes \uD83D all week \uDC68 \uDFFF\uD800',
  'marks upon marks': `z${'\u0301\u0335'.repeat(2000)}algo`,
  'one word without end': 'x'.repeat(4000),
  'only blanks': ' \t\n\u00A0\u3000 '.repeat(50),
  'a megabyte': 'She said that he hits her. '.repeat(40_000),
}

/** Puts the text in as a paste does: all at once, whatever it holds. */
const paste = (box, text) => box.evaluate((field, value) => {
  field.focus()
  field.value = value
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }))
}, text)

/** Nothing ran, nothing grew wider than the screen, and a touch is answered soon. */
async function assertSound(page, about) {
  assert.equal(await page.evaluate(() => window.ran), undefined, `${about}: something ran`)
  assert.equal(await page.locator('#screen img, #screen script, #screen svg[onload]').count(), 0, about)
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, `${about}: wider than the screen`)
  const began = Date.now()
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
  assert.ok(Date.now() - began < 5000, `${about}: the page does not answer for ${Date.now() - began} ms`)
}

const press = (page, name) => page.getByRole('button', { name }).first().click()

async function toChild(page) {
  await heading(page, /where/i)
  await chooseArea(page)
  if (/where/i.test(await heading(page, /./)) && (await page.getByRole('button', { name: /^continue/i }).count())) await press(page, /^continue/i)
  await heading(page, /danger/i)
  await press(page, /^no/i)
  await heading(page, /child/i)
}

const summary = (page) => page.locator('.govuk-error-summary')

/** Said beside the field, tied to it, and in a summary that has the focus and leads back to the field. */
async function assertWrong(page, field, words) {
  await summary(page).waitFor()
  await page.waitForFunction(() => document.activeElement?.classList.contains('govuk-error-summary'))
  assert.match(await summary(page).innerText(), words)
  const id = await field.getAttribute('id')
  const described = (await field.getAttribute('aria-describedby') ?? '').split(' ')
  assert.ok(described.includes(`${id}-error`), `${id} is described by ${described}`)
  assert.match(await page.locator(`#${id}-error`).innerText(), words)
  await summary(page).getByRole('link').first().click()
  assert.equal(await page.evaluate(() => document.activeElement?.id), id)
}

describe('in one’s own words, in the age and in the notes', () => {
  for (const [about, text] of Object.entries(NASTY)) {
    test(about, async (t) => {
      const page = await openPage(t, { width: 320 })
      await toChild(page)
      await page.getByRole('radio', { name: /year or older/i }).check()
      const years = page.getByLabel(/age in years/i)
      await paste(years, text)
      await press(page, /^continue/i)
      await assertWrong(page, years, /age in whole years/i)
      await assertSound(page, 'the age')
      await years.fill('9')
      await press(page, /^continue/i)
      await heading(page, /worries/i)

      await paste(ownWords(page), text)
      // Line ends are all that a box changes.
      const kept = await ownWords(page).inputValue()
      assert.equal(kept, text.toWellFormed ? kept : text)
      assert.equal(await ownWords(page).evaluate((box, value) => box.value === value, text), true, 'the box holds what was put in')
      await page.waitForTimeout(900)
      await assertSound(page, 'own words')
      assert.doesNotMatch(await said(page), /could not be loaded|stopped/i)

      // It goes on from there.
      await ownWords(page).fill(CONCERN.text)
      await page.getByRole('checkbox', { name: CONCERN.text }).first().check()
      await paste(ownWords(page), text)
      await press(page, /see the finding/i)
      await page.getByRole('link', { name: /\d{4}/ }).first().waitFor()
      await assertSays(page, CONCERN.text)
      await toRecord(page)
      const notes = page.getByLabel(/notes/i)
      await paste(notes, text)
      assert.equal(await notes.evaluate((box, value) => box.value === value, text), true, 'the notes hold what was put in')
      await assertSound(page, 'notes')
      const record = await page.getByRole('textbox', { name: /words|record/i }).first().inputValue()
      assert.ok(record.includes(CONCERN.text) && !record.includes('window.ran'), 'the record is the engine’s own')
      await back(page, /./)
      await assertSays(page, CONCERN.text)
      assertQuiet(page)
    })
  }
})

test('every wrong age is said beside it and in the summary, in years and in months; the case is kept', async (t) => {
  const page = await openPage(t)
  await toChild(page)
  for (const [radio, label, words, wrong] of [
    [/year or older/i, /age in years/i, /age in whole years/i, ['', ' ', 'seven', '7.5', '-3', '1e1', '0x7', '٧', '７', '121', '99999999999999999999']],
    [/under 1/i, /age in months/i, /age in whole months/i, ['', '12', '1.5', '-1', 'six']],
  ]) {
    await page.getByRole('radio', { name: radio }).check()
    const field = page.getByLabel(label)
    for (const typed of wrong) {
      await field.fill(typed)
      await press(page, /^continue/i)
      await assertWrong(page, field, words)
      assert.equal(await field.inputValue(), typed)
    }
    await field.fill('8')
  }
  await press(page, /^continue/i)
  await heading(page, /worries/i)
  assertQuiet(page)
})

test('a neighbouring area without a name is asked for beside the field and in the summary', async (t) => {
  const page = await openPage(t)
  await heading(page, /where/i)
  await chooseArea(page)
  const neighbour = page.getByRole('radio', { name: /neighbouring area/i })
  // On the first screen, or with the other facts.
  if (await neighbour.waitFor({ timeout: 1500 }).then(() => false, () => true)) {
    await press(page, /^no/i)
    await heading(page, /child/i)
  }
  await neighbour.check()
  await press(page, /^continue/i)
  await assertWrong(page, page.getByLabel(/which area/i), /neighbouring area/i)
  assertQuiet(page)
})

test('a school’s file full of it is refused in words, or shown as text', async (t) => {
  const page = await openPage(t, { width: 320 })
  await press(page, /^about/i)
  await heading(page, /about/i)
  const choose = (text) => page.getByLabel(/file/i).setInputFiles({ name: '<img src=x onerror=window.ran=1>.json', mimeType: 'application/json', buffer: Buffer.from(text) })
  for (const [about, text] of Object.entries(NASTY)) {
    await choose(text)
    await summary(page).waitFor()
    await assertSound(page, about)
    const named = JSON.stringify({ name: text, [text]: 1, updated: text, dsl: { name: text, phones: [text] } })
    await choose(named)
    await assertSound(page, `${about}, in a file of the right shape`)
    assert.doesNotMatch(await said(page), /the page stopped|the checker stopped/i, about)
  }
  // A deep one, which a careless reader would follow until its memory ends.
  await choose('['.repeat(90_000))
  await summary(page).waitFor()
  await assertSound(page, 'deep')
  await findOutFrom(page)
  assertQuiet(page)
})

/** The checker goes on with what it had. */
async function findOutFrom(page) {
  await back(page, /where/i)
  await findOut(page, { concerns: [CONCERN.id] })
  await assertSays(page, CONCERN.text)
}
