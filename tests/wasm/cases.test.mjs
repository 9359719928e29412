// The engine in WebAssembly gives the same bytes as the native one, for every case file and in any order of keys.

import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { checkerFor, nativeCases, start, turned, version } from './engine.mjs'

before(start)

const cases = nativeCases()
const ofPack = (id) => cases.filter((one) => one.pack === id)

const named = (one) => `${one.file}: ${one.name}`

/** Byte for byte; shows the place where they part, not all of two long texts. */
function assertSame(wasm, one) {
  if (wasm === one.finding) return
  const at = [...one.finding].findIndex((letter, i) => letter !== wasm[i])
  const around = (text) => text.slice(Math.max(0, at - 80), at + 80)
  assert.fail(`${named(one)}\n  native: …${around(one.finding)}…\n  wasm:   …${around(wasm)}…`)
}

test('there are cases to repeat', () => {
  assert.ok(cases.length >= 50, `only ${cases.length} in target/cases.ndjson`)
})

test('the engine says its version', () => {
  assert.match(version(), /^\d+\.\d+\.\d+/)
})

for (const pack of new Set(cases.map((one) => one.pack))) {
  const group = ofPack(pack)
  describe(`${pack}: ${group.length} cases`, () => {
    let checker
    before(() => { checker = checkerFor(pack) })

    test('give the bytes that the native engine gives', () => {
      for (const one of group) assertSame(checker.check(JSON.stringify(one.case)), one)
    })

    test('give them again, and with the keys of the case in another order', () => {
      for (const one of group) assertSame(checker.check(JSON.stringify(turned(one.case))), one)
    })

    test('give them with white space in the case, and from a second checker of the same pack', () => {
      const second = checkerFor(pack)
      for (const one of group) assertSame(second.check(JSON.stringify(one.case, null, 2)), one)
      second.free()
    })

    test('have a record in words that says whatever the finding says first', () => {
      for (const one of group) {
        const { headline, reasons, contacts } = JSON.parse(one.finding)
        const record = checker.record(JSON.stringify(one.case)).replace(/\s+/g, ' ')
        for (const text of [headline, ...reasons.map((r) => r.text), ...contacts.filter((c) => c.first).flatMap((c) => c.phone)]) {
          assert.ok(record.includes(text.replace(/\s+/g, ' ')), `${named(one)}: the record does not say: ${text}`)
        }
      }
    })
  })
}
