// What a first visit fetches, and how soon a second one, from what is kept, is ready to check.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { brotliCompressSync, constants } from 'node:zlib'
import { DIST } from '../../scripts/serve.mjs'
import { findOut, pack } from './browser.mjs'
import { isReady, keptOn, useBrowserThatKeeps } from './offline.mjs'
import { keptFiles, stoppable } from './server.mjs'

useBrowserThatKeeps()

const kB = 1000
const brotli = (file) => brotliCompressSync(readFileSync(`${DIST}${file}`), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
const files = await keptFiles()
const sizes = new Map(['sw.js', ...files].map((file) => [file, brotli(file)]))
const sum = (names) => names.reduce((all, name) => all + sizes.get(name), 0)
const inWords = (bytes) => `${(bytes / kB).toFixed(1)} kB`

describe('a first visit, as brotli compresses it', () => {
  test('everything that is kept, all packs and the search included: at most 500 kB', (t) => {
    const all = sum([...sizes.keys()])
    t.diagnostic(inWords(all))
    assert.ok(all <= 500 * kB, `${inWords(all)}: ${[...sizes].map(([file, size]) => `${file} ${inWords(size)}`).join(', ')}`)
  })

  test('before the first check is possible, with the largest pack: at most 200 kB', (t) => {
    const first = files.filter((file) => /^index\.html$|^assets\/(index-.*\.(js|css)|doorstep_bg-.*|shared-.*)$/.test(file))
    assert.equal(first.length, 5, first.join())
    const largest = Math.max(...files.filter((file) => /^assets\/[^/]+\.json$/.test(file)).map((file) => sizes.get(file)))
    const all = sum(first) + largest
    t.diagnostic(inWords(all))
    assert.ok(all <= 200 * kB, `${inWords(all)}: ${first.map((file) => `${file} ${inWords(sizes.get(file))}`).join(', ')}`)
  })

  for (const [what, ending, most] of [['scripts', 'js', 40], ['style', 'css', 12]]) {
    test(`the page’s ${what}: at most ${most} kB`, (t) => {
      const all = sum(files.filter((file) => file !== 'plain.css' && file.endsWith(`.${ending}`)))
      t.diagnostic(inWords(all))
      assert.ok(all > 0 && all <= most * kB, inWords(all))
    })
  }
})

describe('a second start, from what is kept, with the server stopped', () => {
  const CONCERN = pack.items.find((item) => item.level === '4').id

  test('on a processor slowed four times, a finding can be checked within a second', async (t) => {
    const at = await stoppable()
    t.after(() => at.stop())
    // With the browser's own clock: a set one has no timings.
    const page = await keptOn(t, at, { when: null })
    // The area is remembered, as on a device in use.
    await findOut(page, { concerns: [CONCERN] })
    await at.stop()
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    const times = []
    for (let i = 0; i < 5; i += 1) {
      await page.reload({ waitUntil: 'commit' })
      await page.getByRole('heading', { level: 1, name: /where/i }).waitFor()
      // The engine has been compiled once it has come from the cache and the page has gone on to the search.
      times.push(await page.evaluate(() => new Promise((resolve) => {
        const look = () => {
          const engine = performance.getEntriesByType('resource').find((one) => one.name.includes('/doorstep_bg'))
          const search = performance.getEntriesByType('resource').find((one) => one.name.includes('/finder_bg'))
          if (engine?.responseEnd && search) resolve(search.startTime)
          else setTimeout(look, 10)
        }
        look()
      })))
      await isReady(page)
    }
    const best = Math.min(...times)
    t.diagnostic(`ready to check after ${times.map((time) => time.toFixed(0)).join(', ')} ms`)
    assert.ok(best <= 1000, `${best} ms at best`)
  })
})
