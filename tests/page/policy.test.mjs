// The policy: the same in the page and in every header file, kept by a real browser, and enough for the whole journey.

import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { chromium } from 'playwright-core'
import { DIST, serve } from '../../scripts/serve.mjs'
import { headersFor } from '../../www/build/headers.js'
import { POLICY, written } from '../../www/build/policy.js'
import { packFile } from '../wasm/engine.mjs'
import { findOut, heading, pack, packs, said, statement, WHEN } from './browser.mjs'
import { headerFile, servers } from './headers.mjs'
import { moduleOfPage } from './transpiled.mjs'

const CONCERN = pack.items.find((item) => item.level === '4').id
const FRAMED = `${written(POLICY)}; frame-ancestors 'self'`

describe('the header files', () => {
  const assets = readdirSync(`${DIST}assets`).map((name) => `assets/${name}`)
  for (const [name, says] of Object.entries(servers())) {
    test(`${name} says exactly the policy, and who may frame it`, () => {
      for (const page of ['index.html', 'plain.html']) assert.equal(says(page)['Content-Security-Policy'], FRAMED, page)
      assert.equal(says('doorstep.html')['Content-Security-Policy'], "frame-ancestors 'self'")
      assert.match(headerFile(name), /'self' https:\/\/intranet\.school\.example/)
    })

    test(`${name} lets nothing be guessed, told on or kept that should not be`, () => {
      for (const path of ['index.html', 'doorstep.html', ...assets]) {
        const { 'X-Content-Type-Options': sniff, 'Referrer-Policy': referrer, 'Permissions-Policy': permissions, 'Cross-Origin-Opener-Policy': opener } = says(path)
        assert.deepEqual({ sniff, referrer, opener }, { sniff: 'nosniff', referrer: 'no-referrer', opener: 'same-origin' }, path)
        assert.match(permissions, /camera=\(\).*geolocation=\(\).*microphone=\(\)/)
        assert.ok(!/clipboard|share/.test(permissions), permissions)
      }
    })

    test(`${name}: files whose name is their contents are kept for ever, others asked for anew`, () => {
      for (const path of assets) assert.equal(says(path)['Cache-Control'], 'public, max-age=31536000, immutable', path)
      for (const path of ['index.html', 'plain.html', 'doorstep.html']) assert.equal(says(path)['Cache-Control'], 'no-cache', path)
    })

    // Static hosts know the type themselves.
    if (name !== '_headers') test(`${name}: WebAssembly has its type`, () => {
      for (const path of assets.filter((one) => one.endsWith('.wasm'))) assert.equal(says(path)['Content-Type'], 'application/wasm', path)
    })
  }

  test('the local server of these tests says what they say', () => {
    for (const path of ['index.html', assets[0]]) {
      const { 'Content-Type': _type, ...said } = servers()['nginx.conf'](path)
      assert.deepEqual(headersFor(path), said, path)
    }
  })
})

describe('under the page’s policy and the server’s', () => {
  let browser, server
  before(async () => {
    const says = servers()['nginx.conf']
    server = await serve({ headers: (path) => says(path || 'index.html') })
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium' })
  })
  after(async () => {
    await browser?.close()
    await server?.close()
  })

  async function openPage(t, path = '') {
    const context = await browser.newContext({ viewport: { width: 390, height: 720 }, locale: 'en-GB', timezoneId: 'Europe/London', serviceWorkers: 'block' })
    context.setDefaultTimeout(10_000)
    t.after(() => context.close())
    const page = await context.newPage()
    page.errors = []
    page.on('console', (message) => { if (/error|warning/.test(message.type())) page.errors.push(message.text()) })
    page.on('pageerror', (error) => page.errors.push(String(error)))
    await page.clock.setFixedTime(new Date(`${WHEN}Z`))
    const answer = await page.goto(`${server.origin}/${path}`)
    assert.equal(answer.headers()['content-security-policy']?.includes('frame-ancestors'), true)
    return page
  }

  for (const path of ['', 'doorstep.html']) {
    test(`the whole journey passes, search and record too: /${path}`, async (t) => {
      const page = await openPage(t, path)
      await findOut(page, { concerns: [CONCERN] })
      assert.ok((await said(page)).includes(statement(CONCERN).text))
      await page.getByRole('button', { name: /record|copy or print/i }).first().click()
      await heading(page, /record/i)
      await page.getByRole('link', { name: /hide/i }).click()
      await heading(page, 'Oven temperatures')
      assert.deepEqual(page.errors, [])
    })
  }

  test('another site may not frame it', async (t) => {
    const page = await openPage(t, 'plain.html')
    const other = createServer((_, answer) => { answer.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Other</title>') })
    await new Promise((resolve) => { other.listen(0, '127.0.0.1', resolve) })
    t.after(() => {
      other.close()
      other.closeAllConnections()
    })
    await page.goto(`http://127.0.0.1:${other.address().port}/`)
    const refused = page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()))
    await page.evaluate((src) => {
      const frame = document.createElement('iframe')
      frame.src = src
      document.body.append(frame)
    }, `${server.origin}/index.html`)
    await refused
  })

  for (const path of ['', 'doorstep.html']) {
    test(`text is never made into markup, nor into a script: /${path}`, async (t) => {
      const page = await openPage(t, path)
      await heading(page, /where/i)
      const outcome = await page.evaluate(async () => {
        // What the test itself runs may do more than the page, until it has waited.
        await new Promise((resolve) => { setTimeout(resolve, 0) })
        const tried = (what) => {
          try {
            what()
            return 'done'
          } catch (error) {
            return error.name
          }
        }
        return {
          innerHTML: tried(() => { document.createElement('div').innerHTML = '<b>x</b>' }),
          outerHTML: tried(() => { document.body.appendChild(document.createElement('div')).outerHTML = '<b>x</b>' }),
          insert: tried(() => { document.body.insertAdjacentHTML('beforeend', '<b>x</b>') }),
          source: tried(() => { document.createElement('script').src = 'x.js' }),
          script: tried(() => { document.createElement('script').textContent = 'x' }),
          parser: tried(() => { new DOMParser().parseFromString('<b>x</b>', 'text/html') }),
          policy: tried(() => { trustedTypes.createPolicy('mine', {}) }),
          eval: tried(() => { (0, eval)('1') }),
        }
      })
      const { policy, eval: evaluated, ...sinks } = outcome
      for (const [name, how] of Object.entries(sinks)) assert.equal(how, 'TypeError', name)
      assert.equal(policy, 'TypeError')
      assert.notEqual(evaluated, 'done')
    })
  }
})

describe('links', () => {
  const KEYS = { phone: 'tel', phones: 'tel', email: 'mail', emails: 'mail', web: 'web', webs: 'web', read_at: 'web' }
  const SCHEMES = { tel: /^tel:\+?\d{3,15}$/, mail: /^mailto:[^\s@<>?&"%]+@[^\s@<>?&"%]+$/, web: /^https:\/\/[^\s@]+$/ }

  /** Everything in a pack that can become a link, by kind. */
  function* printed(value, kind) {
    if (typeof value === 'string') {
      if (kind) yield [kind, value]
    } else if (Array.isArray(value)) for (const one of value) yield* printed(one, kind)
    else if (value !== null && typeof value === 'object') for (const [key, inner] of Object.entries(value)) yield* printed(inner, KEYS[key] ?? (key === '=' ? kind : undefined))
  }

  for (const { id } of packs()) {
    test(`of ${id} go to https, tel and mailto addresses that the document prints, and nowhere else`, async () => {
      const links = await moduleOfPage('src/links.ts')
      const all = [...printed(JSON.parse(packFile(id)))].filter(([, text]) => !text.startsWith('='))
      assert.ok(all.filter(([kind]) => kind === 'tel').length >= 2, `${all.length} addresses`)
      for (const [kind, text] of all) {
        const link = links[kind](text)
        if (link !== undefined) assert.match(link, SCHEMES[kind], text)
        if (kind === 'web') assert.equal(link?.replace(/^https:\/\//, '').replace(/\/$/, ''), text.replace(/^https?:\/\//, '').replace(/\/$/, ''))
      }
    })
  }

  test('a page printed with http is asked for in secret; what is no page is no link', async () => {
    const { web, tel, mail } = await moduleOfPage('src/links.ts')
    assert.equal(web('http://www.example.org/a'), 'https://www.example.org/a')
    for (const text of ['javascript:alert(1)', 'data:text/html,x', 'ftp://x.org', '//x.org', 'https://jo:secret@x.org/', 'file:///etc', ' https://x.org', 'Level 4']) assert.equal(web(text), undefined, text)
    for (const text of ['javascript:1', '0115 496 0001;phone-context=x', 'call me', '999999999999999999']) assert.equal(tel(text), undefined, text)
    for (const text of ['a@b.org?bcc=x@y.org', 'a@b.org&body=x', 'a b@c.org', 'a@b.org,x@y.org']) assert.equal(mail(text), undefined, text)
  })

  test('no module of the page makes an address of anything but through links.ts', () => {
    const files = readdirSync(new URL('../../www/src/', import.meta.url), { recursive: true }).filter((name) => name.endsWith('.ts') && name !== 'links.ts')
    for (const name of files) {
      const text = readFileSync(new URL(`../../www/src/${name}`, import.meta.url), 'utf8')
      assert.ok(!/[`'"](tel|mailto|https?):[^`'"]*\$\{/.test(text), `${name} builds an address`)
      for (const [, href] of text.matchAll(/href="([^"$]*)"/g)) assert.match(href, /^(tel:999|tel:112|#[\w-]*|\.\/[\w./-]*|https:\/\/[\w./-]+)$/, `${name}: ${href}`)
      for (const [, expression] of text.matchAll(/href=["]?\$\{([^}]*)\}/g)) assert.ok(!/entered|looking|notes|answers/.test(expression), `${name}: ${expression}`)
    }
  })
})
