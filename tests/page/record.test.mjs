// The record: words that go where the practitioner puts them, after a warning where another app gets them; and answers as a
// file that the command line reads.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { repo } from '../wasm/engine.mjs'
import { assertAccessible } from './accessible.mjs'
import { assertQuiet, assertSays, back, FINDING, folded, findOut, heading, openPage, ownWords, pack, said, toRecord, useBrowser } from './browser.mjs'
import { disagreementOf, findingOf, openFinding, recordOf, statementsAt } from './given.mjs'

useBrowser()

const NOTTS = 'nottinghamshire/v9'
const GIVEN = { pack: NOTTS, local_authority: 'nottinghamshire', age: { years: 9 }, concerns: statementsAt(NOTTS, '2', '4'), when: '2026-11-18T10:00' }

/** A phone that shares: what it is given is written down. `how` is what becomes of it. */
const sharing = (how) => `
  globalThis.shared = []
  Object.defineProperty(Navigator.prototype, 'share', { configurable: true, value: async (data) => { shared.push(data); ${how} } })
`

const press = (page, name) => page.getByRole('button', { name }).click()
const saved = async (page, name) => {
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, name)])
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
}

test('the first touch of share warns, the second shares: the record’s words alone', async (t) => {
  const page = await openFinding(t, GIVEN, { script: sharing('') })
  await toRecord(page)
  await press(page, 'Share')
  await assertSays(page, 'Sharing puts it in another app')
  assert.deepEqual(await page.evaluate(() => globalThis.shared), [], 'nothing is shared before the warning')
  await press(page, 'Share it now')
  await assertSays(page, 'Handed to the app that you chose')
  assert.deepEqual(await page.evaluate(() => globalThis.shared), [{ text: recordOf(GIVEN) }])
  assertQuiet(page)
})

test('whoever closes the sheet of apps has shared nothing, and is told so; where sharing fails, that is said', async (t) => {
  const page = await openFinding(t, GIVEN, { script: sharing("throw new DOMException('closed', shared.length > 1 ? 'NotAllowedError' : 'AbortError')") })
  await toRecord(page)
  await press(page, 'Share')
  await press(page, 'Share it now')
  await assertSays(page, 'Not shared.')
  await press(page, 'Share it now')
  await assertSays(page, 'could not share it. Copy it instead')
  assertQuiet(page)
})

test('another finding is warned of again', async (t) => {
  const page = await openFinding(t, GIVEN, { script: sharing('') })
  await toRecord(page)
  await press(page, 'Share')
  await page.getByRole('button', { name: 'Share it now' }).waitFor()
  await back(page, FINDING)
  await page.getByRole('button', { name: /refuse/i }).first().click()
  await page.getByText('Answered.').waitFor({ state: 'attached' })
  await toRecord(page)
  await page.getByRole('button', { name: 'Share', exact: true }).waitFor()
  assert.equal(await page.getByText('Sharing puts it').count(), 0)
})

test('a browser that cannot share offers no such button', async (t) => {
  const page = await openFinding(t, GIVEN, { script: 'delete Navigator.prototype.share' })
  await toRecord(page)
  assert.equal(await page.getByRole('button', { name: /share/i }).count(), 0)
})

test('the saved answers give the same finding on the command line, and the saved text is the record', async (t) => {
  // What the page itself gathered, not a case put in its place.
  const concerns = statementsAt(NOTTS, '2', '4')
  const page = await openPage(t, { when: GIVEN.when })
  await findOut(page, { concerns })
  await toRecord(page)
  const { name, text } = await saved(page, /save the answers/i)
  assert.equal(name, 'case.json')
  const answers = JSON.parse(text)
  assert.deepEqual(answers.concerns, concerns)
  const run = execFileSync('cargo', ['run', '--quiet', '--', 'check', '--case', '-', '--json'], { cwd: repo, input: text, encoding: 'utf8' })
  assert.deepEqual(JSON.parse(run), findingOf(answers))
  const record = recordOf(answers)
  assert.equal(await page.getByRole('textbox', { name: 'The words', exact: true }).inputValue(), record)
  assert.equal((await saved(page, /save as text/i)).text, record)
  assertQuiet(page)
})

test('gone to by the browser’s own forward after an answer was changed, the record and the finding are for the answers as they are', async (t) => {
  const [low, high] = ['2', '4'].map((level) => pack.items.find((item) => item.level === level && !item.ages))
  const page = await openPage(t)
  await findOut(page, { concerns: [low.id] })
  await toRecord(page)
  const words = page.getByRole('textbox', { name: /^the words$/i })
  assert.ok((await words.inputValue()).includes('at least Level 2'))
  await back(page, FINDING)
  await back(page, /worries/i)
  await ownWords(page).fill(high.text)
  await page.getByRole('checkbox', { name: high.text }).first().check()
  await page.evaluate(() => { history.go(2) })
  await heading(page, /record/i)
  const now = await words.inputValue()
  assert.ok(now.includes('at least Level 4') && now.includes(high.text) && now.includes(low.text), now)
  const { concerns } = JSON.parse((await saved(page, /save the answers/i)).text)
  assert.deepEqual(concerns.toSorted(), [low.id, high.id].toSorted())
  await back(page, FINDING)
  await assertSays(page, 'at least Level 4', high.text)
  assertQuiet(page)
})

test('notes are for paper: on no other way out, and seen by axe like the rest', async (t) => {
  const page = await openFinding(t, GIVEN, { script: sharing(''), permissions: ['clipboard-read', 'clipboard-write'] })
  await toRecord(page)
  const canary = 'Zebra canary 4711'
  await page.getByLabel(/your notes/i).fill(canary)
  await press(page, 'Copy the record')
  await assertSays(page, 'Copied')
  await press(page, 'Share')
  await press(page, 'Share it now')
  const out = [
    await page.evaluate(() => navigator.clipboard.readText()),
    (await saved(page, /save as text/i)).text,
    (await saved(page, /save the answers/i)).text,
    await page.evaluate(() => JSON.stringify(globalThis.shared)),
  ]
  for (const one of out) assert.ok(one.length > 100 && !one.includes('Zebra'), one.slice(0, 80))
  await page.emulateMedia({ media: 'print' })
  assert.ok(folded(await said(page)).includes(canary), 'the notes are on paper')
  await page.emulateMedia({ media: 'screen' })
  await assertAccessible(page, 'a record with notes')
})

for (const id of ['nottinghamshire/v9', 'llr/2021', 'llr/2019-draft', 'llr/2016', 'leeds/2013']) {
  test(`${id}: words to question a decision with are the engine’s, and are copied apart from the record`, async (t) => {
    const given = { pack: id, age: { years: 9 }, when: GIVEN.when }
    const page = await openFinding(t, given, { permissions: ['clipboard-read', 'clipboard-write'] })
    await toRecord(page)
    const expected = disagreementOf(given)
    assert.match(expected, /in writing/)
    const section = page.getByRole('region', { name: /if you disagree/i })
    assert.equal(await section.getByRole('textbox').inputValue(), expected)
    await section.getByRole('button', { name: /copy/i }).click()
    await assertSays(page, 'Copied')
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), expected)
    assertQuiet(page)
  })
}
