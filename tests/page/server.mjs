// A server that a test can stop, spoil, watch, and give another copy of the page to serve: what happens to a page that is
// kept on a device happens between it and such a server.

import { cp, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, sep } from 'node:path'
import { copyOf, writeWorkers } from '../../www/build/worker.js'
import { DIST, find, TYPES } from '../../scripts/serve.mjs'
import { repo } from '../wasm/engine.mjs'

export const PORTAL = '<!doctype html><title>Guest wifi</title><h1>Please log in to go on</h1>'

/** How an answer can be spoilt. */
export const SPOILT = {
  'answered with 500': (response) => response.writeHead(500, { 'Content-Type': 'text/plain' }).end('broken'),
  'answered with 404': (response) => response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not here'),
  'cut off in the middle': (response, bytes, type) => {
    response.writeHead(200, { 'Content-Type': type, 'Content-Length': bytes.length })
    response.write(bytes.subarray(0, bytes.length >> 1), () => setTimeout(() => response.destroy(), 5))
  },
  'answered by a log-in page with status 200': (response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(PORTAL),
}

/** Serves a folder under a path of its own. `log` holds every request; `spoil` maps a file's name to one of `SPOILT`. */
export async function stoppable({ root = DIST, path = '/' } = {}) {
  const state = { root, log: [], spoil: new Map() }
  let server, port = 0
  async function handle(request, response) {
    const body = []
    for await (const part of request) body.push(part)
    state.log.push({ method: request.method, url: request.url, body: Buffer.concat(body).toString() })
    const url = request.url.split('?')[0]
    const found = url.startsWith(path) ? await find(state.root, `/${url.slice(path.length)}`) : null
    if (!found) return response.writeHead(404, { 'Content-Type': 'text/plain' }).end('There is no such page here.\n')
    const bytes = await readFile(found.file)
    const type = TYPES[extname(found.file)] ?? 'application/octet-stream'
    const name = found.file.slice(state.root.length).split(sep).filter(Boolean).join('/')
    const spoilt = state.spoil.get(name) ?? state.spoil.get('*')
    if (spoilt) return spoilt(response, bytes, type)
    response.writeHead(200, { 'Content-Type': type, 'Content-Length': bytes.length, 'Cache-Control': 'no-cache' }).end(bytes)
  }
  const start = async () => {
    server = createServer((request, response) => handle(request, response).catch(() => response.destroy()))
    await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
    port = server.address().port
  }
  const stop = () => new Promise((resolve) => {
    server.close(resolve)
    server.closeAllConnections()
  })
  await start()
  return Object.assign(state, { address: `http://127.0.0.1:${port}${path}`, origin: `http://127.0.0.1:${port}`, start, stop })
}

/** What the worker of a folder keeps: the files' names. */
export async function keptFiles(folder = DIST) {
  const worker = await readFile(join(folder, 'sw.js'), 'utf8')
  return [...worker.matchAll(/"?url"?:"([^"]+)"/g)].map(([, url]) => url)
}

const made = []

/** A copy of the built page in a folder of its own, which `change` may alter. Gone when the tests are. */
export async function copyOfPage(change = async () => {}) {
  const folder = await mkdtemp(join(tmpdir(), 'doorstep-page-'))
  made.push(folder)
  await cp(DIST, folder, { recursive: true })
  await change(folder)
  return folder
}

export const removeCopies = () => Promise.all(made.splice(0).map((folder) => rm(folder, { recursive: true, force: true })))

/**
 * A later release in which every file differs: hashed names are others, the rest has an empty line more. `alter` may change
 * what the release says of itself.
 */
export function laterCopy(alter = (copy) => copy, mark = 'Q') {
  return copyOfPage(async (folder) => {
    const names = await readdir(join(folder, 'assets'))
    const later = (name) => name.replace(/^(.*)\.(\w+)$/, `$1${mark}.$2`)
    const texts = ['index.html', ...names.filter((name) => /\.(js|css)$/.test(name)).map((name) => `assets/${name}`)]
    for (const file of texts) {
      let text = await readFile(join(folder, file), 'utf8')
      for (const name of names) text = text.replaceAll(name, later(name))
      await writeFile(join(folder, file), text)
    }
    for (const name of names) await rename(join(folder, 'assets', name), join(folder, 'assets', later(name)))
    for (const name of await keptFiles()) {
      if (!name.startsWith('assets/')) await writeFile(join(folder, name), Buffer.concat([await readFile(join(folder, name)), Buffer.from('\n')]))
    }
    await writeWorkers(folder, alter(await copyOf(`${repo}www/packs`)))
  })
}
