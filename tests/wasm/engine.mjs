// The engine as the browser has it, and the cases that the native engine has already answered. Shared by the tests here
// and by the benchmark.

import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Checker, initSync } from '../../www/pkg/doorstep.js'

export { Checker, version } from '../../www/pkg/doorstep.js'

export const repo = fileURLToPath(new URL('../../', import.meta.url))
export const wasmFile = repo + 'www/pkg/doorstep_bg.wasm'
export const glueFile = repo + 'www/pkg/doorstep.js'

/** Starts the engine from the file's bytes, as `initSync` does for the page. Returns its exports, memory among them. */
export const start = () => initSync({ module: readFileSync(wasmFile) })

/** A file that the page fetches beside the engine: `nottinghamshire/v9` is a pack, `shared` what all packs share. */
export const packFile = (id) => readFileSync(`${repo}www/packs/${id}.json`)

/** A checker for the pack with this id. */
export const checkerFor = (id) => new Checker(packFile(id), packFile('shared'))

/** The whole pack as the command line shows it: packs travel to the page in a tighter form. */
export function showPack(id) {
  const shown = execFileSync('cargo', ['run', '--quiet', '--', 'show', id, '--json'], { cwd: repo, maxBuffer: 1 << 26 })
  return JSON.parse(shown)
}

/** What can be chosen on the page: the list of all compiled packs. */
export const packs = () => JSON.parse(readFileSync(`${repo}www/packs/index.json`, 'utf8'))

/** Every case of tests/cases with the native engine's answer: `{ file, name, pack, case, finding }`. */
export function nativeCases() {
  const file = repo + 'target/cases.ndjson'
  if (!existsSync(file)) throw new Error('target/cases.ndjson is not there: `make test-wasm` makes it first')
  return readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line))
}

/** The same JSON value with the keys of every object in the reverse order. */
export function turned(value) {
  if (Array.isArray(value)) return value.map(turned)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, turned(inner)]))
}
