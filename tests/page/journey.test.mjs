// From the first screen to a finding, on a phone and on a desk: the page shows all that the engine says.

import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { checkerFor, start } from '../wasm/engine.mjs'
import { FINDING, WHEN, assertQuiet, assertSays, back, chooseArea, findOut, heading, openPage, pack, said, statement, toRecord, unfold, useBrowser } from './browser.mjs'

useBrowser()

let checker
before(() => {
  start()
  checker = checkerFor(pack.id)
})

/** What the engine says to the case that the page must have sent. */
const finding = (change) => JSON.parse(checker.check(JSON.stringify(asCase(change))))
const asCase = (change) => ({
  pack: pack.id,
  local_authority: 'nottinghamshire',
  age: { years: 9 },
  when: WHEN,
  immediate_danger: false,
  concerns: [],
  situations: [],
  answers: {},
  ...change,
})

/** Everything of a finding that must be read: on the page at once, or behind a summary that opens. */
async function assertShows(page, { headline, urgent, reasons, steps, contacts, consent, would_change, cautions, also_at }) {
  await unfold(page)
  const lines = [...urgent, ...steps, ...cautions, ...(consent ? [consent] : [])]
  await assertSays(
    page,
    headline,
    ...lines.flatMap((line) => [line.text, line.cite]),
    ...reasons.flatMap((reason) => [reason.text, reason.cite]),
    ...contacts.flatMap((contact) => [contact.name, contact.status, ...contact.phone, ...contact.email]),
    ...would_change.flatMap((change) => [change.question, change.why]),
    ...also_at.map((other) => other.text),
  )
}

const LEVEL_2 = pack.items.find((item) => item.level === '2' && !item.ages).id
const LEVEL_3 = pack.items.find((item) => item.level === '3' && !item.ages).id
const LEVEL_4 = pack.items.find((item) => item.level === '4' && !item.ages).id

describe('a practitioner ticks what they saw and reads what the document says', () => {
  for (const width of [320, 390, 1280]) {
    test(`at ${width} px, with nothing wider than the screen`, async (t) => {
      const page = await openPage(t, { width })
      const visit = async (screen) => {
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        assert.equal(over, 0, `${screen} is ${over} px wider than the screen`)
      }
      await findOut(page, { concerns: [LEVEL_2, LEVEL_3], visit })
      await assertShows(page, finding({ concerns: [LEVEL_2, LEVEL_3] }))
      await visit('finding, opened')
      assertQuiet(page)
    })
  }

  test('the highest level counts, and whom to ring now is first, with a number to press', async (t) => {
    const page = await openPage(t)
    await findOut(page, { concerns: [LEVEL_2, LEVEL_4] })
    const expected = finding({ concerns: [LEVEL_2, LEVEL_4] })
    assert.equal(expected.level, '4')
    await assertShows(page, expected)
    const first = expected.contacts.filter((contact) => contact.first)
    assert.ok(first.length > 0)
    const ring = page.getByRole('link', { name: first[0].phone[0] }).first()
    assert.match(await ring.getAttribute('href'), /^tel:[+0-9]+$/)
    assert.equal((await ring.getAttribute('href')).replace(/\D/g, ''), first[0].phone[0].replace(/\D/g, ''))
    assertQuiet(page)
  })

  test('with nothing ticked the page never says that all is well', async (t) => {
    const page = await openPage(t)
    await findOut(page, { concerns: [], age: null })
    await assertShows(page, finding({ concerns: [], age: undefined }))
    const text = (await said(page)).replaceAll(/(not the same as no concern|never \w+ that a child is safe)/gi, '')
    assert.doesNotMatch(text, /no concern|is safe|no risk|low risk|no further action|nothing to worry/i)
    assertQuiet(page)
  })

  test('immediate danger shows 999 before anything else', async (t) => {
    const page = await openPage(t)
    await findOut(page, { concerns: [LEVEL_3], danger: true })
    await assertShows(page, finding({ concerns: [LEVEL_3], immediate_danger: true }))
    assert.ok(await page.locator('a[href="tel:999"]').first().isVisible())
    assertQuiet(page)
  })

  test('a device set to another part of the world still reckons in England’s time', async (t) => {
    const page = await openPage(t, { zone: 'America/New_York' })
    await findOut(page, { concerns: [LEVEL_4] })
    await assertShows(page, finding({ concerns: [LEVEL_4] }))
  })

  test('in summer time, too', async (t) => {
    // 16:15 by Greenwich, 17:15 in Nottingham.
    const page = await openPage(t, { when: '2026-07-01T16:15' })
    await findOut(page, { concerns: [LEVEL_4] })
    await assertShows(page, finding({ concerns: [LEVEL_4], when: '2026-07-01T17:15' }))
  })
})

describe('where the child’s home is', () => {
  const home = (page) => page.getByRole('group', { name: /where is the child’s home/i })

  async function toChild(page, area) {
    await chooseArea(page, area)
    await page.getByRole('button', { name: /^no/i }).click()
    await heading(page, /child/i)
  }

  test('a neighbouring area must be named: said on top and beside the field, and whom to ring goes by it', async (t) => {
    const page = await openPage(t)
    await toChild(page)
    assert.ok(await home(page).getByRole('radio', { name: 'Nottinghamshire County Council' }).isChecked())
    await home(page).getByRole('radio', { name: /neighbouring/i }).check()
    await page.getByRole('button', { name: /^continue/i }).click()
    await page.waitForFunction(() => document.activeElement?.id === 'problems')
    assert.match(await page.locator('#neighbour-error').innerText(), /choose the neighbouring area/i)
    assert.equal(await page.getByLabel('Which area?').getAttribute('aria-describedby'), 'neighbour-error')
    await page.getByRole('link', { name: /choose the neighbouring area/i }).click()
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'neighbour')
    await page.getByLabel('Which area?').selectOption('derbyshire')
    await page.getByRole('button', { name: /^continue/i }).click()
    await heading(page, /worries/i)
    await page.getByRole('button', { name: /see the finding/i }).click()
    await heading(page, FINDING)
    await assertShows(page, finding({ local_authority: 'derbyshire', age: undefined }))
    assertQuiet(page)
  })

  test('another area chosen by mistake, and "go on with" the first one again, alter no answer', async (t) => {
    const page = await openPage(t)
    await toChild(page)
    await home(page).getByRole('radio', { name: /not known/i }).check()
    await back(page, /danger/i)
    await back(page, /where/i)
    await toChild(page, 'Leicester')
    assert.ok(await home(page).getByRole('radio', { name: /not known/i }).isChecked())
    await home(page).getByRole('radio', { name: /rutland/i }).check()
    await back(page, /danger/i)
    await back(page, /where/i)
    await toChild(page)
    assert.ok(await home(page).getByRole('radio', { name: /not known/i }).isChecked())
    assertQuiet(page)
  })

  test('the finding asks for it where it matters, and the answer leads back to the finding', async (t) => {
    const page = await openPage(t)
    await toChild(page, 'Leicester')
    await page.getByRole('button', { name: /^continue/i }).click()
    await page.getByRole('checkbox').or(page.getByRole('button', { name: /see the finding/i })).first().waitFor()
    await page.getByRole('button', { name: /see the finding/i }).click()
    await heading(page, FINDING)
    await page.getByRole('button', { name: /say where/i }).first().click()
    await heading(page, /child/i)
    assert.equal(await page.evaluate(() => document.activeElement?.name), 'local-authority')
    await home(page).getByRole('radio', { name: /rutland/i }).check()
    await page.getByRole('button', { name: /^continue/i }).click()
    await heading(page, FINDING)
    assert.equal(await page.getByRole('button', { name: /say where/i }).count(), 0)
    assertQuiet(page)
  })

  test('is not asked where the document has one council and no neighbours', async (t) => {
    const page = await openPage(t)
    await toChild(page, 'Leeds')
    assert.equal(await home(page).count(), 0)
  })
})

describe('going about', () => {
  test('the back button keeps every answer, and the finding can be reached again', async (t) => {
    const page = await openPage(t)
    await findOut(page, { concerns: [LEVEL_2, LEVEL_4] })
    const before = await heading(page, /./)
    await back(page, /worries|concern/i)
    await back(page, /child/i)
    assert.equal(await page.getByLabel(/age in years/i).inputValue(), '9')
    await back(page, /danger/i)
    await back(page, /where/i)
    await page.getByRole('button', { name: /^Go on with Nottinghamshire/ }).waitFor()
    for (let i = 0; i < 4; i += 1) await page.goForward()
    assert.equal(await heading(page, FINDING), before)
    await assertShows(page, finding({ concerns: [LEVEL_2, LEVEL_4] }))
    assertQuiet(page)
  })

  test('an answer that cannot be read, passed by with the browser’s own forward, is said beside the finding', async (t) => {
    const page = await openPage(t)
    await findOut(page, { concerns: [LEVEL_2] })
    await back(page, /worries|concern/i)
    await back(page, /child/i)
    await page.getByLabel(/age in years/i).fill('9x')
    await page.goForward()
    await page.goForward()
    await heading(page, FINDING)
    await assertSays(page, 'Not counted yet', 'Write the age in whole years')
    await page.getByRole('button', { name: 'Change it' }).click()
    await heading(page, /child/i)
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'years')
    assert.equal(await page.getByLabel(/age in years/i).inputValue(), '9x')
    await page.getByLabel(/age in years/i).fill('9')
    await page.getByRole('button', { name: /^continue/i }).click()
    await heading(page, FINDING)
    assert.ok(!(await said(page)).includes('Not counted'))
    assertQuiet(page)
  })

  test('back leads to the place on the screen where one was', async (t) => {
    const page = await openPage(t, { width: 320 })
    await findOut(page, { concerns: [LEVEL_2, LEVEL_4] })
    await page.evaluate(() => scrollTo(0, 2500))
    assert.equal(await page.evaluate(() => scrollY), 2500)
    // A press that does not scroll to what it presses.
    await page.getByRole('button', { name: /copy or print/i }).evaluate((button) => { button.click() })
    await heading(page, /record/i)
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
    assert.ok(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight < 2500), 'the record is a shorter screen')
    await back(page, FINDING)
    await page.waitForFunction(() => scrollY === 2500)
    await page.goForward()
    await heading(page, /record/i)
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'title')
  })

  test('a statement is found by looking through the headings, and stays ticked', async (t) => {
    const page = await openPage(t)
    await findOut(page, { concerns: [] })
    await back(page, /worries|concern/i)
    const item = statement(LEVEL_2)
    await page.getByRole('button', { name: new RegExp(`^${item.heading}`, 'i') }).first().click()
    await page.getByRole('checkbox', { name: item.text }).first().check()
    await back(page, /worries|concern/i)
    await assertSays(page, item.text)
    await page.getByRole('button', { name: /see the finding/i }).click()
    await heading(page, FINDING)
    await assertShows(page, finding({ concerns: [LEVEL_2] }))
    assertQuiet(page)
  })

  test('the record on the page is the engine’s, word for word, and goes to the clipboard when asked', async (t) => {
    const page = await openPage(t, { permissions: ['clipboard-read', 'clipboard-write'] })
    await findOut(page, { concerns: [LEVEL_4] })
    await toRecord(page)
    const record = checker.record(JSON.stringify(asCase({ concerns: [LEVEL_4] })))
    assert.equal(await page.getByRole('textbox', { name: /words|record/i }).first().inputValue(), record)
    await page.getByRole('button', { name: /^copy/i }).click()
    await assertSays(page, 'Copied')
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), record)
    await back(page, FINDING)
    assertQuiet(page)
  })

  test('once its moment has passed, a finding says so, and is worked out again at a touch: whom to ring may be another', async (t) => {
    const page = await openPage(t, { when: '2026-11-18T16:58' })
    await findOut(page, { concerns: [LEVEL_4] })
    await assertSays(page, 'Ring the MASH now', 'Open now, until 5pm today')
    await page.clock.setFixedTime(new Date('2026-11-18T17:03Z'))
    const again = page.getByRole('button', { name: 'Check again for this moment' })
    await again.waitFor({ timeout: 25_000 })
    await assertSays(page, 'This was worked out at', 'Who is open may have changed')
    await again.click()
    await again.waitFor({ state: 'detached' })
    await assertSays(page, 'Ring the Emergency Duty Team (EDT) now', 'Closed now. Opens 8:30am tomorrow')
    assertQuiet(page)
  })

  test('a question of the finding is answered where it stands, and the finding follows', async (t) => {
    const page = await openPage(t)
    await findOut(page, { concerns: [LEVEL_4] })
    assert.ok(finding({ concerns: [LEVEL_4] }).would_change.some((one) => one.fact === 'answers.consent'))
    await page.getByRole('button', { name: /refuse/i }).first().click()
    await assertShows(page, finding({ concerns: [LEVEL_4], answers: { consent: 'refused' } }))
    await page.getByRole('button', { name: /change answers/i }).click()
    await heading(page, /answers/i)
    await assertSays(page, /refuse/)
    assertQuiet(page)
  })

  test('a wrong age is named where it was typed, and nothing is lost', async (t) => {
    const page = await openPage(t)
    await heading(page, /where/i)
    await chooseArea(page)
    await page.getByRole('button', { name: /^no/i }).click()
    await page.getByRole('radio', { name: /year or older/i }).check()
    for (const typed of ['', 'seven', '7.5', '-3', '999']) {
      await page.getByLabel(/age in years/i).fill(typed)
      await page.getByRole('button', { name: /^continue/i }).click()
      await page.getByRole('alert').or(page.locator('.govuk-error-summary')).first().waitFor()
      assert.equal(await page.getByLabel(/age in years/i).inputValue(), typed)
      assert.equal(await heading(page, /child/i).then(Boolean), true)
    }
    assertQuiet(page)
  })
})
