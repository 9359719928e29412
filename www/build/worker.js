// Makes sw.js, with the list of the files that it keeps and a hash of each, and off/sw.js, which removes it again.

import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { injectManifest } from 'workbox-build'
import { thisCopy } from './copy.js'

/** What works with no network. Not the pages to read without scripts, and nothing that is for the server. */
const KEPT = ['index.html', 'plain.*', 'icon*', 'manifest.webmanifest', 'assets/*']

/** @param {string | Buffer} bytes */
const hash = (bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`

/**
 * @param {string} name
 * @param {Record<string, string>} define
 */
async function bundled(name, define) {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', ...define },
    build: {
      write: false,
      target: ['chrome94', 'firefox93', 'safari15.4'],
      lib: { entry: fileURLToPath(new URL(`../worker/${name}.ts`, import.meta.url)), formats: ['iife'], name: 'worker' },
    },
  })
  const [first] = Array.isArray(result) ? result : [result]
  if (!first || !('output' in first)) throw new Error(`${name} was not built`)
  return first.output[0].code
}

/**
 * What this copy holds, for words about what changed.
 * @param {string} packs the folder that `doorstep compile` wrote
 * @returns {Promise<import('../worker/talk.ts').Copy>}
 */
export async function copyOf(packs) {
  const mark = async (/** @type {string} */ file) => hash(await readFile(join(packs, file))).slice(7, 23)
  /** @type {import('../src/contract.ts').Edition[]} */
  const list = JSON.parse(await readFile(join(packs, 'index.json'), 'utf8'))
  const documents = list.map(async ({ id, area_name, short_title, published_words }) => ({
    id,
    area: area_name,
    edition: `${short_title}, ${published_words}`,
    hash: await mark(`${id}.json`),
  }))
  return { ...thisCopy(), documents: await Promise.all(documents), shared: await mark('shared.json'), search: await mark('search.bin') }
}

/**
 * Writes the two workers into a folder that holds everything else already.
 * @param {string} folder
 * @param {import('../worker/talk.ts').Copy} copy
 */
export async function writeWorkers(folder, copy) {
  const aside = await mkdtemp(join(tmpdir(), 'doorstep-'))
  try {
    const swSrc = join(aside, 'worker.js')
    await writeFile(swSrc, await bundled('worker', { DOORSTEP_COPY: JSON.stringify(copy) }))
    const { count, warnings } = await injectManifest({
      swSrc,
      swDest: join(folder, 'sw.js'),
      globDirectory: folder,
      globPatterns: KEPT,
      dontCacheBustURLsMatching: /^assets\//,
      maximumFileSizeToCacheInBytes: 5_000_000,
      manifestTransforms: [
        async (entries) => ({
          manifest: await Promise.all(entries.map(async (entry) => ({ ...entry, integrity: hash(await readFile(join(folder, entry.url))) }))),
          warnings: [],
        }),
      ],
    })
    if (warnings.length > 0 || count < 10) throw new Error(`sw.js lists ${count} files. ${warnings.join(' ')}`)
    await mkdir(join(folder, 'off'), { recursive: true })
    await writeFile(join(folder, 'off/sw.js'), await bundled('off', {}))
  } finally {
    await rm(aside, { recursive: true })
  }
}

/**
 * @param {string} packs the folder that `doorstep compile` wrote
 * @returns {import('vite').Plugin}
 */
export function workers(packs) {
  let folder = ''
  return {
    name: 'workers',
    apply: 'build',
    configResolved: (config) => {
      folder = config.build.outDir
    },
    // Last, when every other file is there.
    closeBundle: { order: 'post', sequential: true, handler: async () => writeWorkers(folder, await copyOf(packs)) },
  }
}
