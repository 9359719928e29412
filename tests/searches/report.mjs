// How often a right statement is found, on descriptions in everyday words: ours beside plain BM25 and MiniSearch, in one run.
//
//   node tests/searches/report.mjs            tables, and what was missed of the half used while building
//   node tests/searches/report.mjs --json     the figures alone
//
// The half that is set aside is measured and never listed: who reads its misses tunes to them.

import { readFileSync } from 'node:fs'
import MiniSearch from 'minisearch'
import { parse } from 'smol-toml'
import { finderFor, idsAndTexts } from './finder.mjs'

const PACKS = ['nottinghamshire/v9', 'llr/2021']
const HALVES = { building: 'used while building', 'set-aside': 'set aside' }
const read = (half) => parse(readFileSync(new URL(`${half}.toml`, import.meta.url), 'utf8')).search

/** Okapi BM25 over the statements' own words, as every textbook has it. */
function plainBm25(statements) {
  const words = (text) => text.toLowerCase().match(/[a-z0-9]+/g) ?? []
  const documents = statements.map(({ id, text }) => ({ id, words: words(text) }))
  const usual = documents.reduce((sum, one) => sum + one.words.length, 0) / documents.length
  const said = new Map()
  for (const { words } of documents) for (const word of new Set(words)) said.set(word, (said.get(word) ?? 0) + 1)
  const rare = (word) => Math.log(1 + (documents.length - said.get(word) + 0.5) / (said.get(word) + 0.5))
  return (query, limit) => {
    const asked = new Set(words(query).filter((word) => said.has(word)))
    const score = ({ words }) => [...asked].reduce((sum, word) => {
      const times = words.filter((one) => one === word).length
      return sum + (rare(word) * times * 2.2) / (times + 1.2 * (0.25 + (0.75 * words.length) / usual))
    }, 0)
    return documents.map((one) => [score(one), one.id]).filter(([fits]) => fits > 0)
      .sort((a, b) => b[0] - a[0]).slice(0, limit).map(([, id]) => id)
  }
}

/** MiniSearch as its manual sets it up for search boxes: prefixes, and typos in proportion to a word's length. */
function miniSearch(statements) {
  const engine = new MiniSearch({ fields: ['text'], searchOptions: { prefix: true, fuzzy: 0.2 } })
  engine.addAll(statements)
  return (query, limit) => engine.search(query).slice(0, limit).map(({ id }) => id)
}

/** Recall at 1, 5 and 10 and the mean reciprocal rank. */
function measured(descriptions, pack, find) {
  const ranks = descriptions.map(({ words, right }) => find(words, 10).findIndex((id) => right[pack].includes(id)))
  const share = (test) => ranks.filter(test).length / ranks.length
  const within = (most) => share((rank) => rank >= 0 && rank < most)
  const reciprocal = ranks.reduce((sum, rank) => sum + (rank < 0 ? 0 : 1 / (rank + 1)), 0) / ranks.length
  return { descriptions: ranks.length, at1: within(1), at5: within(5), at10: within(10), mrr: reciprocal, ranks }
}

export function figures() {
  const rows = []
  const misses = []
  for (const pack of PACKS) {
    const statements = idsAndTexts(pack)
    const finder = finderFor(pack, statements)
    const engines = {
      Doorstep: (words, limit) => JSON.parse(finder.find(words, limit)).hits,
      'plain BM25': plainBm25(statements),
      MiniSearch: miniSearch(statements),
    }
    for (const half of Object.keys(HALVES)) {
      const all = read(half).filter(({ right }) => right[pack].length > 0)
      const wordings = ['all', ...new Set(all.map(({ wording }) => wording))]
      for (const wording of wordings) {
        const some = all.filter((one) => wording === 'all' || one.wording === wording)
        for (const [engine, find] of Object.entries(engines)) {
          const { ranks, ...figure } = measured(some, pack, find)
          rows.push({ pack, half, wording, engine, ...figure })
          if (engine !== 'Doorstep' || half !== 'building' || wording !== 'all') continue
          some.forEach(({ words, right }, i) => {
            if (ranks[i] < 0 || ranks[i] >= 5) misses.push({ pack, words, right: right[pack], found: find(words, 3) })
          })
        }
      }
    }
  }
  return { rows, misses }
}

function print({ rows, misses }) {
  const percent = (share) => `${(share * 100).toFixed(1)}%`.padStart(8)
  for (const half of Object.keys(HALVES)) {
    for (const pack of PACKS) {
      console.log(`\n${pack}, descriptions ${HALVES[half]}\n`)
      console.log(`${'wording'.padEnd(12)}${'engine'.padEnd(14)}${'count'.padStart(6)}    at 1    at 5   at 10     MRR`)
      for (const row of rows.filter((one) => one.half === half && one.pack === pack)) {
        const name = row.engine === 'Doorstep' ? row.wording : ''
        const count = String(row.descriptions).padStart(6)
        console.log(`${name.padEnd(12)}${row.engine.padEnd(14)}${count}${percent(row.at1)}${percent(row.at5)}${percent(row.at10)}${row.mrr.toFixed(3).padStart(8)}`)
      }
    }
  }
  console.log(`\nMissed among the first five, of the half used while building: ${misses.length}\n`)
  for (const { pack, words, right, found } of misses) {
    console.log(`${pack}: ${words}\n  right: ${right.join(', ')}\n  found: ${found.join(', ')}`)
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const found = figures()
  if (process.argv.includes('--json')) console.log(JSON.stringify(found.rows))
  else print(found)
}
