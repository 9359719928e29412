// With the server stopped, everything still works; and what the page says about that is true, also where nothing is kept.

import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { assertAccessible } from './accessible.mjs'
import { assertQuiet, assertSays, findOut, folded, heading, pack, said, statement, toRecord, trapping } from './browser.mjs'
import { device, evict, foot, isReady, keptAddresses, keptOn, tab, until, useBrowserThatKeeps } from './offline.mjs'
import { copyOfPage, keptFiles, SPOILT, stoppable } from './server.mjs'

useBrowserThatKeeps()

const CONCERN = pack.items.find((item) => item.level === '4').id
const START = /where/i

/** Serves the page; stopped when the test is over. */
async function server(t, options) {
  const one = await stoppable(options)
  t.after(() => one.stop())
  return one
}

const withOverlay = (name, contacts) => copyOfPage(async (folder) => {
  const start = join(folder, 'index.html')
  const named = (await readFile(start, 'utf8')).replace('name="doorstep-overlay" content=""', `name="doorstep-overlay" content="${name}"`)
  // As an editor on Windows saves it.
  await writeFile(start, named.replaceAll('\n', '\r\n'))
  await writeFile(join(folder, name), JSON.stringify(contacts))
})

const SCHOOL = { name: 'Hazel School', updated: '2026-09-01', dsl: { name: 'Jo Marsh', phones: ['0115 496 0001'] } }

/** Waits until the start page that is kept names this file of contacts. */
const startNames = (page, file) => until(page, async (file) => {
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) {
      if (request.url.includes('index.html') && (await (await caches.match(request, { cacheName: name })).text()).includes(`name="doorstep-overlay" content="${file}"`)) return true
    }
  }
  return false
}, file)

const about = async (page) => {
  await page.getByRole('button', { name: 'About this copy' }).click()
  await heading(page, /about/i)
}

describe('with the server stopped', () => {
  test('the whole journey: search, finding, record, copy, print', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at, { permissions: ['clipboard-read', 'clipboard-write'] })
    await at.stop()
    await page.reload()
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, statement(CONCERN).text)
    await page.emulateMedia({ media: 'print' })
    await assertSays(page, statement(CONCERN).text)
    await page.emulateMedia({ media: 'screen' })
    await toRecord(page)
    await page.getByRole('button', { name: /copy/i }).first().click()
    await assertSays(page, /copied/i)
    assert.ok((await page.evaluate(() => navigator.clipboard.readText())).includes(statement(CONCERN).text))
    await about(page)
    await assertSays(page, 'Ready to work offline', `All ${(await keptFiles()).length} files of this page are kept`)
    assertQuiet(page)
  })

  test('every area, and search in each, though none had been opened before', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at)
    await at.stop()
    for (const area of ['Leicester', 'Leeds', 'Nottinghamshire']) {
      await page.reload()
      await findOut(page, { area, concerns: [] })
    }
    assertQuiet(page)
  })

  test('it starts from the folder and from index.html; an address with something behind it leads to the start', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at)
    await at.stop()
    for (const path of ['', 'index.html']) {
      await page.goto(at.address + path)
      await heading(page, START)
      assert.equal(page.url(), at.address + path)
    }
    for (const path of ['?from=a-bookmark', 'read/llr-2021.html']) {
      await page.goto(at.address + path)
      await heading(page, START)
      assert.equal(page.url(), at.address)
    }
  })

  test('parameters are never ignored: with a network, such an address is asked for', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at)
    at.log.length = 0
    await page.goto(`${at.address}?from=a-bookmark`)
    await heading(page, START)
    assert.ok(at.log.some(({ url }) => url === '/?from=a-bookmark'))
  })

  test('hide leads to the plain page, and home leads back', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at)
    await at.stop()
    await page.reload()
    await isReady(page)
    await page.context().setOffline(true)
    await findOut(page, { concerns: [CONCERN] })
    await page.getByRole('link', { name: /hide/i }).click()
    await page.waitForURL('**/plain.html')
    await assertSays(page, 'Oven temperatures', 'Settings differ between ovens')
    assert.equal(await page.getByRole('table').evaluate((table) => getComputedStyle(table).borderCollapse), 'collapse')
    await page.getByRole('link', { name: 'Home' }).click()
    await heading(page, START)
    assert.ok(!(await said(page)).includes(statement(CONCERN).text))
  })

  test('where the plain page is not kept, hide still hides', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at)
    await at.stop()
    await evict(page, 'plain.html')
    await page.reload()
    await foot(page).getByText('are missing').or(foot(page).getByText('is missing')).waitFor()
    await page.context().setOffline(true)
    await page.getByRole('link', { name: /hide/i }).click()
    await assertSays(page, 'Oven temperatures')
    assert.ok(!(await said(page)).match(/doorstep|safeguarding/i))
  })

  test('an engine that stops is said in words, with numbers', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at, { script: trapping('checker_check', 1000) })
    await at.stop()
    await page.reload()
    await findOut(page, { concerns: [CONCERN], arrives: false })
    await page.getByRole('button', { name: /try again/i }).waitFor()
    await assertSays(page, '999', '0300 500 80 90')
  })

  test('under /some/deep/path/, and nothing above it is touched', async (t) => {
    const at = await server(t, { path: '/some/deep/path/' })
    const page = await keptOn(t, at)
    const scopes = await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).map((one) => one.scope))
    assert.deepEqual(scopes, [at.address])
    assert.deepEqual(at.log.filter(({ url }) => !url.startsWith('/some/deep/path/')), [])
    await at.stop()
    await page.reload()
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, statement(CONCERN).text)
    assertQuiet(page)
  })

  for (const [about_, when, words] of [['ahead', '2028-11-20T16:45', /more than six months old/], ['behind', '2024-11-20T16:45', /that day has not come yet/]]) {
    test(`on a device whose clock is two years ${about_}; and About says what is odd`, async (t) => {
      const at = await server(t)
      const page = await keptOn(t, at, { when })
      await at.stop()
      await page.reload()
      await isReady(page)
      await findOut(page, { concerns: [CONCERN] })
      await assertSays(page, statement(CONCERN).text)
      await about(page)
      await assertSays(page, words)
      assertQuiet(page)
    })
  }
})

describe('a school’s own contacts beside the page', () => {
  test('are there with the server stopped, and About says from when', async (t) => {
    const at = await server(t, { root: await withOverlay('overlay.json', SCHOOL) })
    const page = await keptOn(t, at)
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, 'Jo Marsh')
    await at.stop()
    await page.reload()
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, 'Jo Marsh', '0115 496 0001')
    await about(page)
    await assertSays(page, 'Hazel School', 'They are as they were on 20 November 2026')
  })

  test('are as they are now where there is a network; a log-in page does not take their place', async (t) => {
    const root = await withOverlay('overlay.json', SCHOOL)
    const at = await server(t, { root })
    const page = await keptOn(t, at)
    at.spoil.set('overlay.json', SPOILT['answered by a log-in page with status 200'])
    await page.reload()
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, 'Jo Marsh')
    at.spoil.clear()
    await writeFile(join(root, 'overlay.json'), JSON.stringify({ ...SCHOOL, dsl: { name: 'Sam Reed', phones: ['0115 496 0009'] } }))
    await page.reload()
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, 'Sam Reed')
    await at.stop()
    await page.reload()
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, 'Sam Reed')
  })

  test('taken away from the server, they are used no more, with or without a network', async (t) => {
    const root = await withOverlay('overlay.json', SCHOOL)
    const at = await server(t, { root })
    const page = await keptOn(t, at)
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, 'Jo Marsh')
    at.spoil.set('overlay.json', SPOILT['answered with 404'])
    for (const stop of [false, true]) {
      if (stop) await at.stop()
      await page.reload()
      await findOut(page, { concerns: [CONCERN] })
      await assertSays(page, statement(CONCERN).text)
      assert.ok(!(await said(page)).includes('Jo Marsh'))
    }
  })

  test('named in the start page after it was kept, they come at the next start', async (t) => {
    const root = await copyOfPage()
    const at = await server(t, { root })
    const page = await keptOn(t, at)
    at.root = await withOverlay('overlay.json', SCHOOL)
    await page.reload()
    await isReady(page)
    await startNames(page, 'overlay.json')
    await page.reload()
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, 'Jo Marsh')
  })
})

describe('what is kept is looked up, never remembered', () => {
  test('it is not called ready while one file has not come, and is once it has', async (t) => {
    const at = await server(t)
    const page = await tab(await device(t), at)
    await foot(page).getByText(/./).first().waitFor()
    let letGo
    const held = new Promise((resolve) => { letGo = resolve })
    // Nothing but the worker's list asks for it.
    at.spoil.set('icon-192.png', async (response, bytes, type) => {
      await held
      response.writeHead(200, { 'Content-Type': type }).end(bytes)
    })
    await page.waitForTimeout(1500)
    const before = await foot(page).innerText()
    letGo()
    await isReady(page)
    assert.match(before, /getting ready/i)
  })

  test('what was evicted is fetched again where there is a network', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at)
    assert.equal(await evict(page, 'search-'), 1)
    await page.reload()
    await isReady(page)
    await at.stop()
    await page.reload()
    await isReady(page)
    await findOut(page, { concerns: [CONCERN] })
  })

  test('what was evicted is said where there is none, and the rest works', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at)
    await at.stop()
    assert.equal(await evict(page, '2013-'), 1)
    await page.reload()
    await foot(page).getByText(`1 of ${(await keptFiles()).length} files is missing on this device. Connect once.`).waitFor()
    await assertAccessible(page, 'a file is missing')
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, statement(CONCERN).text)
  })

  test('a file with other bytes is found out in About, and mended', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at)
    const spoil = () => page.evaluate(async () => {
      for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const request of await cache.keys()) if (request.url.includes('/v9-')) await cache.put(request, new Response('{}'))
      }
    })
    await spoil()
    await at.stop()
    await about(page)
    await assertSays(page, `1 of ${(await keptFiles()).length} files is missing`)
    await at.start()
    await page.reload()
    await about(page)
    // That a file of this name is there was known before its bytes were compared.
    await until(page, async () => {
      const kept = await Promise.all((await caches.keys()).map(async (name) => {
        const cache = await caches.open(name)
        return Promise.all((await cache.keys()).filter(({ url }) => url.includes('/v9-')).map(async (request) => (await cache.match(request)).text()))
      }))
      return kept.flat().every((text) => text !== '{}')
    })
    await isReady(page)
    await at.stop()
    await page.reload()
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, statement(CONCERN).text)
  })

  test('all of it cleared with the worker: the open tab goes on, and the next start keeps it again', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at)
    await page.evaluate(async () => {
      for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister()
      for (const name of await caches.keys()) await caches.delete(name)
    })
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, statement(CONCERN).text)
    await page.reload()
    await isReady(page)
    await at.stop()
    await page.reload()
    await isReady(page)
  })

  test('the files evicted while the start page is not, and a log-in page in between: nothing wrong is kept', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at)
    await evict(page, '2013-')
    at.spoil.set('*', SPOILT['answered by a log-in page with status 200'])
    await page.reload()
    await foot(page).getByText('is missing on this device').waitFor()
    at.spoil.clear()
    await page.reload()
    await isReady(page)
  })
})

describe('where it cannot be kept, it works, and says that it is not kept', () => {
  const NOT_KEPT = 'Not kept on this device'
  const works = async (page) => {
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, statement(CONCERN).text)
  }

  test('service workers are blocked', async (t) => {
    const page = await tab(await device(t, { serviceWorkers: 'block' }), await server(t))
    await foot(page).getByText(NOT_KEPT).waitFor()
    await works(page)
    await about(page)
    await assertSays(page, 'This browser keeps no pages, or not in this window')
  })

  test('the browser has none, as in some private windows', async (t) => {
    const context = await device(t, { script: () => { delete Navigator.prototype.serviceWorker } })
    const page = await tab(context, await server(t))
    await foot(page).getByText(NOT_KEPT).waitFor()
    await works(page)
    assertQuiet(page)
  })

  test('the browser refuses to register one', async (t) => {
    const context = await device(t, { script: () => { ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('no', 'SecurityError')) } })
    const page = await tab(context, await server(t))
    await foot(page).getByText(NOT_KEPT).waitFor()
    await works(page)
  })

  test('there is no sw.js on the server', async (t) => {
    const at = await server(t)
    at.spoil.set('sw.js', SPOILT['answered with 404'])
    const page = await tab(await device(t), at)
    await foot(page).getByText(NOT_KEPT).waitFor()
    await works(page)
  })

  test('there is too little room', async (t) => {
    const at = await server(t)
    const context = await device(t)
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Storage.overrideQuotaForOrigin', { origin: at.origin, quotaSize: 100_000 })
    await page.goto(at.address)
    await foot(page).getByText(NOT_KEPT).waitFor()
    await works(page)
    await about(page)
    await assertSays(page, 'There is too little room on this device')
    const kept = await keptAddresses(page)
    assert.deepEqual(Object.values(kept).flat(), [], 'nothing by halves')
    // Room again: it is kept at the next start.
    await session.send('Storage.overrideQuotaForOrigin', { origin: at.origin })
    await page.reload()
    await isReady(page)
  })

  for (const [how, spoilt] of Object.entries(SPOILT)) {
    test(`at the first visit a file is ${how}`, async (t) => {
      const at = await server(t)
      at.spoil.set('plain.css', spoilt)
      const page = await tab(await device(t), at)
      await foot(page).getByText(NOT_KEPT).waitFor()
      await works(page)
      at.spoil.clear()
      await page.reload()
      await isReady(page)
    })
  }
})

describe('others’ things are left alone', () => {
  test('a cache of somebody else on the same server stays through install, start and the way out', async (t) => {
    const at = await server(t)
    const context = await device(t)
    const page = await context.newPage()
    await page.goto(`${at.address}plain.html`)
    const NAMES = ['somebody-else', 'workbox-precache-v2-elsewhere', 'doorstep-files-http://127.0.0.1/another/']
    await page.evaluate(async (names) => {
      for (const name of names) await (await caches.open(name)).put('/theirs', new Response('theirs'))
    }, NAMES)
    const theirs = () => page.evaluate(async (names) => {
      const texts = []
      for (const name of names) texts.push(await (await caches.match('/theirs', { cacheName: name }))?.text())
      return texts
    }, NAMES)
    await page.goto(at.address)
    await isReady(page)
    await page.reload()
    await isReady(page)
    assert.deepEqual(await theirs(), NAMES.map(() => 'theirs'))
    assert.equal((await page.evaluate(() => caches.keys())).length, NAMES.length + 1)
    at.root = await switchedOff()
    await page.reload()
    await until(page, async () => (await caches.keys()).length === 3)
    assert.deepEqual(await theirs(), NAMES.map(() => 'theirs'))
  })

  const switchedOff = () => copyOfPage(async (folder) => writeFile(join(folder, 'sw.js'), await readFile(join(folder, 'off/sw.js'))))

  test('the way out: with off/sw.js in the place of sw.js, nothing stays, an open case goes on, and pages come from the network', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at)
    await findOut(page, { concerns: [CONCERN] })
    at.root = await switchedOff()
    const gone = until(page, async () => (await caches.keys()).length === 0)
    await page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration()).update() })
    await gone
    await assertSays(page, statement(CONCERN).text)
    await until(page, async () => (await navigator.serviceWorker.getRegistration()) === undefined)
    at.log.length = 0
    const start = await page.reload()
    assert.equal(start.fromServiceWorker(), false)
    assert.ok(at.log.some(({ url }) => url === '/'), `the page came from the network: ${JSON.stringify(at.log)}`)
    await foot(page).getByText('Not kept on this device').waitFor({ timeout: 25_000 })
    await findOut(page, { concerns: [CONCERN] })
    await assertSays(page, statement(CONCERN).text)
  })
})

describe('among the device’s apps', () => {
  test('the browser finds nothing amiss in the manifest, and every icon is what it says', async (t) => {
    const page = await keptOn(t, await server(t))
    const session = await page.context().newCDPSession(page)
    const { data, errors } = await session.send('Page.getAppManifest')
    assert.deepEqual(errors, [])
    const manifest = JSON.parse(data)
    assert.deepEqual([manifest.name, manifest.start_url, manifest.scope, manifest.display], ['Doorstep', './', './', 'standalone'])
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
    assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito'), [])
    for (const { src, sizes } of manifest.icons) {
      const width = await page.evaluate(async (src) => {
        const image = new Image()
        image.src = src
        await image.decode()
        return image.naturalWidth
      }, src)
      if (sizes !== 'any') assert.equal(`${width}x${width}`, sizes, src)
    }
  })

  test('where the browser offers to install, there is a button, once', async (t) => {
    const page = await keptOn(t, await server(t))
    const button = foot(page).getByRole('button', { name: 'Keep it on this device' })
    assert.equal(await button.count(), 0)
    await page.evaluate(() => {
      const offer = new Event('beforeinstallprompt', { cancelable: true })
      offer.prompt = async () => { document.title = 'asked' }
      dispatchEvent(offer)
      document.body.dataset.prevented = offer.defaultPrevented
    })
    await button.click()
    assert.equal(await page.title(), 'asked')
    assert.equal(await page.evaluate(() => document.body.dataset.prevented), 'true')
    await page.evaluate(() => dispatchEvent(new Event('appinstalled')))
    await button.waitFor({ state: 'detached' })
  })

  const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1'
  for (const [who, options, shown] of [
    ['Safari on an iPhone', { userAgent: IPHONE }, true],
    ['another browser on an iPhone', { userAgent: IPHONE.replace('Version/18.1', 'CriOS/131.0') }, false],
    ['Safari, opened from the Home Screen', { userAgent: IPHONE, script: () => { Object.defineProperty(Navigator.prototype, 'standalone', { value: true }) } }, false],
    ['a browser elsewhere', {}, false],
  ]) {
    test(`the three steps are ${shown ? '' : 'not '}shown to ${who}`, async (t) => {
      const page = await keptOn(t, await server(t), options)
      await about(page)
      const steps = page.locator('.door-install li')
      assert.equal(await steps.count(), shown ? 3 : 0)
      if (!shown) return
      const words = folded((await steps.allInnerTexts()).join(' '))
      for (const word of ['Share', 'Add to Home Screen', 'Add']) assert.ok(words.includes(word), words)
      assert.equal(await steps.locator('svg:not([aria-hidden=true])').count(), 0, 'the pictures say nothing that the words do not')
    })
  }
})
