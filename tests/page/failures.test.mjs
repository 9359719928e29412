// Whatever breaks on the way, the page is never blank: it says so in words and shows 999 and the document's own numbers.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { assertAccessible } from './accessible.mjs'
import { assertSays, back, chooseArea, findOut, heading, openPage, pack, said, statement, toRecord, useBrowser, trapping } from './browser.mjs'

useBrowser()

const IN_WORDS = /could not|cannot|can’t|can't|did not|does not|stopped|not start|turned off|without/i
const NUMBERS = ['999', '0300 500 80 90']
const CONCERN = pack.items.find((item) => item.level === '3').id

const abort = (route) => route.abort()
const answer = (status, contentType, body) => (route) => route.fulfill({ status, contentType, body })
const garbage = Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 73) % 256))
const portal = '<!doctype html><title>Guest wifi</title><p>Please log in to go on'

/** It is said in words, with numbers to press. Where scripts run, there is a way to try again. */
async function assertHelps(page, { scripts = true } = {}) {
  if (scripts) await page.getByRole('button', { name: /try again|reload/i }).first().waitFor()
  await assertSays(page, IN_WORDS, ...NUMBERS)
  for (const number of NUMBERS) {
    const link = page.locator(`a[href="tel:${number.replace(/ /g, '')}"]`).first()
    assert.ok(await link.isVisible(), `${number} is not a link to press`)
  }
}

describe('the engine cannot start', () => {
  const spoilt = {
    'its file does not come': abort,
    'its file is not there': answer(404, 'text/plain', 'not found'),
    'its file is garbage': answer(200, 'application/wasm', garbage),
    'its file is empty': answer(200, 'application/wasm', ''),
    'its file is a log-in page': answer(200, 'text/html', portal),
    'its file is cut short': async (route) => {
      const whole = await (await route.fetch()).body()
      await route.fulfill({ status: 200, contentType: 'application/wasm', body: whole.subarray(0, whole.length >> 1) })
    },
  }
  for (const [about, how] of Object.entries(spoilt)) {
    test(about, async (t) => assertHelps(await openPage(t, { spoil: { what: '**/*.wasm', how } })))
  }

  test('there is no WebAssembly', async (t) => {
    await assertHelps(await openPage(t, { script: () => { delete globalThis.WebAssembly } }))
  })

  test('once it comes, "try again" goes on, with what was entered', async (t) => {
    let broken = true
    const page = await openPage(t, { spoil: { what: '**/*.wasm', how: (route) => (broken ? route.abort() : route.continue()) } })
    await assertHelps(page)
    broken = false
    await page.getByRole('button', { name: /try again/i }).click()
    await heading(page, /where/i)
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, statement(CONCERN).text)
  })
})

describe('the engine stops in the middle', () => {
  test('once: a fresh one answers, and nobody notices', async (t) => {
    const page = await openPage(t, { script: trapping('checker_check', 1) })
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, statement(CONCERN).text)
    assert.ok(!(await said(page)).match(/the checker (stopped|could not)/i))
  })

  test('for good: it says so, and the answers are still there', async (t) => {
    const page = await openPage(t, { script: trapping('checker_check', 1000) })
    await findOut(page, { concerns: [CONCERN], arrives: false })
    await assertHelps(page)
    await assertAccessible(page, 'the engine stopped')
    await back(page, /worries|concern/i)
    await assertSays(page, statement(CONCERN).text)
  })
})

describe('each part of the engine stops once: a fresh one takes its place, and the case is kept', () => {
  const [asked, ringing] = [statement(CONCERN).text, /level 3/i]
  test('while the record is written', async (t) => {
    const page = await openPage(t, { script: trapping('checker_record', 1) })
    await findOut(page, { concerns: [CONCERN] })
    await toRecord(page)
    assert.match(await page.getByRole('textbox', { name: /words|record/i }).first().inputValue(), ringing)
    await back(page, /./)
    await assertSays(page, asked)
  })

  test('for good while the record is written: it says so, and the finding is still there', async (t) => {
    const page = await openPage(t, { script: trapping('checker_record', 1000) })
    await findOut(page, { concerns: [CONCERN] })
    await page.getByRole('button', { name: /record|copy or print/i }).click()
    await assertHelps(page)
    await page.goBack()
    await assertSays(page, asked, ringing)
  })

  test('while a pack is opened', async (t) => {
    const page = await openPage(t, { script: trapping('checker_new', 1) })
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, asked, ringing)
  })

  test('while a school’s contacts are laid over it', async (t) => {
    const contacts = JSON.stringify({ name: 'Hazel School', updated: '2026-09-01', dsl: { name: 'Jo Ash', phones: ['0115 496 0002'] } })
    const page = await openPage(t, {
      script: `${trapping('checker_overlay', 1)}; localStorage.setItem('doorstep.contacts', ${JSON.stringify(contacts)})`,
    })
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, asked, ringing)
  })

  test('while somebody searches', async (t) => {
    const page = await openPage(t, { script: trapping('finder_find', 1) })
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, asked, ringing)
    assert.ok(!(await said(page)).match(/could not be loaded/i))
  })
})

describe('a part of the page does not come', () => {
  const parts = {
    'the pack': '**/assets/v9-*.json',
    'a script': '**/*.js',
    'the look': '**/*.css',
  }
  const ways = { 'does not come': abort, 'is not there': answer(404, 'text/plain', 'no'), 'is a log-in page': answer(200, 'text/html', portal) }
  for (const [part, what] of Object.entries(parts)) {
    for (const [about, how] of Object.entries(ways)) {
      test(`${part} ${about}`, async (t) => {
        const page = await openPage(t, { spoil: { what, how } })
        if (part === 'the pack') await chooseArea(page)
        if (part === 'the look') {
          // Plain, but whole.
          await findOut(page, { concerns: [CONCERN] })
          await assertSays(page, statement(CONCERN).text)
        } else await assertHelps(page, { scripts: part !== 'a script' })
      })
    }
  }

  test('scripts are blocked', async (t) => {
    await assertHelps(await openPage(t, { javaScriptEnabled: false }), { scripts: false })
  })

  test('an error that nobody thought of is said too', async (t) => {
    const page = await openPage(t, { script: () => { history.pushState = undefined } })
    await chooseArea(page)
    await assertHelps(page, { scripts: false })
  })
})

describe('an old or strict browser', () => {
  test('keeps no storage: the page works', async (t) => {
    const page = await openPage(t, {
      script: () => {
        for (const name of ['localStorage', 'sessionStorage']) {
          Object.defineProperty(globalThis, name, { get() { throw new DOMException('denied', 'SecurityError') } })
        }
      },
    })
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, statement(CONCERN).text)
  })

  test('cannot compile while it downloads: the page works', async (t) => {
    const page = await openPage(t, { script: () => { delete WebAssembly.instantiateStreaming } })
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, statement(CONCERN).text)
  })

  test('is given the engine with the wrong content type: the page works', async (t) => {
    const page = await openPage(t, {
      spoil: {
        what: '**/*.wasm',
        how: async (route) => route.fulfill({ response: await route.fetch(), contentType: 'application/octet-stream' }),
      },
    })
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, statement(CONCERN).text)
  })
})
