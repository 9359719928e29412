// The search as the browser has it: small, quick to load, the same answers as natively, and never a trap.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { brotliCompressSync, constants } from 'node:zlib'
import { parse } from 'smol-toml'
import { dataFile, finder, finderFor, glueFile, idsAndTexts, wasmFile } from '../searches/finder.mjs'
import { figures } from '../searches/report.mjs'
import { repo } from './engine.mjs'

const kB = 1000
const brotli = (bytes) => brotliCompressSync(bytes, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
}).length
const building = parse(readFileSync(`${repo}tests/searches/building.toml`, 'utf8')).search

describe('sizes, as brotli makes them', () => {
  test('search data of all packs: at most 205 kB', (t) => {
    const size = brotli(readFileSync(dataFile))
    t.diagnostic(`${(size / kB).toFixed(1)} kB`)
    assert.ok(size <= 205 * kB, `${size} bytes`)
  })

  test('the code that searches, with its JavaScript side: at most 40 kB', (t) => {
    const size = brotli(readFileSync(wasmFile)) + brotli(readFileSync(glueFile))
    t.diagnostic(`${(size / kB).toFixed(1)} kB`)
    assert.ok(size <= 40 * kB, `${size} bytes`)
  })
})

describe('answers', () => {
  test('are those of the command line', () => {
    for (const pack of ['nottinghamshire/v9', 'llr/2021', 'leeds/2013']) {
      const one = finderFor(pack)
      for (const { words } of building.slice(0, 5)) {
        const native = JSON.parse(execFileSync('cargo', ['run', '--quiet', '--', 'search', pack, words, '--json'], { cwd: repo }))
        const { hits, grave, fits, advice } = JSON.parse(one.find(words, 10))
        const ids = (list) => list.map(({ id }) => id)
        // The command line adds what grave signs show to the end of its hits; here they stand by themselves.
        native.hits = native.hits.slice(0, 10)
        assert.deepEqual({ hits, grave, fits, advice }, { hits: ids(native.hits), grave: ids(native.grave), fits: native.fits, advice: native.advice })
      }
      one.free()
    }
  })

  test('statements of another making are refused, and the finder goes on', () => {
    const ids = idsAndTexts('nottinghamshire/v9').map(({ id }) => id)
    const one = finder()
    assert.equal(one.open('nottinghamshire/v9', ids.slice(1).join('\n')), false)
    assert.equal(one.find('hits her with a belt', 5), 'null')
    assert.equal(one.open('nowhere/1', ids.join('\n')), false)
    assert.equal(one.open('nottinghamshire/v9', ids.join('\n')), true)
    assert.equal(JSON.parse(one.find('hits her with a belt', 5)).hits.length, 5)
    one.free()
  })

  test('damaged data are refused in words', () => {
    const bytes = readFileSync(dataFile)
    for (const bad of [new Uint8Array(), bytes.subarray(0, 30), bytes.subarray(0, bytes.length - 1), bytes.subarray(1)]) {
      assert.throws(() => finder(bad), (thrown) => typeof thrown === 'string' && /search data/.test(thrown))
    }
  })

  test('anything typed is answered', () => {
    const one = finderFor('nottinghamshire/v9')
    const odd = ['', ' ', '🙂'.repeat(50), '<script>alert(1)</script>', '\u202e\u0000\ufeff', 'a'.repeat(100_000), 'not '.repeat(5000), '9/12 '.repeat(300), "'".repeat(999)]
    for (const words of odd) assert.doesNotThrow(() => JSON.parse(one.find(words, 10)), words.slice(0, 20))
    one.free()
  })
})

describe('how often a right statement is among the first five', () => {
  const { rows } = figures()
  const row = (pack, half, engine) => rows.find((one) => one.pack === pack && one.half === half && one.wording === 'all' && one.engine === engine)
  for (const pack of ['nottinghamshire/v9', 'llr/2021']) {
    for (const half of ['building', 'set-aside']) {
      test(`${pack}, ${half}: at least 85%, and plain BM25 and MiniSearch far below`, (t) => {
        const [ours, bm25, mini] = ['Doorstep', 'plain BM25', 'MiniSearch'].map((engine) => row(pack, half, engine).at5)
        t.diagnostic([ours, bm25, mini].map((share) => `${(share * 100).toFixed(1)}%`).join(' beside '))
        assert.ok(ours >= 0.85, `${ours}`)
        assert.ok(Math.max(bm25, mini) < 0.3, 'the descriptions have become too easy to tell anything')
      })
    }
  }
})
