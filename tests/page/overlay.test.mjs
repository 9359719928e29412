// A school's own contacts: chosen on this device or put beside the page, used, kept, refused in words, and taken away again.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { assertAccessible } from './accessible.mjs'
import { FINDING, assertQuiet, assertSays, chooseArea, findOut, folded, heading, openPage, pack, said, statement, toRecord, useBrowser, trapping } from './browser.mjs'

useBrowser()

const GOOD = readFileSync(new URL('../overlay/hazel-school.json', import.meta.url), 'utf8')
const CONCERN = pack.items.find((item) => item.level === '4').id

const changed = (change) => JSON.stringify({ ...JSON.parse(GOOD), ...change })

const press = (page, name) => page.getByRole('button', { name }).first().click()

async function toAbout(page) {
  await press(page, /^about/i)
  await heading(page, /about/i)
}

/** Chooses a file with this text on the screen "about this copy". */
const choose = (page, text, name = 'contacts.json') =>
  page.getByLabel(/file/i).setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })

const summary = (page) => page.locator('.govuk-error-summary')

async function chooseGood(page) {
  await toAbout(page)
  await choose(page, GOOD)
  await assertSays(page, 'Contacts of Hazel School are in use', '1 September 2026')
}

/** Serves the page with a file beside it, named in its head. `beside` answers the request for that file. */
const withFile = (beside) => ({
  what: (url) => url.pathname === '/' || url.pathname === '/overlay.json',
  how: async (route) => {
    if (new URL(route.request().url()).pathname === '/overlay.json') return beside(route)
    const answer = await route.fetch()
    const html = (await answer.text()).replace(/(name="doorstep-overlay" content=")"/, '$1overlay.json"')
    assert.ok(html.includes('content="overlay.json"'), 'index.html has a place for the name of the file')
    return route.fulfill({ response: answer, body: html })
  },
})
const json = (text) => (route) => route.fulfill({ contentType: 'application/json', body: text })

const notLeftOut = async (page) => assert.equal(await page.locator('#left-out').count(), 0)

describe('chosen on this device', () => {
  test('the lead and the school’s contacts stand in the finding and in the record, and nothing is sent', async (t) => {
    const page = await openPage(t)
    await chooseArea(page)
    await chooseGood(page)
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'school')
    await page.goBack()
    await findOut(page, { concerns: [CONCERN] })
    const lead = page.getByRole('region', { name: /safeguarding lead/i })
    await lead.getByRole('link', { name: '0115 496 0001' }).waitFor()
    assert.match(folded(await lead.innerText()), /Jo Marsh.*Closed now.*Hazel School, its own contacts, made sure of on 1 September 2026/)
    await assertSays(page, 'Tell Jo Marsh, your safeguarding lead', 'Hazel School named Jo Marsh and School nurse', statement(CONCERN).text)
    await notLeftOut(page)
    // Whom the document says to ring is still rung first.
    assert.match(folded(await page.getByRole('region', { name: 'Ring now' }).innerText()), /Emergency Duty Team/)
    await toRecord(page)
    const record = await page.locator('textarea#record').inputValue()
    for (const words of ['Jo Marsh: 0115 496 0001', 'School nurse: 0115 496 0002', 'Tell Jo Marsh']) assert.ok(record.includes(words), words)
    assertQuiet(page)
  })

  test('they are kept over a reload, told of on the first screen, and gone once they are stopped', async (t) => {
    const page = await openPage(t)
    await chooseGood(page)
    await page.reload()
    await heading(page, /where/i)
    await assertSays(page, 'The contacts of Hazel School are in use')
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, 'Tell Jo Marsh')
    await toAbout(page)
    await press(page, /stop using them/i)
    await assertSays(page, 'None are in use')
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'school')
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), ['doorstep.area'])
    await page.goBack()
    await heading(page, FINDING)
    assert.ok(!(await said(page)).includes('Jo Marsh'))
    await page.reload()
    await heading(page, /where/i)
    assert.ok(!(await said(page)).includes('Hazel'))
    assertQuiet(page)
  })

  test('"start again" leaves them, and offers to forget them', async (t) => {
    const page = await openPage(t)
    await chooseGood(page)
    await page.goBack()
    await findOut(page, { concerns: [CONCERN] })
    await press(page, /start again/i)
    await heading(page, /where/i)
    await press(page, /see or forget them/i)
    await heading(page, /about/i)
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'school')
    await press(page, /stop using them/i)
    await assertSays(page, 'None are in use')
  })

  test('in an area that the file is not for, nothing of it is shown', async (t) => {
    const page = await openPage(t)
    await chooseGood(page)
    await page.goBack()
    await findOut(page, { area: 'Leeds', concerns: [] })
    assert.ok(!(await said(page)).includes('Jo Marsh'))
    await notLeftOut(page)
  })

  test('the engine stops in the middle: the fresh one has them too', async (t) => {
    const page = await openPage(t, {
      script: trapping('checker_check', 1),
    })
    await chooseGood(page)
    await page.goBack()
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, 'Tell Jo Marsh')
  })

  test('a file at which the engine stops is left out, and said; the finding comes all the same', async (t) => {
    const page = await openPage(t, {
      script: `
        localStorage.setItem('doorstep.contacts', ${JSON.stringify(GOOD)})
        const real = WebAssembly.instantiateStreaming
        WebAssembly.instantiateStreaming = async (...from) => {
          const { module, instance } = await real(...from)
          return { module, instance: { exports: { ...instance.exports, checker_overlay() { throw new WebAssembly.RuntimeError('unreachable') } } } }
        }`,
    })
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, statement(CONCERN).text, 'Your school’s contacts are not used here')
    await press(page, /see what is wrong/i)
    await heading(page, /about/i)
    await assertSays(page, 'The checker stopped while it read the file')
  })
})

describe('a broken file', () => {
  const broken = {
    'not JSON': ['hello', 'not valid JSON'],
    'a number too short': [changed({ dsl: { name: 'Jo', phones: ['0115'] } }), '0115', 'dsl.phones[0]', 'Write the whole number'],
    'a contact that the document does not have': [changed({ contacts: [{ replaces: 'mush', phones: ['0115 496 0003'] }] }), 'no contact `mush`', 'mash'],
    'an area that this copy does not hold': [changed({ areas: ['derbyshire'] }), 'no area `derbyshire`'],
    'thresholds': [changed({ levels: [] }), 'belongs to a threshold document'],
    'too large': [' '.repeat(200_000), 'too large'],
  }
  for (const [about, [text, ...words]] of Object.entries(broken)) {
    test(`${about}: is said beside the input and in a summary that takes the focus; the next one is taken`, async (t) => {
      const page = await openPage(t)
      await toAbout(page)
      await choose(page, text)
      await summary(page).waitFor()
      await page.waitForFunction(() => document.activeElement?.id === 'problems')
      for (const place of [summary(page), page.locator('#school-file-error')]) {
        const told = folded(await place.innerText())
        for (const word of words) assert.ok(told.toLowerCase().includes(word.toLowerCase()), `${word} in: ${told}`)
      }
      await summary(page).getByRole('link').first().click()
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'school-file')
      assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), [])
      await choose(page, GOOD)
      await assertSays(page, 'Contacts of Hazel School are in use')
      assert.equal(await summary(page).count(), 0)
    })
  }

  test('leaves the one before in use', async (t) => {
    const page = await openPage(t)
    await chooseGood(page)
    await choose(page, '{}')
    await summary(page).waitFor()
    await assertSays(page, 'Contacts of Hazel School are in use')
  })

  test('kept from before, is left out and said on the finding, which comes all the same', async (t) => {
    const page = await openPage(t, { script: () => { localStorage.setItem('doorstep.contacts', '{"name":"Hazel"}') } })
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, statement(CONCERN).text, 'Your school’s contacts are not used here')
    await press(page, /see what is wrong/i)
    await heading(page, /about/i)
    await assertSays(page, 'cannot be used', 'There is no `updated`')
    await press(page, /stop using them/i)
    await assertSays(page, 'None are in use')
  })
})

describe('beside the page', () => {
  test('is used; it can be left out on this device, and taken again', async (t) => {
    const page = await openPage(t, { spoil: withFile(json(GOOD)) })
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, 'Tell Jo Marsh')
    await toAbout(page)
    await assertSays(page, 'They come with this page')
    await press(page, /stop using them/i)
    await assertSays(page, 'None are in use')
    await page.reload()
    await findOut(page, { concerns: [CONCERN] })
    assert.ok(!(await said(page)).includes('Jo Marsh'))
    await toAbout(page)
    await press(page, /use those that come with this page/i)
    await assertSays(page, 'Contacts of Hazel School are in use')
    assertQuiet(page)
  })

  test('gives way to what this device has', async (t) => {
    const page = await openPage(t, { spoil: withFile(json(GOOD)) })
    await toAbout(page)
    await choose(page, changed({ name: 'Oak School', dsl: { name: 'Sam Reed', phones: ['0115 496 0009'] } }))
    await assertSays(page, 'Contacts of Oak School are in use', 'chosen on this device')
    await page.reload()
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, 'Tell Sam Reed')
    assert.ok(!(await said(page)).includes('Jo Marsh'))
  })

  const ways = {
    'is broken': [json('{"name":'), 'not valid JSON'],
    'is not there': [(route) => route.fulfill({ status: 404, body: 'no' }), 'overlay.json could not be read'],
    'does not come': [(route) => route.abort(), 'overlay.json could not be read'],
    'is a log-in page': [(route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }), 'not valid JSON'],
  }
  for (const [about, [how, words]] of Object.entries(ways)) {
    test(`${about}: the checker goes on without, and says so`, async (t) => {
      const page = await openPage(t, { spoil: withFile(how) })
      await findOut(page, { concerns: [CONCERN] })
      await assertSays(page, statement(CONCERN).text, 'Your school’s contacts are not used here')
      await press(page, /see what is wrong/i)
      await heading(page, /about/i)
      await assertSays(page, words)
    })
  }

  test('nothing is fetched where none is named', async (t) => {
    const page = await openPage(t)
    await toAbout(page)
    assert.deepEqual(page.watched.requests.map((request) => request.url()).filter((url) => url.includes('overlay.json')), [])
  })
})

test('axe finds nothing on any of these at any width, light and dark', async (t) => {
  const page = await openPage(t)
  await toAbout(page)
  await choose(page, changed({ dsl: { name: 'Jo', phones: ['0115'], phone: [] }, updated: 'yesterday' }))
  await summary(page).waitFor()
  await assertAccessible(page, 'a broken file')
  await choose(page, GOOD)
  await assertSays(page, 'Contacts of Hazel School are in use')
  await assertAccessible(page, 'a file in use')
  await page.goBack()
  await assertAccessible(page, 'the first screen')
  await findOut(page, { concerns: [CONCERN] })
  await assertAccessible(page, 'a finding with a lead')
  await page.evaluate(() => { localStorage.setItem('doorstep.contacts', '{}') })
  await page.reload()
  await findOut(page, { concerns: [CONCERN] })
  await assertSays(page, 'not used here')
  await assertAccessible(page, 'a finding without them')
  await toAbout(page)
  await assertSays(page, 'cannot be used')
  await assertAccessible(page, 'a kept file that is broken')
})
