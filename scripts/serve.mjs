// Serves the built page from dist/ as any plain web server would: no rewriting, no compression, nothing kept in caches.
// With `hosted`, as a usual host does: compressed, and kept in caches. Times are measured with that.
// The content security policy is the page's own (in its HTML), so that what is tried here is what holds on any host.
//
//   node scripts/serve.mjs        PORT=8080 and HOST=0.0.0.0 change where it listens

import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'

export const DIST = fileURLToPath(new URL('../dist/', import.meta.url))

export const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
}

/** The file under `root` that a URL path names, or null: never one outside it, never a hidden one. */
export async function find(root, urlPath) {
  let path
  try {
    path = decodeURIComponent(urlPath)
  } catch {
    return null
  }
  const file = normalize(join(root, path, path.endsWith('/') ? 'index.html' : ''))
  const inside = file.startsWith(normalize(root + sep))
  if (!inside || path.includes('\0') || path.split('/').some((part) => part.startsWith('.'))) return null
  const found = await stat(file).catch(() => null)
  return found?.isFile() ? { file, size: found.size } : null
}

const small = new Map()

/** The file as brotli packs it, done once: a host does it before anyone asks. */
function compressed(file) {
  if (!small.has(file)) small.set(file, readFile(file).then(promisify(brotliCompress)))
  return small.get(file)
}

/**
 * Starts a server for one folder; port 0 takes any free one. `headers` gives more headers for a path, as a header file of
 * dist/headers does; `hosted` packs the files and lets browsers keep them. Resolves to its origin and a way to stop it.
 */
export async function serve({ root = DIST, port = 0, host = '127.0.0.1', headers = () => ({}), hosted = false } = {}) {
  const server = createServer(async (request, response) => {
    const say = (status, headers = {}, body = '') => {
      response.writeHead(status, {
        'Cache-Control': 'no-cache',
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
        ...headers,
      })
      if (body) response.end(body)
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return say(405, { Allow: 'GET, HEAD', 'Content-Type': 'text/plain' }, 'Only GET and HEAD.\n')
    }
    const found = await find(root, request.url.split('?')[0])
    if (!found) return say(404, { 'Content-Type': 'text/plain; charset=utf-8' }, 'There is no such page here.\n')
      const type = {
        'Content-Type': TYPES[extname(found.file)] ?? 'application/octet-stream',
        ...headers(decodeURIComponent(request.url.split('?')[0]).slice(1)),
      }
    if (hosted) {
      const body = await compressed(found.file)
      // What has a hash of its content in its name never changes.
      const age = request.url.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'max-age=3600'
      say(200, { ...type, 'Cache-Control': age, 'Content-Encoding': 'br', 'Content-Length': body.length, Vary: 'Accept-Encoding' })
      return response.end(request.method === 'HEAD' ? undefined : body)
    }
    say(200, { ...type, 'Content-Length': found.size })
    if (request.method === 'HEAD') return response.end()
    createReadStream(found.file).on('error', () => response.destroy()).pipe(response)
  })
  await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return {
    origin: `http://${host.includes(':') ? `[${host}]` : host}:${server.address().port}`,
    close: () => new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections()
    }),
  }
}

/** Listens where it is asked to; where that port is taken and nobody insisted on it, on any free one. */
async function main() {
  if (!(await stat(join(DIST, 'index.html')).catch(() => null))) {
    console.error('There is no built page in dist/ yet: `make build` makes it, and `make run` makes and serves it.')
    process.exit(1)
  }
  const { PORT, HOST: host = '127.0.0.1' } = process.env
  const server = await serve({ port: Number(PORT ?? 8000), host }).catch((error) => {
    if (error.code === 'EADDRINUSE' && !PORT) return serve({ host })
    throw error
  })
  console.log(`\n  Doorstep is at ${server.origin}/   (Ctrl-C stops it)\n`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(`The page cannot be served: ${error.message}`)
    process.exit(1)
  })
}
