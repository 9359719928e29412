// Bad input is refused in words, in one shape, and the engine goes on working: no panic, no leak, no half answer.

import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { Checker, checkerFor, nativeCases, packFile, start } from './engine.mjs'

const PACK = 'nottinghamshire/v9'
const known = nativeCases().filter((one) => one.pack === PACK)
const good = known.find((one) => one.case.concerns?.length > 0)

let wasm, checker
before(() => {
  wasm = start()
  checker = checkerFor(PACK)
})

/** Calls, expects it to throw `{ faults: [{ code, message, key, help }] }`, and returns the faults. */
function faultsOf(call, about) {
  try {
    call()
  } catch (thrown) {
    assert.ok(Array.isArray(thrown?.faults) && thrown.faults.length > 0, `${about}: threw ${String(thrown)}`)
    for (const fault of thrown.faults) {
      assert.match(fault.code, /^[a-z][a-z-]*$/, about)
      assert.ok(typeof fault.message === 'string' && fault.message.length > 10, `${about}: ${JSON.stringify(fault)}`)
      for (const key of ['key', 'help']) {
        assert.ok(fault[key] == null || typeof fault[key] === 'string', `${about}: ${key} of ${JSON.stringify(fault)}`)
      }
      assert.doesNotMatch(fault.message, /panicked|unwrap|Option<|serde|\bstruct\b|\benum\b/, about)
    }
    return thrown.faults
  }
  return assert.fail(`${about}: was accepted`)
}

const stillWorks = () => assert.equal(checker.check(JSON.stringify(good.case)), good.finding)

describe('a case that cannot be read is refused, and the next one is answered', () => {
  const id = good.case.concerns[0]
  const changed = (change) => JSON.stringify({ ...good.case, ...change })
  const bad = {
    'nothing at all': '',
    'not JSON': 'concerns: none',
    'cut short': JSON.stringify(good.case).slice(0, -3),
    'a list': '[]',
    'a number': '7',
    'null': 'null',
    'another pack': changed({ pack: 'nowhere/v1' }),
    'a key nobody knows': changed({ concern: ['x'] }),
    'an unknown concern': changed({ concerns: [id + 'x'] }),
    'one unknown concern among known ones': changed({ concerns: [id, 'no-such-thing', id] }),
    'concerns as one text': changed({ concerns: id }),
    'an unknown situation': changed({ situations: ['no-such-situation'] }),
    'a negative age': changed({ age: { years: -1 } }),
    'an age of half a year': changed({ age: { years: 7.5 } }),
    'an age of 300': changed({ age: { years: 300 } }),
    'an age in words': changed({ age: 'seven' }),
    'months without end': changed({ age: { years: 0, months: 40 } }),
    'a date that does not exist': changed({ when: '2026-02-30T10:00' }),
    'a time that does not exist': changed({ when: '2026-11-20T25:00' }),
    'a time in words': changed({ when: 'now' }),
    'an unknown answer': changed({ answers: { consent: 'perhaps' } }),
    'an unknown question': changed({ answers: { 'no-such-question': 'yes' } }),
    'an unknown local authority': changed({ local_authority: 'atlantis' }),
    'an unknown district': changed({ district: 'atlantis' }),
    'danger in words': changed({ immediate_danger: 'yes' }),
  }
  for (const [about, text] of Object.entries(bad)) {
    test(about, () => {
      faultsOf(() => checker.check(text), about)
      faultsOf(() => checker.record(text), about)
      stillWorks()
    })
  }

  test('a misspelt concern is named and the nearest one suggested', () => {
    const misspelt = id.slice(0, 3) + id.slice(4)
    const [fault] = faultsOf(() => checker.check(changed({ concerns: [misspelt] })), 'misspelt')
    assert.ok(fault.message.includes(misspelt), fault.message)
    assert.ok(`${fault.message} ${fault.help}`.includes(id), JSON.stringify(fault))
  })

  test('several faults in one case are all reported', () => {
    const faults = faultsOf(() => checker.check(changed({ concerns: ['no-such-a', 'no-such-b'], when: 'now' })), 'several')
    const said = JSON.stringify(faults)
    for (const word of ['no-such-a', 'no-such-b', 'now']) assert.ok(said.includes(word), said)
  })
})

describe('a pack that cannot be read is refused, and the checker of another one goes on', () => {
  const bytes = (text) => new TextEncoder().encode(text)
  const bad = {
    'nothing': bytes(''), 'not JSON': bytes('hello'), 'an empty object': bytes('{}'), 'a list': bytes('[]'),
    'half of it': packFile(PACK).subarray(0, 2000), 'bytes that are no text': new Uint8Array([0x22, 0xff, 0xfe, 0x22]),
  }
  for (const [about, file] of Object.entries(bad)) {
    test(about, () => {
      faultsOf(() => new Checker(file, packFile('shared')), about)
      faultsOf(() => new Checker(packFile(PACK), file), `${about}, for what packs share`)
      stillWorks()
    })
  }
})

test('a case bent in 5,000 ways is answered or refused in words, never worse', () => {
  const random = repeatable(20260101)
  const pick = (list) => list[random(list.length)]
  const odd = ['null', '-1', '1e99', '""', '"\\u0000"', '[]', '{}', 'true', '"🙂"', '[[[[[]]]]]', '9007199254740993', '"unborn"']
  let refused = 0
  for (let round = 0; round < 5000; round += 1) {
    const text = JSON.stringify(pick(known).case)
    const from = random(text.length)
    const bent = [
      () => text.slice(0, from) + text.slice(from + 1 + random(4)),
      () => text.slice(0, from) + pick(odd) + text.slice(from),
      () => text.replace(/:[^,:{}[\]]+/g, (value) => (random(4) ? value : `:${pick(odd)}`)),
      () => text.slice(0, from) + String.fromCharCode(32 + random(95)) + text.slice(from + 1),
    ][random(4)]()
    try {
      JSON.parse(checker.check(bent))
    } catch (thrown) {
      assert.ok(Array.isArray(thrown?.faults) && thrown.faults.length > 0, `${String(thrown)} for ${bent}`)
      refused += 1
    }
  }
  assert.ok(refused > 500, `only ${refused} refused`)
  stillWorks()
})

test('memory does not grow with use', () => {
  const round = () => {
    for (const one of known) checker.check(JSON.stringify(one.case))
    for (let i = 0; i < 50; i += 1) faultsOf(() => checker.check('{"concerns":["no-such-thing"]}'), 'unknown')
    checkerFor(PACK).free()
  }
  round()
  const before = wasm.memory.buffer.byteLength
  for (let i = 0; i < 5; i += 1) round()
  assert.equal(wasm.memory.buffer.byteLength, before)
})

/** A generator of whole numbers below n, the same on every run. */
function repeatable(seed) {
  let state = seed
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
}
