// Pictures of the main screens, light and dark, at three widths: screenshots/<screen>-<width>[-dark].png
//
//   make screenshots

import { mkdir, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { back, findOut, ownWords, pack, toRecord } from '../tests/page/browser.mjs'
import { serve } from './serve.mjs'

const FOLDER = fileURLToPath(new URL('../screenshots/', import.meta.url))
const WHEN = '2026-11-20T16:45Z'

/** A case with something to see at every part of the finding: a concern at each level, on a Friday after hours. */
const concerns = ['2', '3', '4'].map((level) => pack.items.find((item) => item.level === level && !item.ages).id)

/** What a practitioner may type: everyday words, a grave sign, a note with several concerns, and what nothing fits. */
const SEARCHES = {
  words: 'not putting on weight dr cant find why',
  grave: 'bruise on a baby',
  note: 'Mum smelt of drink at pick up again. He had no coat on, in December, and the same clothes all week. Dad hits him with a belt.',
  nothing: 'zzzz',
}

await rm(FOLDER, { recursive: true, force: true })
await mkdir(FOLDER, { recursive: true })
const server = await serve()
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium' })
try {
  for (const width of [320, 390, 1280]) {
    for (const dark of [false, true]) {
      const page = await browser.newPage({
        viewport: { width, height: width > 700 ? 900 : 720 },
        deviceScaleFactor: width > 700 ? 1 : 2,
        colorScheme: dark ? 'dark' : 'light',
        timezoneId: 'Europe/London',
        locale: 'en-GB',
        reducedMotion: 'reduce',
      })
      await page.clock.setFixedTime(new Date(WHEN))
      await page.goto(`${server.origin}/`)
      const picture = async (screen) => {
        await page.screenshot({ path: `${FOLDER}${screen}-${width}${dark ? '-dark' : ''}.png`, fullPage: screen === 'finding-whole' })
      }
      await findOut(page, { concerns, visit: picture })
      await picture('finding-whole')
      await toRecord(page)
      await picture('record')
      await back(page, /./)
      await back(page, /worries/i)
      for (const [name, words] of Object.entries(SEARCHES)) {
        await ownWords(page).fill(words)
        // The search answers when the typing stops.
        await page.waitForTimeout(500)
        await page.evaluate(() => { scrollTo(0, document.querySelector('.door-look').offsetTop - 60) })
        await picture(`search-${name}`)
      }
      await page.close()
    }
  }
} finally {
  await browser.close()
  await server.close()
}
console.log('Pictures are in screenshots/')
