// Each file that is kept on a device, in turn, comes wrong during an update, in each way that a network has of doing it. The
// copy before still starts with the server stopped, and every one of its files is what it was.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findOut, heading, pack } from './browser.mjs'
import { isReady, keptOn, lookForNewer, scriptOf, useBrowserThatKeeps } from './offline.mjs'
import { keptFiles, laterCopy, SPOILT, stoppable } from './server.mjs'

useBrowserThatKeeps()

const CONCERN = pack.items.find((item) => item.level === '4').id

/** The worker in use compares every file with its hash, and has nowhere to mend one from. */
const isWhole = (page) => page.evaluate(() => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = ({ data }) => resolve(data)
  navigator.serviceWorker.controller.postMessage({ ask: 'mend', script: document.querySelector('script[type=module]').src }, [port2])
}))

describe('during an update', { concurrency: 2 }, () => {
  for (const [how, spoilt] of Object.entries(SPOILT)) {
    test(`a file is ${how}`, async (t) => {
      const at = await stoppable()
      t.after(() => at.stop())
      const page = await keptOn(t, at)
      const first = await scriptOf(page)
      const files = await keptFiles()
      const later = await laterCopy()
      const newer = await keptFiles(later)
      assert.ok(files.length >= 17 && newer.length === files.length)
      at.root = later
      // In the order in which they are fetched: each is asked for, for the first time, when its turn comes.
      for (const file of newer) {
        await t.test(file, async () => {
          at.spoil.clear()
          at.spoil.set(file, spoilt)
          at.log.length = 0
          assert.equal(await lookForNewer(page), 'redundant')
          assert.ok(at.log.some(({ url }) => url === `/${file}`), 'it was asked for')
          await at.stop()
          await page.reload()
          await heading(page, /where/i)
          await isReady(page)
          assert.equal(await scriptOf(page), first)
          assert.deepEqual(await isWhole(page), { of: files.length, missing: 0, yours: true })
          await at.start()
        })
      }
      await at.stop()
      await page.reload()
      await findOut(page, { concerns: [CONCERN] })
      // And when nothing is spoilt any more, the newer copy comes.
      at.spoil.clear()
      await at.start()
      assert.equal(await lookForNewer(page), 'installed')
    })
  }
})
