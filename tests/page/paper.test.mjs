// A usual finding fits two sides of A4, from its own screen and from the record: black on white, whole, with nothing to press.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { assertSays, packs, said, toRecord, useBrowser } from './browser.mjs'
import { findingOf, openFinding, recordOf, statementsAt } from './given.mjs'

useBrowser()

const NOTTS = 'nottinghamshire/v9'
/** Three concerns of a child of nine, by the area's usual names; Leeds lists none, and has its gravest situation. */
const USUAL = [
  { pack: NOTTS, local_authority: 'nottinghamshire', concerns: statementsAt(NOTTS, '2', '3', '4') },
  { pack: NOTTS, local_authority: 'nottinghamshire', concerns: statementsAt(NOTTS, '2', '3', '3') },
  { pack: 'llr/2021', local_authority: 'leicestershire', concerns: statementsAt('llr/2021', '2', '3', '4') },
  { pack: 'llr/2019-draft', local_authority: 'rutland', concerns: statementsAt('llr/2019-draft', '2', '3', '4') },
  { pack: 'llr/2016', local_authority: 'leicester', concerns: statementsAt('llr/2016', 'early-help', 'early-help', 'specialist') },
  { pack: 'leeds/2013', situations: ['child-in-need-or-significant-harm'] },
].map((given) => ({ ...given, age: { years: 9 }, when: '2026-11-18T10:45' }))

const sides = (pdf) => (pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length
/** What lies between the margins of A4, in CSS pixels. */
const A4 = { width: 718, height: 1062 }

async function onPaper(page) {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await page.setViewportSize(A4)
  return page.evaluate(() => {
    const shown = [...document.querySelectorAll('body *')].filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0)
    const hidden = (one) => one.closest('.govuk-visually-hidden') !== null
    return {
      over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      cut: shown.filter((one) => !hidden(one) && one.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map((one) => one.className || one.tagName),
      buttons: shown.filter((one) => one.matches('button, input, select, textarea')).length,
      colours: [...new Set(shown.filter((one) => !hidden(one) && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())).map((one) => getComputedStyle(one)[one instanceof SVGElement ? 'fill' : 'color']))],
    }
  })
}

const clean = { over: 0, cut: [], buttons: 0, colours: ['rgb(0, 0, 0)'] }

describe('a usual case on paper', () => {
  for (const given of USUAL) {
    test(`${given.pack}, ${(given.concerns ?? given.situations).length} picked, level ${findingOf(given).level ?? 'none'}`, async (t) => {
      const page = await openFinding(t, given)
      const expected = findingOf(given)
      const finding = sides(await page.pdf({ format: 'A4' }))
      assert.ok(finding >= 1 && finding <= 2, `the finding takes ${finding} sides`)

      // As the browser does when it prints.
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
      assert.deepEqual(await onPaper(page), clean)
      // The document's name stands on top, and not in every citation.
      const short = packs().find((one) => one.id === given.pack)
      const cited = (cite) => cite.replaceAll(`${short.short_title} (${short.published_words}), `, '')
      await assertSays(
        page,
        expected.action,
        expected.headline,
        expected.document.title,
        ...[...expected.urgent, ...expected.steps, ...expected.cautions].flatMap((line) => [line.text, cited(line.cite)]),
        ...expected.reasons.flatMap((reason) => [reason.text, cited(reason.cite)]),
        ...expected.contacts.flatMap((one) => [one.name, one.status, ...one.phone, ...one.email]),
        ...expected.would_change.map((change) => change.question),
        ...expected.also_at.map((other) => other.text),
      )
      assert.ok(await page.locator('.door-picture').isVisible())
      await page.emulateMedia({ media: null, colorScheme: 'light' })
      await page.evaluate(() => dispatchEvent(new Event('afterprint')))

      await toRecord(page)
      await page.getByLabel(/your notes/i).fill('Spoke to the school nurse.\nRang at 10:50.')
      const record = sides(await page.pdf({ format: 'A4' }))
      assert.ok(record >= 1 && record <= 2, `the record takes ${record} sides`)
      assert.deepEqual(await onPaper(page), clean)
      assert.ok((await said(page)).includes('Spoke to the school nurse. Rang at 10:50.'))
      await assertSays(page, ...recordOf(given).split('\n').filter(Boolean))
    })
  }
})
