// Lighthouse on the built page, as a throttled phone sees it: its scores, its times, and everything that it finds fault with.
//
//   make audit
//
// Ends with a fault where performance is below 95 or anything moves. A busy machine only makes it slower, so that the best
// of three is what counts. Nothing is sent to anyone.

import { createServer } from 'node:net'
import { readdir } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { DIST, serve } from './serve.mjs'

const ENOUGH = 95
const RUNS = 3
const CATEGORIES = ['performance', 'accessibility', 'best-practices']
const TIMES = ['first-contentful-paint', 'largest-contentful-paint', 'speed-index', 'total-blocking-time', 'cumulative-layout-shift']

const { default: lighthouse } = await import(pathToFileURL(`${process.env.LIGHTHOUSE}/core/index.js`).href)

const freePort = () =>
  new Promise((resolve) => {
    const one = createServer().listen(0, '127.0.0.1', () => {
      const { port } = one.address()
      one.close(() => resolve(port))
    })
  })

const port = await freePort()
const server = await serve({ hosted: true })
// A host has compressed everything before anyone comes.
for (const file of await readdir(DIST, { recursive: true })) await fetch(`${server.origin}/${file}`).then((answer) => answer.arrayBuffer())
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: [`--remote-debugging-port=${port}`],
})
let best = null
try {
  for (let run = 0; run < RUNS && !(best?.categories.performance.score * 100 >= ENOUGH); run += 1) {
    const { lhr } = await lighthouse(`${server.origin}/`, { port, logLevel: 'error', onlyCategories: CATEGORIES, enableErrorReporting: false })
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message)
    console.log(`run ${run + 1}: performance ${Math.round(lhr.categories.performance.score * 100)}`)
    if (!best || lhr.categories.performance.score > best.categories.performance.score) best = lhr
  }
} finally {
  await browser.close()
  await server.close()
}

const { audits, categories } = best
console.log(`\nLighthouse ${best.lighthouseVersion}, its usual throttled phone`)
for (const name of CATEGORIES) console.log(`  ${name.padEnd(26)} ${Math.round(categories[name].score * 100)}`)
for (const name of TIMES) console.log(`  ${name.padEnd(26)} ${audits[name].displayValue}`)
const faults = [...new Set(CATEGORIES.flatMap((name) => categories[name].auditRefs.map(({ id }) => id)))]
  .map((id) => audits[id])
  .filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== 'informative')
console.log(faults.length === 0 ? '  It finds fault with nothing.' : '  It finds fault with:')
for (const { id, title, displayValue, details } of faults) {
  console.log(`    ${id}: ${title}${displayValue ? ` (${displayValue})` : ''}`)
  for (const item of details?.items?.slice(0, 5) ?? []) console.log(`      ${item.url ?? item.reason ?? item.description ?? item.node?.snippet ?? ''} ${item.wastedMs ? `${item.wastedMs} ms` : ''}`)
}
const still = audits['cumulative-layout-shift'].numericValue === 0
if (!still) console.error('Something moves while the page loads.')
if (categories.performance.score * 100 < ENOUGH) console.error(`Performance is below ${ENOUGH}.`)
process.exitCode = still && categories.performance.score * 100 >= ENOUGH ? 0 : 1
