// Reading a document on the page: found, explained, linked to, and no answer of an open case is lost by it.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { assertAccessible } from './accessible.mjs'
import { FINDING, assertQuiet, assertSays, findOut, folded, heading, openPage, pack, packs, said, useBrowser } from './browser.mjs'

useBrowser()

const PLACE = pack.items.find((item) => item.level === '3')
const LINK = `#read/${pack.id}/${PLACE.id}`
const contents = /^Contents$/

const clean = (page) => assert.equal(page.url(), `${page.origin}/`)
const focusedId = (page) => page.evaluate(() => document.activeElement.id)
const press = (page, name) => page.getByRole('button', { name }).click()
const footer = (page, name) => page.getByRole('contentinfo').getByRole('button', { name }).click()
const lines = (page) => page.locator('[data-line]:visible').count()
const find = (page) => page.getByRole('searchbox', { name: /find words/i })

async function read(page, title = /Pathway to Provision: /) {
  await footer(page, /read the documents/i)
  await heading(page, /read the documents/i)
  await page.getByRole('link', { name: title }).first().click()
  await page.getByRole('heading', { name: contents }).waitFor()
}

describe('a link to a place in a document', () => {
  test('opens it there, and the address forgets it', async (t) => {
    const page = await openPage(t, { path: LINK })
    await page.locator(`#${PLACE.id}:focus`).waitFor()
    assert.ok(await page.locator(`#${PLACE.id}`).evaluate((line) => {
      const { top, bottom } = line.getBoundingClientRect()
      return top > 60 && bottom < innerHeight
    }), 'in sight')
    assert.equal(folded(await page.locator(`.door-readpart:has(#${PLACE.id}) .door-levelbar`).innerText()), 'Level 3 (Targeted Early Help)')
    clean(page)
    assert.doesNotMatch(await page.title(), new RegExp(PLACE.id))
    await press(page, 'Back')
    await heading(page, /where/i)
    assertQuiet(page)
  })

  test('followed while a case is open costs no answer', async (t) => {
    const page = await openPage(t)
    await findOut(page, { concerns: [PLACE.id] })
    const before = await heading(page, FINDING)
    await page.evaluate((hash) => { location.hash = hash }, '#read/llr/2016/contact-advice-point-south')
    await page.locator('#contact-advice-point-south:focus').waitFor()
    clean(page)
    await page.goBack()
    assert.equal(await heading(page, FINDING), before)
    await assertSays(page, PLACE.text)
    assertQuiet(page)
  })

  test('of a document or a place that is not there says so', async (t) => {
    const page = await openPage(t, { path: '#read/atlantis/v1' })
    await heading(page, /does not hold that document/i)
    clean(page)
    await page.evaluate((hash) => { location.hash = hash }, `#read/${pack.id}/no-such-statement`)
    await page.getByText(/does not have the place/i).waitFor()
    await page.getByRole('heading', { name: contents }).waitFor()
    // Markup in a link is words, and leads nowhere.
    await page.evaluate((hash) => { location.hash = hash }, '#read/<img src=x onerror=alert(1)>/v1')
    await heading(page, /does not hold that document/i)
    assertQuiet(page)
  })

  test('is copied at a touch, and leads back to the same place', async (t) => {
    const page = await openPage(t, { path: LINK, permissions: ['clipboard-read', 'clipboard-write'] })
    const link = page.locator(`#${PLACE.id}`).getByRole('link', { name: `Link to: ${PLACE.text}` })
    await link.click()
    await page.locator('#told').getByText('The link is copied.').waitFor({ state: 'attached' })
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${page.origin}/${LINK}`)
    clean(page)
  })
})

test('each document can be opened from the foot of the page, and says the same as its static page', async (t) => {
  const page = await openPage(t)
  await heading(page, /where/i)
  const spoken = () => page.locator('[data-line]').evaluateAll((all) => all.map((line) => line.textContent.replace(/\s+/g, ' ').trim()))
  for (const { id, short_title: title } of packs()) {
    await page.evaluate((hash) => { location.hash = hash }, `#read/${id}`)
    await heading(page, title)
    await page.getByRole('heading', { name: contents }).waitFor()
    const inApp = await spoken()
    const other = await page.context().newPage()
    await other.goto(`${page.origin}/read/${id.replace('/', '-')}.html`)
    const inStatic = await other.locator('[data-line]').evaluateAll((all) => all.map((line) => line.textContent.replace(/\s+/g, ' ').trim()))
    await other.close()
    assert.ok(inApp.length > 50, id)
    assert.deepEqual(inApp, inStatic, id)
  }
  assertQuiet(page)
})

test('reading changes no answer, and Back returns to the finding', async (t) => {
  const page = await openPage(t)
  await findOut(page, { concerns: [PLACE.id] })
  const before = await heading(page, FINDING)
  await read(page, /Leeds/)
  assert.ok(!/Pathway to Provision v9, March 2021/.test(await page.locator('.door-top').innerText()), 'the document of the case is not named over another')
  await press(page, 'Back')
  await heading(page, /read the documents/i)
  await press(page, 'Back')
  assert.equal(await heading(page, FINDING), before)
  clean(page)
  assertQuiet(page)
})

test('each statement of a finding leads to its place in the document, and Back to the finding', async (t) => {
  const page = await openPage(t)
  await findOut(page, { concerns: [PLACE.id] })
  const before = await heading(page, FINDING)
  await page.getByRole('button', { name: `Read it in its place “${PLACE.text}”` }).click()
  await heading(page, new RegExp(pack.short_title))
  await page.waitForFunction((id) => document.activeElement?.id === id, PLACE.id)
  const place = page.locator(`[id="${PLACE.id}"]`)
  assert.ok(folded(await place.innerText()).includes(PLACE.text))
  const { y, height } = await place.boundingBox()
  assert.ok(y >= 0 && y + height <= 720, `it is in sight: ${y} to ${y + height}`)
  clean(page)
  await press(page, 'Back')
  assert.equal(await heading(page, FINDING), before)
  assertQuiet(page)
})

test('a document can be read where the engine cannot start', async (t) => {
  const page = await openPage(t, { spoil: { what: '**/*.wasm', how: (route) => route.abort() } })
  await page.getByText(/could not|cannot/i).first().waitFor()
  await read(page)
  await assertSays(page, PLACE.text, '0300 500 80 90')
})

describe('finding words while one reads', () => {
  test('shows what has all of them, in its place and at its level, and everything again when the box is empty', async (t) => {
    const page = await openPage(t, { path: `#read/${pack.id}` })
    await page.getByRole('heading', { name: contents }).waitFor()
    const all = await lines(page)
    await find(page).fill('  ATTENDANCE   school ')
    await page.getByText(/places have these words/).waitFor()
    const some = await lines(page)
    assert.ok(some > 0 && some < all / 10, `${some} of ${all}`)
    assert.equal(await page.getByText(/^\d+ places? ha/).innerText().then((words) => Number.parseInt(words)), some)
    for (const line of await page.locator('.door-said > li:visible').all()) {
      const words = await line.evaluate((one) => `${one.textContent} ${one.closest('.door-readpart').innerText}`)
      assert.match(words, /attendance/i)
      assert.match(words, /Level \d/)
    }
    await find(page).fill('')
    assert.equal(await lines(page), all)
    clean(page)
  })

  test('finds contacts and abbreviations, and never takes silence for no concern', async (t) => {
    const page = await openPage(t, { path: `#read/${pack.id}` })
    await find(page).fill('homelessness rushcliffe')
    await page.locator('#contact-housing-rushcliffe:visible').waitFor()
    await find(page).fill('NEET')
    await page.locator('#term-neet:visible').waitFor()
    await find(page).fill('<b>zzzz')
    await assertSays(page, 'That is not the same as no concern')
    assert.equal(await lines(page), 0)
    // A link shows its place all the same.
    await page.evaluate((hash) => { location.hash = hash }, LINK)
    await page.locator(`#${PLACE.id}:focus`).waitFor()
    assert.equal(await find(page).inputValue(), '')
    assertQuiet(page)
  })
})

describe('abbreviations', () => {
  test('say what they mean at a touch, in place, and a second touch takes it away', async (t) => {
    const page = await openPage(t, { path: `#read/${pack.id}`, hasTouch: true })
    const line = page.locator('#pathway-safeguarding')
    const term = line.getByRole('button', { name: 'MASH' }).first()
    const before = await line.innerText()
    await term.tap()
    assert.equal(await term.getAttribute('aria-expanded'), 'true')
    assert.match(folded(await line.innerText()), /MASH \(Multi-Agency Safeguarding Hub\)/)
    assert.equal(await page.locator('#told').innerText(), 'Multi-Agency Safeguarding Hub')
    await term.tap()
    assert.equal(await line.innerText(), before)
    assert.equal(await page.locator('main [title]').count(), 0)
  })

  test('work by keyboard', async (t) => {
    const page = await openPage(t, { path: `#read/${pack.id}` })
    const terms = page.locator('.door-term')
    await terms.first().waitFor()
    const short = new Map(pack.glossary.map((term) => [term.short, term.long]))
    for (const words of new Set(await terms.allInnerTexts())) assert.ok(short.has(words), words)
    await terms.first().focus()
    await page.keyboard.press('Enter')
    const shown = page.locator('.door-term__long')
    assert.equal(await shown.innerText().then((words) => words.trim()), `(${short.get(await terms.first().innerText())})`)
    await page.keyboard.press('Space')
    assert.equal(await shown.count(), 0)
    assertQuiet(page)
  })
})

test('the keyboard alone reaches a document, a part of it and the way back', async (t) => {
  const page = await openPage(t)
  await heading(page, /where/i)
  const to = async (words) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab')
      if (words.test(await page.evaluate(() => document.activeElement.textContent.trim()))) return
    }
    assert.fail(`Tab does not reach ${words}`)
  }
  await to(/^Read the documents$/)
  await page.keyboard.press('Enter')
  await heading(page, /read the documents/i)
  await to(/^Pathway to Provision: /)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: contents }).waitFor()
  assert.equal(await focusedId(page), 'title')
  await to(/^Everyone to contact$/)
  await page.keyboard.press('Enter')
  assert.equal(await focusedId(page), 'part-contacts')
  clean(page)
  await page.locator('.govuk-skip-link').focus()
  await page.keyboard.press('Enter')
  assert.equal(await focusedId(page), 'main')
  await heading(page, /Pathway/)
  clean(page)
})

describe('about this copy', () => {
  test('says its version, how old its documents are, and what is kept here', async (t) => {
    const page = await openPage(t)
    await heading(page, /where/i)
    await footer(page, /about/i)
    const version = /^version = "(.+)"$/m.exec(readFileSync(new URL('../../Cargo.toml', import.meta.url), 'utf8'))[1]
    await assertSays(page, `Version ${version}, last changed on`, 'March 2021 (5 years old)', 'September 2021 (5 years old)', 'its age is not known', 'Nothing but the files of this page')
    await page.evaluate(() => { localStorage.setItem('doorstep.area', 'llr'); localStorage.setItem('doorstep.unheard-of', '1'); localStorage.setItem('other', '1') })
    await press(page, 'Back')
    await footer(page, /about/i)
    // A name that nobody gave words is shown as it is: nothing that is kept is passed over.
    await assertSays(page, 'The area that you chose last. Leicester, Leicestershire and Rutland', 'doorstep.unheard-of')
    assert.ok(!(await said(page)).includes('other 1'))
    await press(page, /forget the area/i)
    assert.ok(!(await said(page)).includes('The area that you chose last'))
  })

  for (const [name, words] of [['Accessibility statement', 'Web Content Accessibility Guidelines'], ['Privacy note', 'UK General Data Protection Regulation']]) {
    test(`${name}: opens beside the checker, with words to paste, and no answer is lost`, async (t) => {
      const page = await openPage(t)
      await heading(page, /where/i)
      await footer(page, /about/i)
      const [other] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('link', { name }).click()])
      await other.getByRole('heading', { level: 1, name }).waitFor()
      const said = folded(await other.locator('main').innerText())
      assert.ok(said.includes(words) && said.includes('[your organisation]'), said)
      await heading(page, /about/i)
    })
  }
})

test('axe finds nothing at any width, light and dark', async (t) => {
  const page = await openPage(t)
  await heading(page, /where/i)
  await footer(page, /read the documents/i)
  await heading(page, /read the documents/i)
  await assertAccessible(page, 'the documents')
  await read(page)
  await page.locator('.door-term').first().click()
  await assertAccessible(page, 'a document')
  await find(page).fill('school')
  await assertAccessible(page, 'words found')
  await footer(page, /about/i)
  await assertAccessible(page, 'about')
  assertQuiet(page)
})
