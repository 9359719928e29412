// What the scripts of a release ask of the sources: always this tree's, wherever they are run.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const repo = fileURLToPath(new URL('../', import.meta.url))

const run = (...args) => execFileSync('cargo', args, { cwd: repo, maxBuffer: 1 << 28, encoding: 'utf8' })

/** What the command line answers. */
export const doorstep = (...args) => run('run', '--quiet', '--', ...args)

/** The crates that are in the WebAssembly, with all that cargo knows of them. */
export const crates = () =>
  JSON.parse(run('metadata', '--format-version', '1', '--locked', '--no-default-features', '--features', 'finder', '--filter-platform', 'wasm32-unknown-unknown'))

export const text = (path) => readFileSync(repo + path, 'utf8')

export const version = () => /^version = "([^"]+)"/m.exec(text('Cargo.toml'))[1]
