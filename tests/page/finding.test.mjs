// The finding, read in ten seconds on the smallest phone: what to do, the level, and the number to ring without scrolling; the
// picture says what the engine counted; and nothing of the finding is lost. For every pack, and every state that needs care.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { assertAccessible, axeFaults, tooWide } from './accessible.mjs'
import { assertQuiet, assertSays, folded, useBrowser } from './browser.mjs'
import { findingOf, openFinding, packOf, statementsAt } from './given.mjs'

useBrowser()

const SMALLEST = { width: 320, viewport: { width: 320, height: 568 } }
const NOTTS = 'nottinghamshire/v9'
const DAY = '2026-11-18T10:00'
const NIGHT = '2026-11-18T22:45'

const STATES = {
  'the one to ring is open': { pack: NOTTS, age: { years: 9 }, local_authority: 'nottinghamshire', concerns: statementsAt(NOTTS, '2', '4'), when: DAY },
  'the one to ring is closed and another answers': { pack: NOTTS, age: { years: 9 }, concerns: statementsAt(NOTTS, '4'), when: NIGHT },
  'the one to ring is closed and nobody answers instead': { pack: NOTTS, age: { years: 9 }, concerns: statementsAt(NOTTS, '2'), when: NIGHT },
  'the time is not known': { pack: NOTTS, age: { years: 9 }, concerns: statementsAt(NOTTS, '3', '4') },
  'sub-levels are reached': { pack: NOTTS, age: 'unborn', concerns: ['previous-child-protection-plan', ...statementsAt(NOTTS, '2', '3', '4a', '4c')], when: DAY },
  'a list with no level': { pack: NOTTS, age: { years: 9 }, concerns: [packOf(NOTTS).items.find((item) => item.level === null).id, ...statementsAt(NOTTS, '2')], when: DAY },
  'immediate danger': { pack: NOTTS, age: { years: 9 }, concerns: statementsAt(NOTTS, '3'), immediate_danger: true, when: NIGHT },
  'strengths alone': { pack: NOTTS, age: { years: 9 }, concerns: statementsAt(NOTTS, '1'), when: DAY },
  'nothing listed': { pack: NOTTS, when: DAY },
  'a situation with no level': { pack: NOTTS, age: { years: 9 }, situations: ['disability-support'], when: '2026-11-18T08:45' },
  'another area’s child': { pack: NOTTS, age: { years: 9 }, local_authority: packOf(NOTTS).contacts.find((one) => one.neighbour).neighbour, concerns: statementsAt(NOTTS, '4'), when: DAY },
  'too old for the document': { pack: NOTTS, age: { years: 30 }, concerns: statementsAt(NOTTS, '3'), when: DAY },
  'several to ring, since the home is not known': { pack: 'llr/2021', age: { years: 9 }, concerns: statementsAt('llr/2021', '2', '4'), when: DAY },
  'numbers borrowed from another document': { pack: 'llr/2021', age: { years: 9 }, local_authority: 'rutland', concerns: statementsAt('llr/2021', '2', '3'), when: DAY },
  'a superseded document, a faulty number, seven to ring': { pack: 'llr/2016', age: { years: 13 }, concerns: ['sexually-active-contraception'], when: DAY },
  'a draft': { pack: 'llr/2019-draft', age: { years: 9 }, concerns: statementsAt('llr/2019-draft', '2', '4'), when: DAY },
  'no indicators, and a duty to ring': { pack: 'leeds/2013', situations: ['child-in-need-or-significant-harm'], when: NIGHT },
  'no indicators, and nobody to ring': { pack: 'leeds/2013', when: DAY },
}

const digits = (printed) => printed.split(/ext/)[0].replace(/\D/g, '')
/** Everything that is folded away, opened at once. */
const open = (page) => page.evaluate(() => { for (const one of document.querySelectorAll('#screen details')) one.open = true })

async function assertOnTop(page, given, expected, light) {
  const h1 = page.getByRole('heading', { level: 1 })
  assert.ok(folded(await h1.innerText()).endsWith(`: ${expected.action}`), `the heading says the action: ${await h1.innerText()}`)
  const seen = async (locator, what) => {
    const found = await locator.boundingBox()
    assert.ok(found, `${what} is drawn`)
    const { x, y, width, height } = found
    assert.ok(y >= 0 && y + height <= 568 && x >= 0 && x + width <= 320, `${what} is within the first screen, ${light}: ${y} to ${y + height}`)
    return found
  }
  await seen(h1, 'the heading')
  await seen(page.locator('.door-care').getByText(expected.headline), 'the level')
  const first = expected.contacts.filter((contact) => contact.first && contact.phone.length > 0)
  const number = given.immediate_danger ? '999' : first[0]?.phone[0]
  if (!number) return
  const link = page.locator('.door-care a[href^="tel:"]').first()
  assert.equal((await link.getAttribute('href')).replace(/\D/g, ''), digits(number))
  const { height } = await seen(link, 'the number')
  assert.ok(height >= 44, 'as big as a thumb')
}

async function assertColourGoesWithWords(page, given, expected) {
  const words = folded(await page.getByRole('heading', { level: 1 }).innerText())
  const kind = await page.locator('.door-care').getAttribute('class')
  const bands = packOf(given.pack).levels.find((level) => level.id === expected.level)?.bands ?? []
  if (/ now$/.test(expected.action) || bands.includes('statutory') || expected.urgent.length > 0) {
    assert.match(kind, /immediate/)
    assert.match(words, /^Immediate action required:/)
  } else if (bands.length === 1 && bands[0] === 'universal') {
    assert.match(kind, /advice/)
    assert.match(words, /^Advice:/)
  } else {
    assert.match(kind, /urgent/)
    assert.match(words, /^Urgent advice:/)
  }
}

/** In rings, in words and as a table; nothing of it cut off or tiny. Everything is unfolded. */
async function assertPictured(page, given, expected) {
  const cells = Object.values(expected.spread).flatMap((levels) => Object.values(levels))
  const drawn = await page.locator('.door-picture').evaluate((picture) => {
    const { width, height } = picture.viewBox.baseVal
    const scale = picture.getBoundingClientRect().width / width
    return {
      rings: [...picture.querySelectorAll('.door-ringed')].map((ring) => Number(ring.parentElement.querySelector('text').textContent)),
      texts: [...picture.querySelectorAll('text')].map((text) => {
        const { x, y, width: wide, height: high } = text.getBBox()
        return { words: text.textContent, pixels: parseFloat(getComputedStyle(text).fontSize) * scale, left: x, right: x + wide, bottom: y + high }
      }),
      here: picture.querySelectorAll('.door-step--here').length,
      width,
      height,
    }
  })
  assert.deepEqual(drawn.rings.toSorted(), cells.toSorted())
  for (const text of drawn.texts) {
    assert.ok(text.pixels >= 12, `${text.words} is ${text.pixels} px`)
    assert.ok(text.left >= -1 && text.right <= drawn.width + 1 && text.bottom <= drawn.height + 1, `${text.words} is cut off: ${text.left} to ${text.right} of ${drawn.width}`)
  }
  const levels = packOf(given.pack).levels
  const words = drawn.texts.map((text) => text.words).join(' ')
  for (const level of levels.filter((one) => !one.within)) assert.ok(words.includes(level.label), `${level.label} is named: ${words}`)
  assert.equal(drawn.here, expected.level === null ? 0 : 1)
  assert.equal(/At least/.test(words), expected.level !== null)

  const label = (id) => levels.find((level) => level.id === id)?.label ?? 'No level'
  const told = await page.locator('#picture-words').textContent()
  for (const [name, byLevel] of Object.entries(expected.spread)) {
    const of = told.slice(told.indexOf(`${name}:`))
    for (const [id, count] of Object.entries(byLevel)) assert.ok(of.includes(`${count} at ${label(id)}`), `${name}, ${id}: ${told}`)
  }
  if (cells.length === 0) return
  const rows = await page.locator('.door-table table').evaluate((table) => {
    const heads = [...table.tHead.rows[0].cells].map((cell) => cell.innerText)
    return [...table.tBodies[0].rows].map((row) => Object.fromEntries([...row.cells].map((cell, at) => [heads[at], cell.innerText])))
  })
  for (const [name, byLevel] of Object.entries(expected.spread)) {
    const row = rows.find((one) => Object.values(one)[0] === name)
    for (const [id, count] of Object.entries(byLevel)) assert.equal(row[label(id)], String(count), `${name}, ${label(id)}`)
  }
}

async function assertNothingLost(page, expected) {
  const lines = [...expected.urgent, ...expected.steps, ...expected.cautions, ...expected.situations, ...(expected.consent ? [expected.consent] : [])]
  await assertSays(
    page,
    expected.headline,
    ...lines.flatMap((line) => [line.text, line.cite]),
    ...expected.steps.flatMap((step) => (step.by ? [step.by] : [])),
    ...expected.reasons.flatMap((reason) => [reason.text, reason.cite]),
    ...expected.contacts.flatMap((one) => [one.name, one.status, one.cite, one.purpose ?? '', one.hours ?? '', ...one.phone, ...one.email, ...one.web, ...one.phone_faulty.map((faulty) => faulty.printed)]),
    ...expected.would_change.flatMap((change) => [change.question, change.why]),
    ...expected.also_at.map((other) => other.text),
    ...expected.services.flatMap((service) => [service.name, ...service.phone]),
    ...expected.checklists.flatMap((list) => list.items),
  )
  const links = await page.locator('#screen a[href^="tel:"]').evaluateAll((all) => all.map((link) => link.getAttribute('href').replace(/\D/g, '')))
  // A number that cannot be right is never a link.
  for (const { printed } of expected.contacts.flatMap((one) => one.phone_faulty)) assert.ok(!links.includes(digits(printed)), `${printed} can be rung`)
  for (const one of expected.contacts.flatMap((contact) => contact.phone)) assert.ok(links.includes(digits(one)), `${one} cannot be rung`)
  // The answer itself never reassures; the document's own statements below it say what they say.
  const text = folded(await page.locator('.door-care').innerText()).replaceAll(/(not the same as no concern|never \w+ that a child is safe)/gi, '')
  assert.doesNotMatch(text, /no concern|child is safe\b|no risk|low risk|no further action|nothing to worry/i)
}

describe('without scrolling on the smallest phone: what to do, the level, the number; the picture is true; nothing is lost; axe finds nothing', () => {
  for (const [state, given] of Object.entries(STATES)) {
    test(state, async (t) => {
      const expected = findingOf(given)
      const page = await openFinding(t, given, SMALLEST)
      await assertOnTop(page, given, expected, 'light')
      await page.emulateMedia({ colorScheme: 'dark' })
      await assertOnTop(page, given, expected, 'dark')
      await assertColourGoesWithWords(page, given, expected)
      assert.deepEqual(await axeFaults(page), [])
      assert.equal(await tooWide(page), 0)
      await open(page)
      await assertPictured(page, given, expected)
      await assertNothingLost(page, expected)
      await assertAccessible(page, state)
      assertQuiet(page)
    })
  }
})

test('several to ring: each says whose children it is for, and where the child lives can be said there', async (t) => {
  const given = STATES['several to ring, since the home is not known']
  const page = await openFinding(t, given, SMALLEST)
  const ring = page.getByRole('region', { name: 'Ring now' })
  const authorities = packOf(given.pack).local_authorities
  for (const contact of findingOf(given).contacts.filter((one) => one.first && one.phone.length > 0)) {
    const ids = packOf(given.pack).contacts.find((one) => one.id === contact.id).local_authorities
    assert.ok(ids.length > 0)
    const one = ring.locator('.door-call').filter({ hasText: contact.phone[0] }).filter({ hasText: contact.name })
    for (const id of ids) assert.match(folded((await one.allInnerTexts()).join(' ')), new RegExp(`Child’s home:.*${authorities.find((other) => other.id === id).name}`))
  }
  await ring.getByRole('button', { name: /say where/i }).waitFor()
})

test('who answers while the one to ring is closed stands on the card', async (t) => {
  const open = await openFinding(t, STATES['the one to ring is open'])
  const ring = (page) => page.getByRole('region', { name: 'Ring now' }).innerText().then(folded)
  assert.match(await ring(open), /\(MASH\).*Open now, until 5pm today.*\(EDT\): 0300 456 4546.*Closed now\. Opens 5pm today/)
  const closed = await openFinding(t, STATES['the one to ring is closed and another answers'])
  assert.match(await ring(closed), /\(EDT\).*Open now.*\(MASH\): 0300 500 80 90.*Closed now\. Opens 8:30am tomorrow/)
})

test('with colours forced, the level is still marked and the number still looks like a button', async (t) => {
  const page = await openFinding(t, STATES['the one to ring is open'], { forcedColors: 'active' })
  const [here, below, ring] = await Promise.all(['.door-step--here', '.door-step--below', '.door-care .door-ring'].map((one) => page.locator(one).first().evaluate((element) => {
    const { fill, borderTopStyle, borderTopWidth } = getComputedStyle(element)
    return { fill, borderTopStyle, borderTopWidth }
  })))
  assert.notEqual(here.fill, below.fill)
  assert.equal(ring.borderTopStyle, 'solid')
  assert.ok(parseFloat(ring.borderTopWidth) >= 2)
})
