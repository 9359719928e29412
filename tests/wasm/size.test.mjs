// What a phone must fetch stays small, and the engine holds nothing that it has no use for.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { brotliCompressSync, constants } from 'node:zlib'
import { glueFile, packs, packFile, repo, wasmFile } from './engine.mjs'

const kB = 1000
const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
const wasm = readFileSync(wasmFile)

describe('sizes, as brotli makes them', () => {
  test('engine with its JavaScript side: at most 80 kB', (t) => {
    const size = brotli(wasm) + brotli(readFileSync(glueFile))
    t.diagnostic(`${(size / kB).toFixed(1)} kB (${(wasm.length / kB).toFixed(0)} kB before)`)
    assert.ok(size <= 80 * kB, `${size} bytes`)
  })

  for (const { id } of packs()) {
    test(`pack ${id}: at most 25 kB`, (t) => {
      const size = brotli(packFile(id))
      t.diagnostic(`${(size / kB).toFixed(1)} kB`)
      assert.ok(size <= 25 * kB, `${size} bytes`)
    })
  }

  test('all packs together, with what they share: at most 120 kB', (t) => {
    const size = ['shared', ...packs().map(({ id }) => id)].reduce((sum, id) => sum + brotli(packFile(id)), 0)
    t.diagnostic(`${(size / kB).toFixed(1)} kB, of it ${(brotli(packFile('shared')) / kB).toFixed(1)} kB shared`)
    assert.ok(size <= 120 * kB, `${size} bytes`)
  })
})

describe('the engine asks for nothing and hides nothing', () => {
  const module = new WebAssembly.Module(wasm)

  test('its imports are only what passing text and faults takes', () => {
    // Names end in a hash that changes with the tool's version.
    const allowed = /^__(wbg|wbindgen)_(init_externref_table|cast|generic|__wbindgen_throw|throw|string_new|error_new|Error|parse|new|set)(_[0-9a-f]+)*$/
    const names = WebAssembly.Module.imports(module).map(({ name }) => name)
    assert.deepEqual(names.filter((name) => !allowed.test(name)), [])
  })

  test('it has no names section and no tools of the author in it', () => {
    assert.deepEqual(WebAssembly.Module.customSections(module, 'name'), [])
    assert.deepEqual(WebAssembly.Module.customSections(module, 'producers'), [])
    const text = wasm.toString('latin1')
    for (const word of ['toml', 'clap', 'regex', 'markdown', 'chrono']) {
      assert.ok(!text.toLowerCase().includes(word), `${word}: ${around(text, word)}`)
    }
  })

  test('it says nothing about the machine that built it', () => {
    const text = wasm.toString('latin1')
    for (const path of ['/home/', '/root/', '/Users/', '.cargo', repo]) assert.ok(!text.includes(path), around(text, path))
  })
})

const around = (text, word) => {
  const at = text.toLowerCase().indexOf(word.toLowerCase())
  return JSON.stringify(text.slice(Math.max(0, at - 60), at + 60))
}
