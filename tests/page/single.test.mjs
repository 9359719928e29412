// Everything in one file: opened from a folder, as from a USB stick, with no network at all.

import assert from 'node:assert/strict'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { DIST } from '../../scripts/serve.mjs'
import { chooseArea, findOut, folded, heading, ownWords, pack, packs, said, statement } from './browser.mjs'
import { onToFinding, open, press, saysIn, useFrames } from './frames.mjs'

useFrames()

const FILE = `${DIST}doorstep.html`
const CONCERN = pack.items.find((item) => item.level === '4').id
let stick

before(() => {
  stick = mkdtempSync(join(tmpdir(), 'stick '))
  copyFileSync(FILE, join(stick, 'doorstep.html'))
})
after(() => { rmSync(stick, { recursive: true, force: true }) })

const url = (more = '', name = 'doorstep.html') => pathToFileURL(join(stick, name)).href + more
const insert = (t, { more, name, ...options } = {}) => open(t, url(more, name), { offline: true, ...options })

/** Nothing was asked of anybody, and nothing went wrong. */
function quiet(page) {
  assert.deepEqual(page.watched.errors, [])
  assert.deepEqual(page.watched.warnings, [])
  for (const request of page.watched.requests) assert.ok(request === 'about:blank' || request.split('#')[0] === url() || request.startsWith('blob:'), request)
}

test('is under 1.5 MB', (t) => {
  const { size } = statSync(FILE)
  t.diagnostic(`${(size / 1e6).toFixed(2)} MB`)
  assert.ok(size < 1_500_000, `${size} bytes`)
})

test('its policy allows this one script and this one style, by hash, and no address at all', () => {
  const page = readFileSync(FILE, 'utf8')
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)[1]
  const rules = Object.fromEntries(policy.split('; ').map((rule) => rule.split(' ')).map(([name, ...from]) => [name, from]))
  const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  const [, script] = /<script type="module">([\s\S]*?)<\/script>/.exec(page)
  const [, style] = /<style>([\s\S]*?)<\/style>/.exec(page)
  assert.deepEqual(rules, {
    'default-src': ["'none'"],
    'script-src': [hash(script), "'wasm-unsafe-eval'"],
    'style-src': [hash(style)],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'require-trusted-types-for': ["'script'"],
    'trusted-types': ['lit-html', 'doorstep'],
  })
  assert.ok(page.indexOf('Content-Security-Policy') < page.indexOf('<script'))
})

describe('opened from a folder, with no network', () => {
  test('the whole way: search in one’s own words, finding, record saved and printed, hide, and home again', async (t) => {
    const page = await insert(t)
    await findOut(page, { concerns: [CONCERN] })
    await saysIn(page, statement(CONCERN).text)
    assert.ok((await page.locator('a[href^="tel:0"]').count()) > 0)
    await press(page, /record|copy or print/i)
    await heading(page, /record/i)
    assert.ok((await page.locator('textarea#record').inputValue()).includes(statement(CONCERN).text))
    const saving = page.waitForEvent('download')
    await press(page, /save as text/i)
    const saved = await saving
    assert.ok(readFileSync(await saved.path(), 'utf8').includes(statement(CONCERN).text))
    await page.emulateMedia({ media: 'print' })
    assert.ok((await page.pdf()).length > 5000)
    await page.emulateMedia({ media: 'screen' })
    await page.getByRole('link', { name: /hide/i }).click()
    await heading(page, 'Oven temperatures')
    const dull = await said(page)
    for (const word of [statement(CONCERN).text, 'level', 'safeguarding', 'doorstep', '999']) assert.ok(!dull.toLowerCase().includes(word.toLowerCase()), dull)
    await page.goBack()
    assert.ok(!(await said(page)).includes(statement(CONCERN).text))
    await page.goto(url())
    await heading(page, /where/i)
    quiet(page)
  })

  test('hidden, "Home" starts afresh', async (t) => {
    const page = await insert(t)
    await findOut(page, { concerns: [CONCERN] })
    await page.getByRole('link', { name: /hide/i }).click()
    await page.getByRole('link', { name: 'Home' }).click()
    await heading(page, /where/i)
    assert.ok(!(await said(page)).includes(statement(CONCERN).text))
    quiet(page)
  })

  test('everyday words find statements', async (t) => {
    const page = await insert(t)
    await findOut(page, { concerns: [], arrives: false, visit: async (screen) => {
      if (screen !== 'concerns') return
      await ownWords(page).fill('he is always hungry and steals food from other children')
      await page.getByRole('checkbox').first().waitFor()
    } })
    quiet(page)
  })

  test('every area is in it', async (t) => {
    for (const edition of packs().filter((one) => one.current)) {
      const page = await insert(t)
      await heading(page, /where/i)
      await findOut(page, { area: edition.area_name, concerns: [] })
      await saysIn(page, edition.short_title)
      quiet(page)
    }
  })

  test('settings behind the # hold here too', async (t) => {
    const page = await insert(t, { more: '#area=nottinghamshire&lock&dsl-name=Jo%20Marsh&dsl-phone=0115%20496%200001' })
    await onToFinding(page, CONCERN)
    await saysIn(page, 'Tell Jo Marsh')
    assert.equal(page.url(), url())
    quiet(page)
  })

  test('the numbers to ring are there before any script, and where none runs', async (t) => {
    const page = await insert(t, { javaScriptEnabled: false })
    await saysIn(page, '999', 'Nottinghamshire')
    assert.ok((await page.locator('a[href^="tel:"]').count()) > 4)
  })

  test('looks as the page does at 320 px, and nothing is wider than the screen', async (t) => {
    const page = await insert(t, { width: 320 })
    await chooseArea(page).catch(() => {})
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    assert.equal(over, 0)
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.door-header')).backgroundColor), 'rgb(23, 50, 77)')
  })
})

describe('a file that has lost something on the way', () => {
  const broken = {
    'a letter of a document is another one': (text) => text.replace(/(id="file:nottinghamshire\/v9\.json">.{20000})(.)/, (_, before, letter) => before + (letter === 'A' ? 'B' : 'A')),
    'a document is cut off': (text) => text.replace(/(id="file:nottinghamshire\/v9\.json">.{20000})[^<]*/, '$1'),
    'a document is missing': (text) => text.replace(/<script type="application\/octet-stream" id="file:nottinghamshire\/v9\.json">[^<]*<\/script>/, ''),
  }
  for (const [about, how] of Object.entries(broken)) {
    test(`${about}: says so and shows the numbers; nothing wrong is shown`, async (t) => {
      const text = readFileSync(FILE, 'utf8')
      const spoilt = how(text)
      assert.notEqual(spoilt, text)
      writeFileSync(join(stick, 'spoilt.html'), spoilt)
      const page = await insert(t, { name: 'spoilt.html' })
      await heading(page, /where/i)
      const name = /^(go on with )?Nottinghamshire/i
      await page.getByRole('radio', { name }).or(page.getByRole('button', { name })).first().click()
      await saysIn(page, 'could not be opened', about.includes('missing') ? 'has no nottinghamshire/v9.json' : 'damaged', '999')
      assert.ok(await page.locator('#numbers').evaluate((details) => details.open), folded(await said(page)))
    })
  }
})
