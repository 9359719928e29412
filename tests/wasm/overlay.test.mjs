// A school's own contacts in WebAssembly: the same bytes as natively; what is refused changes nothing; empty text takes them away.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { before, describe, test } from 'node:test'
import { checkerFor, nativeCases, repo, start } from './engine.mjs'

before(start)

const FILE = `${repo}tests/overlay/hazel-school.json`
const text = readFileSync(FILE, 'utf8')
const PACK = 'nottinghamshire/v9'
const cases = nativeCases().filter((one) => one.pack === PACK)

/** Findings as the command line gives them. */
const batch = (ndjson, ...more) =>
  execFileSync('cargo', ['run', '--quiet', '--', 'batch', ...more], { cwd: repo, input: ndjson, maxBuffer: 1 << 28, encoding: 'utf8' })
    .split('\n')
    .filter(Boolean)

const answers = (checker) => cases.map((one) => checker.check(JSON.stringify(one.case)))

test('the findings of every case are those of the command line, byte for byte', () => {
  const native = batch(cases.map((one) => JSON.stringify(one.case)).join('\n'), '--overlay', FILE)
  const checker = checkerFor(PACK)
  assert.equal(checker.overlay(text), true)
  const ours = answers(checker)
  assert.equal(native.length, ours.length)
  for (const [i, finding] of ours.entries()) assert.equal(finding, native[i], cases[i].name)
  assert.ok(ours.every((finding) => finding.includes('Jo Marsh')))
  assert.ok(checker.record(JSON.stringify(cases[0].case)).includes('Tell Jo Marsh'))
})

describe('what is laid over a checker', () => {
  const plain = () => cases.map((one) => one.finding)
  const other = JSON.stringify({ name: 'Oak', updated: '2026-09-02', dsl: { name: 'Sam Reed', phones: ['0115 496 0009'] } })

  test('is taken away by empty text, and may be laid again', () => {
    const checker = checkerFor(PACK)
    checker.overlay(text)
    assert.equal(checker.overlay(''), false)
    assert.deepEqual(answers(checker), plain())
    checker.overlay(text)
    checker.overlay(other)
    const again = answers(checker)
    assert.ok(again.every((finding) => finding.includes('Sam Reed') && !finding.includes('Hazel')))
    checker.overlay('')
    assert.deepEqual(answers(checker), plain())
  })

  test('may leave open when somebody made sure of it, and then no day is claimed', () => {
    const checker = checkerFor(PACK)
    checker.overlay(JSON.stringify({ name: 'Oak', updated: 'unknown', dsl: { name: 'Sam Reed', phones: ['0115 496 0009'] } }))
    for (const finding of answers(checker)) {
      assert.ok(finding.includes('Oak, its own contacts, date unknown'))
      assert.ok(!finding.includes('made sure of'))
    }
    assert.throws(() => checker.overlay(JSON.stringify({ name: 'Oak', updated: 'some day', dsl: { name: 'Sam', phones: ['0115 496 0009'] } })))
  })

  test('for other areas is nothing', () => {
    const checker = checkerFor(PACK)
    assert.equal(checker.overlay(JSON.stringify({ ...JSON.parse(text), areas: ['leeds'], contacts: [] })), false)
    assert.deepEqual(answers(checker), plain())
  })

  const broken = {
    'no JSON': 'hello',
    'cut short': text.slice(0, -9),
    'a list': '[]',
    'an empty object': '{}',
    'a number too short': text.replace('0115 496 0001', '0115'),
    'an unknown contact': text.replace('"early-help-unit"', '"early-help"'),
    'thresholds': text.replace('"name"', '"levels": [], "name"').replace('{', '{"levels":[],'),
  }
  for (const [about, bad] of Object.entries(broken)) {
    test(`${about}: is refused in words, and leaves the checker as it was`, () => {
      const refused = (checker) =>
        assert.throws(
          () => checker.overlay(bad),
          ({ faults }) => Array.isArray(faults) && faults.length > 0 && faults.every((fault) => fault.message.length > 5 && fault.help.length > 5),
        )
      const checker = checkerFor(PACK)
      refused(checker)
      assert.deepEqual(answers(checker), plain())
      checker.overlay(text)
      const laid = answers(checker)
      refused(checker)
      assert.deepEqual(answers(checker), laid)
      checker.free()
    })
  }
})
