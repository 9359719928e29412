// Keeping the answers in this tab: only where somebody asked for it, whole or not at all, and erased whenever they are
// forgotten. And "clear everything", after which this device is as new.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { assertAccessible } from './accessible.mjs'
import { FINDING, areaButton, assertQuiet, assertSays, chooseArea, findOut, folded, heading, openPage, ownWords, pack, said, statement, useBrowser } from './browser.mjs'

useBrowser()

const CONCERN = pack.items.find((item) => item.level === '4' && !item.ages).id
const OTHER = pack.items.find((item) => item.level === '2' && !item.ages).id
const SITUATION = pack.situations[0]
const KEY = 'doorstep.case'
const TYPED = 'canary words of mine'

const press = (page, name) => page.getByRole('button', { name }).first().click()
const box = (page) => page.getByRole('checkbox', { name: /keep my answers in this tab/i })
const kept = (page) => page.evaluate((key) => sessionStorage.getItem(key), KEY)
const stores = (page) => page.evaluate(() => ({ local: { ...localStorage }, session: { ...sessionStorage } }))

/** All that "check your answers" says, row by row, and what is ticked. */
async function answers(page) {
  await heading(page, /check your answers/i)
  const rows = await page.locator('.govuk-summary-list__row').allInnerTexts()
  const ticked = await page.locator('.door-picked__words').allInnerTexts()
  return [...rows, ...ticked].map(folded)
}

/** A case with an answer of every kind, up to "check your answers". */
async function answerAll(page) {
  await chooseArea(page)
  await heading(page, /danger/i)
  await press(page, /^yes/i)
  await heading(page, /999/)
  await press(page, /go on/i)
  await heading(page, /child/i)
  await page.getByRole('radio', { name: /neighbouring/i }).check()
  await page.getByLabel('Which area?').selectOption('derbyshire')
  await page.getByRole('radio', { name: 'Under 1 year' }).check()
  await page.getByLabel(/in months/i).fill('7')
  await page.getByRole('group', { name: /disability/i }).getByRole('radio', { name: 'Yes' }).check()
  await page.getByRole('radio', { name: /they refuse/i }).check()
  await page.locator('summary', { hasText: /more that this document asks/i }).click()
  await page.getByRole('group', { name: pack.questions[0].text }).getByRole('radio', { name: 'No', exact: true }).check()
  await press(page, /^continue/i)
  await heading(page, /worries/i)
  for (const id of [CONCERN, OTHER]) {
    await ownWords(page).fill(statement(id).text)
    await page.getByRole('checkbox', { name: statement(id).text }).first().check()
  }
  await ownWords(page).fill(TYPED)
  await press(page, /situations with a path/i)
  await page.getByRole('checkbox', { name: SITUATION.text }).first().check()
  await page.goBack()
  await heading(page, /worries/i)
  await press(page, /check your answers/i)
  return answers(page)
}

describe('the answers in this tab', () => {
  test('are not kept unless somebody asks for it', async (t) => {
    const page = await openPage(t)
    await answerAll(page)
    assert.ok(!(await box(page).isChecked()))
    assert.deepEqual((await stores(page)).session, {})
    await page.reload()
    await heading(page, /where/i)
    assert.ok(!(await said(page)).includes(statement(CONCERN).text))
  })

  test('come back after a reload, every one of them, and nothing that was typed is kept', async (t) => {
    const page = await openPage(t)
    const before = await answerAll(page)
    for (const words of ['Yes', '7 months', 'Derbyshire', 'No, they refuse', statement(CONCERN).text, SITUATION.text]) {
      assert.ok(before.some((one) => one.includes(folded(words))), `${words} in ${before.join(' | ')}`)
    }
    await box(page).check()
    await press(page, /see the finding/i)
    const level = await heading(page, FINDING)
    assert.ok(await box(page).isChecked(), 'the finding has the box too')
    assert.ok(!(await kept(page)).includes('canary'))
    await page.reload()
    assert.deepEqual(await answers(page), before)
    await assertSays(page, 'Your answers were kept in this tab')
    await assertAccessible(page, 'answers kept in the tab')
    await press(page, /see the finding/i)
    assert.equal(await heading(page, FINDING), level)
    assert.ok(!(await said(page)).includes('Your answers were kept'))
    assertQuiet(page)
  })

  test('follow every change after that', async (t) => {
    const page = await openPage(t)
    await findOut(page, { concerns: [CONCERN] })
    await box(page).check()
    await press(page, /change answers/i)
    await heading(page, /answers/i)
    await press(page, /change age/i)
    await page.getByLabel(/in years/i).fill('15')
    await page.reload()
    assert.ok((await answers(page)).some((one) => one.includes('15 years')))
    await page.getByRole('button', { name: /^remove/i }).first().click()
    await page.reload()
    assert.ok((await answers(page)).some((one) => one.includes('Nothing ticked')))
  })

  const erasing = {
    'switching it off': async (page) => {
      await box(page).uncheck()
    },
    'hiding the screen': async (page) => {
      await page.locator('#hide').click()
      await page.waitForURL(/plain/)
    },
    'Shift three times': async (page) => {
      for (let i = 0; i < 3; i += 1) await page.keyboard.press('Shift')
      await page.waitForURL(/plain/)
    },
    'starting again': async (page) => {
      await press(page, /start again/i)
      await heading(page, /where/i)
    },
    'clearing everything': async (page) => {
      await press(page, /clear everything/i)
      await press(page, /yes, clear everything/i)
      await heading(page, /where/i)
    },
  }
  for (const [how, act] of Object.entries(erasing)) {
    test(`are erased by ${how}`, async (t) => {
      const page = await openPage(t)
      await findOut(page, { concerns: [CONCERN] })
      await box(page).check()
      assert.ok((await kept(page)).includes(CONCERN))
      await act(page)
      assert.deepEqual((await stores(page)).session, {})
      await page.goto(`${page.origin}/`)
      await heading(page, /where/i)
      assert.ok(!(await said(page)).includes(statement(CONCERN).text))
    })
  }

  test('in another tab there is nothing of them', async (t) => {
    const page = await openPage(t)
    await findOut(page, { concerns: [CONCERN] })
    await box(page).check()
    const other = await page.context().newPage()
    await other.goto(`${page.origin}/`)
    await heading(other, /where/i)
    assert.equal(await kept(other), null)
  })

  test('all on one screen they come back as well', async (t) => {
    const page = await openPage(t, { script: () => localStorage.setItem('doorstep.dense', 'on') })
    await chooseArea(page)
    await heading(page, /one screen/i)
    await ownWords(page).fill(statement(CONCERN).text)
    await page.getByRole('checkbox', { name: statement(CONCERN).text }).first().check()
    await box(page).check()
    await page.reload()
    await heading(page, /one screen/i)
    await assertSays(page, 'Your answers were kept in this tab', 'Ticked: 1 statement', statement(CONCERN).text)
  })

  test('a browser that keeps nothing says so, and the page goes on', async (t) => {
    const page = await openPage(t, {
      script: () => Object.defineProperty(globalThis, 'sessionStorage', { get() { throw new DOMException('denied', 'SecurityError') } }),
    })
    await findOut(page, { concerns: [CONCERN] })
    await box(page).click()
    await page.locator('#told', { hasText: 'does not let the page keep them' }).waitFor({ state: 'attached' })
    assert.ok(!(await box(page).isChecked()))
    await assertSays(page, statement(CONCERN).text)
  })
})

describe('what is not surely ours is dropped', () => {
  const GOOD = {
    version: 1, at: Date.parse('2026-11-20T16:40Z'), pack: pack.id, localAuthority: 'nottinghamshire', nextDoor: false, district: null,
    danger: false, ageKind: 'years', years: '9', months: '', send: 'yes', consent: 'given', answers: {}, concerns: [CONCERN], situations: [],
  }
  const open = (t, text, more = {}) => openPage(t, {
    ...more,
    script: `if (!sessionStorage.getItem('put')) { sessionStorage.setItem('put', '1'); sessionStorage.setItem('${KEY}', ${JSON.stringify(text)}) }`,
  })

  test('as a check of these tests: a whole one is brought back', async (t) => {
    const page = await open(t, JSON.stringify(GOOD))
    const all = await answers(page)
    for (const words of ['9 years', statement(CONCERN).text]) assert.ok(all.some((one) => one.includes(folded(words))), all.join(' | '))
  })

  const { danger: _danger, ...lacking } = GOOD
  const bad = {
    'no JSON': '{"version":1,',
    'nothing at all': '',
    'another value': '[]',
    'null': 'null',
    'an older form': JSON.stringify({ ...GOOD, version: 0 }),
    'a lacking answer': JSON.stringify(lacking),
    'a foreign key': JSON.stringify({ ...GOOD, notes: 'x' }),
    'another document': JSON.stringify({ ...GOOD, pack: 'mars/v1' }),
    'a wrong kind of answer': JSON.stringify({ ...GOOD, danger: 'no' }),
    'an answer that there is not': JSON.stringify({ ...GOOD, consent: 'maybe' }),
    'markup in place of ids': JSON.stringify({ ...GOOD, concerns: ['<img src=x onerror=alert(1)>'] }),
    'a statement twice': JSON.stringify({ ...GOOD, concerns: [CONCERN, CONCERN] }),
    'a prototype': `{"__proto__":{"x":1},${JSON.stringify(GOOD).slice(1)}`,
    'a day ago': JSON.stringify({ ...GOOD, at: Date.parse('2026-11-19T16:40Z') }),
    'a clock of years ahead': JSON.stringify({ ...GOOD, at: Date.parse('2028-11-19T16:40Z') }),
  }
  for (const [about, text] of Object.entries(bad)) {
    test(about, async (t) => {
      const page = await open(t, text)
      await heading(page, /where/i)
      assert.equal(await kept(page), null)
      assert.ok(!(await said(page)).includes('Your answers were kept'))
      await findOut(page, { concerns: [OTHER] })
      assert.ok(!(await said(page)).includes(statement(CONCERN).text))
      assertQuiet(page)
    })
  }

  test('a statement that this copy does not hold: none of it is used, and that is said', async (t) => {
    const page = await open(t, JSON.stringify({ ...GOOD, concerns: [CONCERN, 'gone-since'] }))
    await heading(page, /where/i)
    await assertSays(page, 'They do not fit this copy’s document, so they are erased')
    assert.equal(await kept(page), null)
  })

  for (const [about, concerns] of [['the answers wait for it', [CONCERN]], ['they are held against it when it comes', [CONCERN, 'gone-since']]])
  test(`where the document does not come, ${about}`, async (t) => {
    let broken = true
    const page = await open(t, JSON.stringify({ ...GOOD, concerns }), {
      spoil: { what: '**/assets/v9-*.json', how: (route) => (broken ? route.abort() : route.continue()) },
    })
    await page.getByRole('button', { name: /try again/i }).waitFor()
    assert.ok((await kept(page)).includes(CONCERN))
    broken = false
    await press(page, /try again/i)
    if (concerns.length > 1) {
      await heading(page, /where/i)
      await assertSays(page, 'so they are erased')
      assert.equal(await kept(page), null)
      return
    }
    assert.ok((await answers(page)).some((one) => one.includes(folded(statement(CONCERN).text))))
  })
})

describe('clear everything', () => {
  test('asks once more; "no" goes back and costs nothing', async (t) => {
    const page = await openPage(t)
    await findOut(page, { concerns: [CONCERN] })
    const before = await heading(page, FINDING)
    await press(page, /clear everything/i)
    await heading(page, /clear everything\?/i)
    await press(page, /no, go back/i)
    assert.equal(await heading(page, FINDING), before)
    await assertSays(page, statement(CONCERN).text)
  })

  test('forgets the case, the area, the one screen and the school’s contacts, and nothing of another page', async (t) => {
    const page = await openPage(t)
    await page.evaluate(() => localStorage.setItem('of-another-page', 'stays'))
    await press(page, /put all on one screen/i)
    await areaButton(page).click()
    await heading(page, /one screen/i)
    await page.evaluate(() => localStorage.setItem('doorstep.contacts', '{}'))
    await page.reload()
    await heading(page, /one screen/i)
    await ownWords(page).fill(statement(CONCERN).text)
    await page.getByRole('checkbox', { name: statement(CONCERN).text }).first().check()
    await box(page).check()
    await press(page, /clear everything/i)
    await heading(page, /clear everything\?/i)
    await press(page, /yes, clear everything/i)
    await heading(page, /where/i)
    assert.deepEqual(await stores(page), { local: { 'of-another-page': 'stays' }, session: {} })
    await page.getByRole('button', { name: /^Nottinghamshire/ }).waitFor()
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'title')
    await page.locator('#told', { hasText: 'Everything is cleared' }).waitFor({ state: 'attached' })
    for (let i = 0; i < 3; i += 1) await page.goBack().catch(() => undefined)
    assert.ok(!(await said(page)).includes(statement(CONCERN).text))
    await page.goto(`${page.origin}/`)
    await findOut(page, { concerns: [] , age: null })
    assert.ok(!(await said(page)).includes(statement(CONCERN).text))
    assert.ok(!(await said(page)).includes('school’s contacts are not used'))
  })
})

describe('Shift three times', () => {
  const DULL = /oven/i

  test('does not hide while somebody types capital letters', async (t) => {
    const page = await openPage(t)
    await findOut(page, { concerns: [] })
    await page.goBack()
    await heading(page, /worries/i)
    await ownWords(page).focus()
    for (const keys of ['Shift+A', 'Shift+B', 'Space', 'Shift+C', 'Shift+D', 'Shift+E']) await page.keyboard.press(keys)
    // Held for a whole word; and then pressed by itself, but twice only.
    await page.keyboard.down('Shift')
    for (const key of 'FGH') await page.keyboard.press(key)
    await page.keyboard.up('Shift')
    await page.keyboard.press('Shift')
    await page.keyboard.press('Shift')
    await page.waitForTimeout(300)
    assert.equal(await ownWords(page).inputValue(), 'AB CDEFGH')
    await heading(page, /worries/i)
  })

  test('does not hide with Alt or Ctrl held, which changes the keyboard’s language', async (t) => {
    const page = await openPage(t)
    await heading(page, /where/i)
    for (const held of ['Alt', 'Control']) {
      await page.keyboard.down(held)
      for (let i = 0; i < 4; i += 1) await page.keyboard.press('Shift')
      await page.keyboard.up(held)
    }
    await page.waitForTimeout(300)
    await heading(page, /where/i)
  })

  test('hides from within the box', async (t) => {
    const page = await openPage(t)
    await findOut(page, { concerns: [] })
    await page.goBack()
    await heading(page, /worries/i)
    await ownWords(page).focus()
    await page.keyboard.press('Shift+A')
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('Shift')
    await heading(page, DULL)
  })
})
