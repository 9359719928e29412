// The search as the browser has it, for the report, the tests and the benchmark.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Finder, initSync } from '../../www/finder/finder.js'
import { showPack } from '../wasm/engine.mjs'

const repo = fileURLToPath(new URL('../../', import.meta.url))
export const wasmFile = `${repo}www/finder/finder_bg.wasm`
export const glueFile = `${repo}www/finder/finder.js`
export const dataFile = `${repo}www/packs/search.bin`

let started = false

/** A finder of fresh search data; `bytes` in their place where others are given. */
export function finder(bytes = readFileSync(dataFile)) {
  if (!started) initSync({ module: readFileSync(wasmFile) })
  started = true
  return new Finder(bytes)
}

/** Statements and situations of a pack in the order in which the search knows them. */
export function idsAndTexts(pack) {
  const { items, situations } = showPack(pack)
  return [...items, ...situations].map(({ id, text }) => ({ id, text }))
}

/** A finder that has turned to a pack. */
export function finderFor(pack, statements = idsAndTexts(pack)) {
  const one = finder()
  if (!one.open(pack, statements.map(({ id }) => id).join('\n'))) throw new Error(`${pack}: made for other statements`)
  return one
}
