// A newer copy waits: for a tap or the next start, never under an open case, and no two tabs with a case get mixed files.

import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { assertAccessible } from './accessible.mjs'
import { assertSays, findOut, heading, ownWords, pack, said, statement } from './browser.mjs'
import { foot, isReady, keptAddresses, keptOn, lookForNewer, newGuidance, scriptOf, tab, until, useBrowserThatKeeps } from './offline.mjs'
import { keptFiles, laterCopy, PORTAL, SPOILT, stoppable } from './server.mjs'

useBrowserThatKeeps()

const CONCERN = pack.items.find((item) => item.level === '4').id
const START = /where/i
/** Opens a case with one word, which is all it takes. */
const openCase = (page) => findOut(page, { concerns: [CONCERN] })
const useItNow = (page) => page.getByRole('button', { name: 'Use it now' })

let later, laterProgram
before(async () => {
  later = await laterCopy((copy) => ({
    ...copy,
    version: '9.9.9',
    documents: copy.documents.map((one) => (one.id === pack.id ? { ...one, hash: 'another' } : one)),
  }))
  laterProgram = await laterCopy((copy) => ({ ...copy, version: '9.9.9' }), 'P')
})

async function server(t) {
  const one = await stoppable()
  t.after(() => one.stop())
  return one
}

/** Waits until this tab shows another copy than the one with this script. */
const isAnother = (page, than) => page.waitForFunction(
  (than) => document.readyState === 'complete' && document.querySelector('script[type=module]')?.getAttribute('src') !== than,
  than,
)

describe('a newer copy', () => {
  test('waits, says what changed, and is used on a tap; it works with the server stopped, and what is old is gone', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at)
    const first = await scriptOf(page)
    at.root = later
    assert.equal(await lookForNewer(page), 'installed')
    await newGuidance(page)
    await assertSays(page, 'Nottinghamshire, Pathway to Provision v9, March 2021: its statements or contacts changed')
    assert.doesNotMatch(await foot(page).innerText(), /no document did|Leeds/)
    await assertAccessible(page, 'new guidance is ready')
    assert.equal(await scriptOf(page), first)
    await useItNow(page).click()
    await isAnother(page, first)
    await isReady(page)
    await until(page, async (count) => {
      const [name] = await caches.keys()
      return (await (await caches.open(name)).keys()).length === count
    }, (await keptFiles()).length)
    await at.stop()
    await page.reload()
    await isReady(page)
    await openCase(page)
    await assertSays(page, statement(CONCERN).text)
  })

  test('says so where only the program changed', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at)
    at.root = laterProgram
    await lookForNewer(page)
    await newGuidance(page)
    await assertSays(page, 'The program changed; no document did')
  })

  test('is used at the next start, with no tap', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at)
    // What another program of the same site keeps in the tab is no case of ours.
    await page.evaluate(() => { sessionStorage.setItem('another-program', 'anything') })
    const first = await scriptOf(page)
    at.root = later
    await lookForNewer(page)
    await newGuidance(page)
    assert.equal(await scriptOf(page), first)
    await page.reload()
    await isAnother(page, first)
    await isReady(page)
    assert.doesNotMatch(await foot(page).innerText(), /new guidance/i)
  })

  test('is used at the next start with no network too', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at)
    const first = await scriptOf(page)
    at.root = later
    await lookForNewer(page)
    await at.stop()
    await page.reload()
    await isAnother(page, first)
    await isReady(page)
    await openCase(page)
  })

  test('is never used under an open case, which goes on; once it is cleared, a tap uses it', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at)
    const first = await scriptOf(page)
    await openCase(page)
    at.root = later
    assert.equal(await lookForNewer(page), 'installed')
    await newGuidance(page)
    await assertSays(page, 'This case goes on with the guidance it began with')
    assert.equal(await useItNow(page).count(), 0)
    await assertSays(page, statement(CONCERN).text)
    assert.equal(await scriptOf(page), first)
    await page.getByRole('button', { name: /start again/i }).click()
    await heading(page, START)
    await useItNow(page).click()
    await isAnother(page, first)
    await isReady(page)
  })

  test('one answer, “no danger”, is a case already', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at)
    await findOut(page, { concerns: [], age: null, visit: async () => {} })
    at.root = later
    await lookForNewer(page)
    await newGuidance(page)
    assert.equal(await useItNow(page).count(), 0)
  })

  test('is not used at a start while a case waits in this tab’s own storage', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at)
    const first = await scriptOf(page)
    await openCase(page)
    await page.getByRole('checkbox', { name: /keep my answers in this tab/i }).check()
    at.root = later
    await lookForNewer(page)
    await page.reload()
    await newGuidance(page)
    await assertSays(page, statement(CONCERN).text)
    assert.equal(await scriptOf(page), first)
    await page.evaluate(() => sessionStorage.clear())
    await page.reload()
    await isAnother(page, first)
  })
})

describe('two tabs', () => {
  test('a case in the one holds the newer copy back from the other, by a tap and at a start, and this is said', async (t) => {
    const at = await server(t)
    const one = await keptOn(t, at)
    const first = await scriptOf(one)
    const two = await tab(one.context(), at)
    await openCase(one)
    at.root = later
    await lookForNewer(two)
    await newGuidance(two)
    await useItNow(two).click()
    await assertSays(two, 'Not yet: another tab has a case open')
    await two.reload()
    await newGuidance(two)
    for (const page of [one, two]) assert.equal(await scriptOf(page), first)
    await assertSays(one, statement(CONCERN).text)
    await one.close()
    await useItNow(two).click()
    await isAnother(two, first)
  })

  test('where none has a case, both go over together', async (t) => {
    const at = await server(t)
    const one = await keptOn(t, at)
    const first = await scriptOf(one)
    const two = await tab(one.context(), at)
    await isReady(two)
    at.root = later
    await lookForNewer(one)
    await newGuidance(two)
    await useItNow(one).click()
    for (const page of [one, two]) {
      await isAnother(page, first)
      await isReady(page)
    }
    assert.equal(await scriptOf(one), await scriptOf(two))
  })

  test('one that does not answer counts as one with a case', async (t) => {
    const at = await server(t)
    const one = await keptOn(t, at)
    const first = await scriptOf(one)
    const asleep = await one.context().newPage()
    // As a tab that the browser has put to sleep.
    await asleep.addInitScript(() => { ServiceWorkerContainer.prototype.addEventListener = () => undefined })
    await asleep.goto(at.address)
    await heading(asleep, START)
    at.root = later
    await lookForNewer(one)
    await newGuidance(one)
    await useItNow(one).click()
    await assertSays(one, 'Not yet: another tab has a case open')
    assert.equal(await scriptOf(one), first)
    await asleep.close()
    await useItNow(one).click()
    await isAnother(one, first)
  })

  test('the plain page and other pages on the server hold nothing back', async (t) => {
    const at = await server(t)
    const one = await keptOn(t, at)
    const first = await scriptOf(one)
    const plain = await one.context().newPage()
    await plain.goto(`${at.address}plain.html`)
    at.root = later
    await lookForNewer(one)
    await newGuidance(one)
    await useItNow(one).click()
    await isAnother(one, first)
  })

  test('a tab that the newer copy overtook says so, and gets its own files or none, never another copy’s', async (t) => {
    const at = await server(t)
    const one = await keptOn(t, at)
    const first = await scriptOf(one)
    const old = await one.context().newPage()
    // It begins a case in the very moment after it was asked.
    await old.addInitScript(() => {
      const post = MessagePort.prototype.postMessage
      MessagePort.prototype.postMessage = function (message, ...more) {
        return post.call(this, message && 'caseOpen' in message ? { ...message, caseOpen: false } : message, ...more)
      }
    })
    const asked = []
    old.on('request', (request) => asked.push(request.url()))
    await old.goto(at.address)
    await isReady(old)
    await openCase(old)
    at.root = later
    await lookForNewer(one)
    await newGuidance(one)
    await useItNow(one).click()
    await isAnother(one, first)
    await assertSays(old, 'This tab holds an older copy', statement(CONCERN).text)
    assert.equal(await scriptOf(old), first)
    await at.stop()
    // A document that it had not opened yet: its own, which no server has any more.
    await old.getByRole('button', { name: /start again/i }).click()
    await findOut(old, { area: 'Leicester', concerns: [] })
    assert.ok(asked.some((url) => url.includes('/2021-')), asked.join())
    assert.deepEqual(asked.filter((url) => /Q\.\w+$/.test(url)), [])
    // Once nobody needs them, the old files go.
    await old.close()
    await one.reload()
    await isReady(one)
    const left = async () => Object.values(await keptAddresses(one)).flat().length
    for (let i = 0; i < 50 && (await left()) > (await keptFiles()).length; i += 1) await one.waitForTimeout(100)
    assert.equal(await left(), (await keptFiles()).length)
  })
})

describe('an update that fails leaves the copy before whole', () => {
  const whole = async (page, at, first) => {
    await at.stop()
    await page.reload()
    await isReady(page)
    assert.equal(await scriptOf(page), first)
    await openCase(page)
    await assertSays(page, statement(CONCERN).text)
    await at.start()
  }

  for (const [how, spoilt] of Object.entries(SPOILT)) {
    test(`sw.js is ${how}`, async (t) => {
      const at = await server(t)
      const page = await keptOn(t, at)
      const first = await scriptOf(page)
      at.root = later
      at.spoil.set('sw.js', spoilt)
      assert.match(await lookForNewer(page), /refused|nothing/)
      await whole(page, at, first)
    })
  }

  test('index.html is redirected to a log-in page', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at)
    const first = await scriptOf(page)
    at.root = later
    at.spoil.set('index.html', (response) => response.writeHead(302, { Location: '/plain.html' }).end(PORTAL))
    assert.equal(await lookForNewer(page), 'redundant')
    await whole(page, at, first)
  })

  test('there is too little room for it; what came is not left lying about', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at)
    const first = await scriptOf(page)
    at.root = later
    const session = await page.context().newCDPSession(page)
    const { usage } = await session.send('Storage.getUsageAndQuota', { origin: at.origin })
    await session.send('Storage.overrideQuotaForOrigin', { origin: at.origin, quotaSize: usage + 200_000 })
    assert.equal(await lookForNewer(page), 'redundant')
    assert.equal(Object.values(await keptAddresses(page)).flat().length, (await keptFiles()).length)
    await whole(page, at, first)
  })

  test('the server goes away in the middle; the next try fetches only what is lacking', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at)
    const first = await scriptOf(page)
    at.root = later
    const files = await keptFiles(later)
    const middle = files[Math.floor(files.length / 2)]
    at.spoil.set(middle, (response) => response.destroy())
    assert.equal(await lookForNewer(page), 'redundant')
    await whole(page, at, first)
    at.spoil.clear()
    at.log.length = 0
    assert.equal(await lookForNewer(page), 'installed')
    const asked = at.log.map(({ url }) => url.slice(1)).filter((url) => url.startsWith('assets/'))
    const lacking = files.slice(files.indexOf(middle)).filter((file) => file.startsWith('assets/'))
    assert.deepEqual(asked.toSorted(), lacking.toSorted())
    await page.reload()
    await isAnother(page, first)
    await isReady(page)
    assert.ok(!(await said(page)).includes('missing'))
  })

  test('words typed but no answer given are a case too', async (t) => {
    const at = await server(t)
    const page = await keptOn(t, at)
    const first = await scriptOf(page)
    await findOut(page, { concerns: [], age: null })
    await page.getByRole('button', { name: /start again/i }).click()
    await heading(page, START)
    await findOut(page, {
      concerns: [],
      age: null,
      arrives: false,
      visit: async (screen) => {
        if (screen === 'concerns') await ownWords(page).fill('bruise')
      },
    })
    at.root = later
    await lookForNewer(page)
    await newGuidance(page)
    assert.equal(await useItNow(page).count(), 0)
    assert.equal(await scriptOf(page), first)
  })
})
