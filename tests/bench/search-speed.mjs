// How fast the search is while somebody types, and how it grows, beside MiniSearch in the same run.
//
//   node tests/bench/search-speed.mjs        exits 1 where the median of a key is above 1 ms, the 99th percentile above 5 ms,
//                                            or 1,000 characters take more than 20 ms

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import MiniSearch from 'minisearch'
import { parse } from 'smol-toml'
import { finder as createFinder, finderFor, idsAndTexts } from '../searches/finder.mjs'
import { repo } from '../wasm/engine.mjs'

const PACK = 'nottinghamshire/v9'
const descriptions = parse(readFileSync(new URL('../searches/building.toml', import.meta.url), 'utf8')).search.map(({ words }) => words)
const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]

/** Milliseconds of each call, in order of size. */
function timed(texts, find) {
  const times = texts.map((text) => {
    const from = performance.now()
    find(text)
    return performance.now() - from
  })
  return times.sort((a, b) => a - b)
}

const statements = idsAndTexts(PACK)
const finder = finderFor(PACK, statements)
const mini = new MiniSearch({ fields: ['text'], searchOptions: { prefix: true, fuzzy: 0.2 } })
mini.addAll(statements)
const engines = { Doorstep: (text) => finder.find(text, 10), MiniSearch: (text) => mini.search(text) }

// Every beginning of every description: what somebody has typed at each key.
const keys = descriptions.slice(0, 60).flatMap((words) => [...words].map((_, i) => words.slice(0, i + 1)))
const long = descriptions.join(' ').slice(0, 1000)
const nonsense = Array.from({ length: 140 }, (_, i) => `zq${(i * 7919).toString(36)}xv`).join(' ').slice(0, 1000)
const failures = []
console.log(`\nas somebody types, ${keys.length} keys over ${statements.length} statements of ${PACK}\n`)
console.log('                 median   99th percentile   1,000 characters   1,000 of nonsense')
for (const [name, find] of Object.entries(engines)) {
  timed(keys.slice(0, 1500), find)
  const times = timed(keys, find)
  const [median, last] = [at(times, 0.5), at(times, 0.99)]
  const [note, unknown] = [long, nonsense].map((text) => at(timed(Array(15).fill(text), find), 0.5))
  const ms = (time) => `${time.toFixed(2)} ms`
  console.log(`  ${name.padEnd(12)}${ms(median).padStart(9)}${ms(last).padStart(18)}${ms(note).padStart(19)}${ms(unknown).padStart(20)}`)
  if (name !== 'Doorstep') continue
  if (median > 1) failures.push(`the median of a key is ${ms(median)}, at most 1 ms`)
  if (last > 5) failures.push(`the 99th percentile of a key is ${ms(last)}, at most 5 ms`)
  if (Math.max(note, unknown) > 20) failures.push(`1,000 characters take ${ms(Math.max(note, unknown))}, at most 20 ms`)
}
// The same statements over and over again, until there are 20,000.
const MANY = 20_000
const file = join(mkdtempSync(join(tmpdir(), 'doorstep-')), 'grown.bin')
execFileSync('cargo', ['run', '--quiet', '--', 'grown', PACK, String(MANY), file], { cwd: repo })
const grownFinder = createFinder(readFileSync(file))
const many = Array.from({ length: MANY }, (_, i) => ({ id: i, text: statements[i % statements.length].text }))
if (!grownFinder.open(PACK, many.map(({ id }) => id).join('\n'))) throw new Error('the grown data are for other statements')
const grownMini = new MiniSearch({ fields: ['text'], searchOptions: { prefix: true, fuzzy: 0.2 } })
grownMini.addAll(many)
const grown = { Doorstep: (text) => grownFinder.find(text, 10), MiniSearch: (text) => grownMini.search(text) }
const some = keys.filter((_, i) => i % 10 === 0)
console.log(`\nwith ${MANY.toLocaleString('en-GB')} statements\n`)
for (const [name, find] of Object.entries(grown)) {
  timed(some.slice(0, 100), find)
  const [before, times] = [timed(some, engines[name]), timed(some, find)]
  const row = [0.5, 0.99].map((share) => `${at(times, share).toFixed(2)} ms`)
  const growth = at(times, 0.5) / at(before, 0.5)
  console.log(`  ${name.padEnd(12)}${row[0].padStart(9)}${row[1].padStart(18)}   the median grew ${growth.toFixed(0)} times`)
}
for (const failure of failures) console.error(`  too slow: ${failure}`)
process.exit(failures.length ? 1 : 0)
