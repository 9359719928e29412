// Pictures of the main screens, light and dark, at three widths: screenshots/<screen>-<width>[-dark].png
//
//   make screenshots                 all of them
//   ONLY=finding make screenshots    those whose name holds this
//
// A new screen is one more entry of SCREENS: its name, and the way there from the first screen.

import { mkdir, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { back, findOut, heading, ownWords, pack, toRecord } from '../tests/page/browser.mjs'
import { serve } from './serve.mjs'

const FOLDER = fileURLToPath(new URL('../screenshots/', import.meta.url))
const WHEN = '2026-11-20T16:45Z'

/** A case with something to see at every part of the finding: a concern at each level, on a Friday after hours. */
const concerns = ['2', '3', '4'].map((level) => pack.items.find((item) => item.level === level && !item.ages).id)

const press = (page, name) => page.getByRole('button', { name }).first().click()

const toFinding = (page) => findOut(page, { concerns })

/** Stops on one screen of the way to a finding. */
const onTheWay = (screen, more) => async (page) => {
  const there = new Error(`at ${screen}`)
  const visit = (now) => { if (now === screen) throw there }
  await findOut(page, { concerns, ...more, visit }).catch((error) => { if (error !== there) throw error })
}

/** To the concerns, with these words typed and the box on top. */
const looking = (words) => async (page) => {
  await onTheWay('concerns')(page)
  await ownWords(page).fill(words)
  // The search answers when the typing stops.
  await page.waitForTimeout(700)
  await page.evaluate(() => { scrollTo(0, document.querySelector('.door-look').offsetTop - 60) })
}

/** All on one screen, with the same concerns. */
async function onOneScreen(page) {
  await onTheWay('danger')(page)
  await press(page, /^all on one screen/i)
  await heading(page, /one screen/i)
  for (const id of concerns) {
    const { text } = pack.items.find((item) => item.id === id)
    await ownWords(page).fill(text)
    await page.getByRole('checkbox', { name: text }).first().check()
  }
  await page.getByText('at least Level 4').filter({ visible: true }).first().waitFor()
}

async function documents(page) {
  await heading(page, /where/i)
  await press(page, /^read the documents/i)
  await heading(page, /read the documents/i)
}

const SCREENS = [
  { name: 'area', go: onTheWay('area') },
  { name: 'danger', go: onTheWay('danger') },
  { name: 'ring', go: onTheWay('ring', { danger: true }) },
  { name: 'child', go: onTheWay('child') },
  { name: 'child-wrong', go: async (page) => { await onTheWay('child', { age: 999 })(page); await press(page, /^continue/i); await page.waitForTimeout(300) } },
  { name: 'concerns', go: onTheWay('concerns') },
  { name: 'concerns-whole', whole: true, go: onTheWay('concerns') },
  { name: 'search-words', go: looking('not putting on weight dr cant find why') },
  { name: 'search-grave', go: looking('bruise on a baby') },
  { name: 'search-note', go: looking('Mum smelt of drink at pick up again. He had no coat on, in December, and the same clothes all week. Dad hits him with a belt.') },
  { name: 'search-nothing', go: looking('zzzz') },
  { name: 'ticked', go: onTheWay('ticked') },
  { name: 'finding', go: toFinding },
  { name: 'finding-whole', whole: true, go: toFinding },
  { name: 'finding-danger', go: (page) => findOut(page, { concerns, danger: true }) },
  { name: 'finding-nothing', go: (page) => findOut(page, { concerns: [], age: null }) },
  { name: 'record', whole: true, go: async (page) => { await toFinding(page); await toRecord(page) } },
  { name: 'answers', go: async (page) => { await toFinding(page); await back(page, /worries/i); await press(page, /check your answers/i); await heading(page, /answers/i) } },
  { name: 'one-screen', go: async (page) => { await onOneScreen(page); await page.evaluate(() => { scrollTo(0, 0) }) } },
  { name: 'documents', go: documents },
  { name: 'document', go: async (page) => { await documents(page); await page.locator('a[href^="#read/nottinghamshire/v9"]').first().click(); await heading(page, /Pathway/) } },
  { name: 'clear', go: async (page) => { await heading(page, /where/i); await press(page, /^clear everything/i); await heading(page, /clear/i) } },
  { name: 'about', whole: true, go: async (page) => { await heading(page, /where|danger/i); await press(page, /^about/i); await heading(page, /about/i) } },
]

const wanted = SCREENS.filter(({ name }) => name.includes(process.env.ONLY ?? ''))
if (!process.env.ONLY) await rm(FOLDER, { recursive: true, force: true })
await mkdir(FOLDER, { recursive: true })
const server = await serve()
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium' })
try {
  for (const width of [320, 390, 1280]) {
    for (const dark of [false, true]) {
      for (const { name, go, whole = false } of wanted) {
        // Each from a fresh start, so that one screen that cannot be reached costs no other.
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
        await go(page)
        await page.screenshot({ path: `${FOLDER}${name}-${width}${dark ? '-dark' : ''}.png`, fullPage: whole })
        await page.close()
      }
    }
  }
} finally {
  await browser.close()
  await server.close()
}
console.log('Pictures are in screenshots/')
