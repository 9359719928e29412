// How fast a check is, beside json-rules-engine in the same run and on the same cases.
//
// Ours is the whole check through the WebAssembly door: case as JSON text in, finding as JSON text out, with levels,
// reasons, contacts open at that minute, steps and questions. Theirs is given less to do: which levels the concerns
// reach, and nothing else. It is set up in two ways, and the quicker one counts:
//   plain   one rule a level, `any` of "concerns contains ID", as its manual shows
//   tuned   one rule a level with an operator of our own that looks the concerns up in a set
//
//   node tests/bench/check-speed.mjs            a table; exits 1 if ours is slower, or if loading takes 15 ms or more
//   node tests/bench/check-speed.mjs --ratio    the best times of a shorter run as JSON, for `make test`

import { readFileSync } from 'node:fs'
import { Engine } from 'json-rules-engine'
import { checkerFor, nativeCases, packFile, showPack, start, wasmFile } from '../wasm/engine.mjs'

const PACK = 'nottinghamshire/v9'
const WARM_UP = 20

const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b)
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2
}

/** The ids of the statements at each level: what json-rules-engine is given to match against. */
function statementsByLevel(pack) {
  const levels = new Map()
  for (const { id, level } of pack.items) {
    if (!level) continue
    if (!levels.has(level)) levels.set(level, [])
    levels.get(level).push(id)
  }
  return levels
}

const levelRule = (level, conditions) => ({ conditions, event: { type: 'level', params: { level } } })

function plainEngine(levels) {
  const contains = (value) => ({ fact: 'concerns', operator: 'contains', value })
  return new Engine([...levels].map(([level, ids]) => levelRule(level, { any: ids.map(contains) })))
}

function tunedEngine(levels) {
  const engine = new Engine()
  engine.addOperator('meets', (concerns, ids) => concerns.some((id) => ids.has(id)), Array.isArray)
  for (const [level, ids] of levels) {
    engine.addRule(levelRule(level, { all: [{ fact: 'concerns', operator: 'meets', value: new Set(ids) }] }))
  }
  return engine
}

/**
 * Microseconds a case for each engine: the median and the best of many rounds, the engines taking turns so that a busy
 * machine is as unkind to one as to the other. The first rounds, in which both are still being compiled, do not count.
 */
async function compare({ rounds, plainRounds = 0 }) {
  start()
  const pack = showPack(PACK)
  const checker = checkerFor(PACK)
  const levels = statementsByLevel(pack)
  const tuned = tunedEngine(levels)
  const plain = plainEngine(levels)

  // A case names its concerns by id or by their exact text: json-rules-engine is given the ids.
  const idOf = new Map(pack.items.flatMap(({ id, text }) => [[text, id], [id, id]]))
  const cases = nativeCases().filter((one) => one.pack === PACK && one.case.concerns?.length > 0)
  const texts = cases.map((one) => JSON.stringify(one.case))
  const facts = cases.map((one) => ({ concerns: one.case.concerns.map((concern) => idOf.get(concern)) }))

  const ours = () => { for (const text of texts) checker.check(text) }
  const theirs = (engine) => async () => { for (const fact of facts) await engine.run(fact) }
  const timed = async (run) => {
    const from = performance.now()
    await run()
    return ((performance.now() - from) * 1000) / cases.length
  }

  await agree(tuned, checker, cases, facts, levels)
  const times = { ours: [], tuned: [], plain: [] }
  for (let round = -WARM_UP; round < rounds; round += 1) {
    const took = { ours: await timed(ours), tuned: await timed(theirs(tuned)) }
    if (round >= 0 && round < plainRounds) took.plain = await timed(theirs(plain))
    if (round >= 0) for (const [name, time] of Object.entries(took)) times[name].push(time)
  }
  checker.free()
  return {
    cases: cases.length,
    median: Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)])),
    best: Object.fromEntries(Object.entries(times).map(([name, all]) => [name, Math.min(...all)])),
  }
}

/** Both must be doing the same work before they are timed: no level that theirs reaches may be above the one we give. */
async function agree(engine, checker, cases, facts, levels) {
  const order = [...levels.keys()]
  for (const [i, one] of cases.entries()) {
    const { events } = await engine.run(facts[i])
    const finding = JSON.parse(checker.check(JSON.stringify(one.case)))
    const reached = new Set(finding.reasons.map((reason) => reason.level))
    const missed = events.map((event) => event.params.level).filter((level) => order.includes(level) && !reached.has(level))
    if (missed.length) throw new Error(`${one.file}: ${one.name}: no reason at level ${missed}, where a statement was picked`)
  }
}

/** Milliseconds from the bytes of engine and pack to a checker that can answer: the median of fresh starts. */
async function loading({ rounds }) {
  const bytes = readFileSync(wasmFile)
  const [pack, shared] = [packFile(PACK), packFile('shared')]
  const times = []
  for (let round = 0; round < rounds; round += 1) {
    const glue = await import(`../../www/pkg/doorstep.js?fresh=${round}`)
    // An empty section of its own name makes each one a module that the JavaScript engine has not compiled before.
    const module = Buffer.concat([bytes, Buffer.from([0, 4, 3, 0x61 + (round % 26), 0x61 + Math.floor(round / 26), 0x61])])
    const from = performance.now()
    glue.initSync({ module })
    new glue.Checker(pack, shared)
    times.push(performance.now() - from)
  }
  return median(times)
}

async function ratio() {
  const { ours, tuned } = (await compare({ rounds: 60 })).best
  console.log(JSON.stringify({ ours, theirs: tuned }))
}

async function table() {
  const { cases, median: { ours, tuned, plain } } = await compare({ rounds: 200, plainRounds: 10 })
  const load = await loading({ rounds: 30 })
  const row = (name, time, what) => console.log(`  ${name.padEnd(28)}${time.toFixed(1).padStart(9)} µs   ${what}`)
  console.log(`\n${cases} cases of ${PACK}, median time a case:\n`)
  row('doorstep, WebAssembly', ours, 'the whole finding, JSON in and out')
  row('json-rules-engine, tuned', tuned, 'the bare level')
  row('json-rules-engine, plain', plain, 'the bare level')
  console.log(`\n  engine and pack loaded in ${load.toFixed(1)} ms (at most 15)\n`)
  const failures = [
    ours > tuned && `a check takes ${(ours / tuned).toFixed(2)} times as long as json-rules-engine's`,
    load >= 15 && `loading takes ${load.toFixed(1)} ms`,
  ].filter(Boolean)
  for (const failure of failures) console.error(`  too slow: ${failure}`)
  process.exit(failures.length ? 1 : 0)
}

await (process.argv.includes('--ratio') ? ratio() : table())
