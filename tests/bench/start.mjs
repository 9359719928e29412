// How soon a practitioner has an answer: the page opened from the browser's cache on a processor slowed down four times, and
// gone through as fast as it lets anyone, by a script inside it that presses what there is to press.

import { chromium } from 'playwright-core'
import { serve } from '../../scripts/serve.mjs'

const SLOWER = 4

/** Runs in the page before its own scripts. Every time is in milliseconds since the page was asked for. */
function watch({ goThrough }) {
  const times = (window.times = {})
  const engine = WebAssembly.instantiateStreaming
  WebAssembly.instantiateStreaming = async (...from) => {
    const made = await engine(...from)
    times.engine ??= performance.now()
    return made
  }
  const heading = () => document.querySelector('#title')?.textContent.replace(/\s+/g, ' ').trim() ?? ''
  const press = (where, words = /./) => {
    const one = [...document.querySelectorAll(where)].find((each) => words.test(each.textContent.trim()) && !each.disabled)
    one?.click()
    return Boolean(one)
  }
  const onTheScreen = '#screen button:not(.door-back)'
  /** One touch, by what the screen asks. */
  const touch = () => {
    const asked = heading()
    if (/where/i.test(asked)) return press(onTheScreen, /^(continue|(go on with )?nottinghamshire)/i)
    if (/danger/i.test(asked)) return press(onTheScreen, /^no/i)
    if (/about the child/i.test(asked)) return press(onTheScreen, /^continue/i)
    if (document.querySelector('#screen input[type=checkbox]:checked')) return press(onTheScreen, /finding/i)
    // The gravest of the ladder stands last.
    const box = [...document.querySelectorAll('#screen .door-statements input')].at(-1)
    if (box) return box.click()
    return press('#screen .door-row')
  }
  new MutationObserver(() => {
    if (!heading()) return
    // Drawn: somebody can press it.
    times.screen ??= performance.now()
  }).observe(document, { subtree: true, childList: true })
  const on = () => {
    if (times.finding) return
    if (document.querySelector('#screen a.door-ring[href^="tel:"]') && /level|ring/i.test(heading()) && !/danger|999/i.test(heading())) {
      times.finding = performance.now()
      return
    }
    if (goThrough && times.screen && times.engine) touch()
    requestAnimationFrame(on)
  }
  requestAnimationFrame(on)
}

/** Times of one start: from the cache, at full speed or slowed down; the finding's is null where nobody goes there. */
export async function measureStart({ slower = SLOWER, runs = 5, goThrough = true } = {}) {
  const server = await serve({ hosted: true })
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium' })
  try {
    const context = await browser.newContext({ viewport: { width: 390, height: 720 }, locale: 'en-GB', timezoneId: 'Europe/London' })
    // Once before, at full speed, to fill the cache and to choose the area, which is remembered.
    const first = await context.newPage()
    await first.goto(`${server.origin}/`)
    const area = { name: /^(Go on with )?Nottinghamshire/ }
    await first.getByRole('radio', area).or(first.getByRole('button', area)).first().click()
    await first.waitForFunction(() => localStorage.length > 0)
    // The search comes last.
    await first.waitForFunction(() => performance.getEntriesByType('resource').some((one) => one.name.includes('/search') && one.responseEnd > 0))
    await first.waitForLoadState('networkidle')
    await first.close()
    const all = []
    for (let run = 0; run < runs; run += 1) {
      const page = await context.newPage()
      await page.addInitScript(watch, { goThrough })
      const session = await context.newCDPSession(page)
      await session.send('Emulation.setCPUThrottlingRate', { rate: slower })
      await page.goto(`${server.origin}/`)
      await page.waitForFunction((wanted) => wanted.every((name) => window.times[name]), ['screen', 'engine', ...(goThrough ? ['finding'] : [])])
      const times = await page.evaluate(() => {
        const pack = performance.getEntriesByType('resource').filter((one) => one.name.includes('/packs/nottinghamshire/'))
        const again = performance.getEntriesByType('resource').filter((one) => one.transferSize > 0 && !one.name.endsWith('/plain.html'))
        return { ...window.times, pack: Math.max(...pack.map((one) => one.responseEnd)), fetched: again.map((one) => one.name) }
      })
      all.push({ ...times, ready: Math.max(times.screen, times.engine, times.pack) })
      await page.close()
    }
    return all
  } finally {
    await browser.close()
    await server.close()
  }
}

export const middle = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]
