// Builds dist/doorstep.html: the page, the engine, the search and all packs in one file, which runs from a USB stick with no
// network. The same sources as the page; only src/files.ts has another in its place.

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'fflate'
import { defineConfig } from 'vite'
import { copyInPage } from '../build/copy.js'
import { emergencyNumbers } from '../build/emergency.js'
import { freshCopies } from '../build/fresh.js'
import { ONE_FILE } from '../build/headers.js'
import { PARTS } from '../build/parts.js'
import { policyOfOneFile, written } from '../build/policy.js'
import { tightTemplates } from '../build/tighten.js'

/** @param {string} path */
const here = (path) => fileURLToPath(new URL(path, import.meta.url))

const PACKS = here('../packs/')

/** Everything that the page fetches elsewhere, by the name that it asks for. @returns {[string, string][]} */
function files() {
  const packs = readdirSync(PACKS, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'))
  return [
    ['engine', here('../pkg/doorstep_bg.wasm')],
    ['finder', here('../finder/finder_bg.wasm')],
    ...packs.filter((name) => /\.(json|bin)$/.test(name) && name !== 'emergency.json').sort().map((name) => /** @type {[string, string]} */ ([name, PACKS + name])),
  ]
}

/** @param {[string, string]} file */
const block = ([name, path]) =>
  `<script type="application/octet-stream" id="file:${name}">${Buffer.from(gzipSync(readFileSync(path), { level: 9, mtime: 0 })).toString('base64')}</script>`

/** @param {string} text */
const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/**
 * Takes away what names another file, and stops the build where anything is left.
 * @param {string} page
 */
function standingAlone(page) {
  const alone = page
    // No icon, no manifest; the policy is written anew at the end.
    .replace(/\s*<link rel="(?:icon|manifest|apple-touch-icon|stylesheet)"[^>]*>/g, '')
    .replace(/\s*<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
    .replace(/\s*<script [^>]*src="[^"]*"[^>]*><\/script>/g, '')
    // The dull page is drawn in place.
    .replace('href="./plain.html"', 'href="#"')
    // What is there to read without the checker is in files of its own.
    .replace(/<a\b[^>]*href="\.\/read\/[^"]*"[^>]*>([\s\S]*?)<\/a>/g, '$1')
  const left = alone.match(/(?:href|src)="(?!#|tel:|mailto:|https:)[^"]*"/)
  if (left) throw new Error(`${ONE_FILE} would still need another file: ${left[0]}`)
  return alone
}

/** @returns {import('vite').Plugin} */
function inOneFile() {
  return {
    name: 'in-one-file',
    enforce: 'post',
    resolveId: {
      order: 'pre',
      async handler(source, importer, options) {
        if (!/(^|\/)files\.ts$/.test(source) || !importer) return null
        const found = await this.resolve(source, importer, { ...options, skipSelf: true })
        return found?.id === here('../src/files.ts') ? here('files.ts') : null
      },
    },
    generateBundle(_, bundle) {
      let script = ''
      let style = ''
      let page = ''
      for (const [name, part] of Object.entries(bundle)) {
        delete bundle[name]
        if (part.type === 'chunk') {
          script += part.code
          const unknown = part.moduleIds.map((id) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1]).filter((one) => one && !PARTS.includes(one))
          if (unknown.length > 0) throw new Error(`www/build/parts.js does not name ${unknown.join(', ')}, and the product holds it`)
        } else if (name.endsWith('.css')) style += String(part.source)
        else if (name.endsWith('.html')) page = String(part.source)
        else throw new Error(`${name} has no place in ${ONE_FILE}`)
      }
      // A browser reads the end of a script wherever it stands.
      script = `\n${script.replaceAll('\r', '').replace(/<(?=\/script|!--|script)/gi, '\\x3C').trim()}\n`
      style = `\n${style.replaceAll('\r', '').trim()}\n`
      if (!page || /<\/style/i.test(style)) throw new Error('the page is not as expected')
      const policy = `<meta http-equiv="Content-Security-Policy" content="${written(policyOfOneFile([hash(script)], [hash(style)]))}" />`
      const source = standingAlone(page)
        .replace(/(<meta charset="[^"]*"[^>]*>)/i, (charset) => `${charset}\n    ${policy}`)
        .replace('</head>', () => `<style>${style}</style>\n  </head>`)
        .replace('</body>', () => `${files().map(block).join('\n')}\n<script type="module">${script}</script>\n  </body>`)
      this.emitFile({ type: 'asset', fileName: ONE_FILE, source })
    },
  }
}

export default defineConfig({
  root: here('..'),
  base: './',
  publicDir: false,
  plugins: [copyInPage(), freshCopies(), emergencyNumbers(here('../packs/emergency.json')), tightTemplates(), inOneFile()],
  css: { preprocessorOptions: { scss: { quietDeps: true, loadPaths: [here('../../node_modules')] } } },
  build: {
    outDir: here('../../dist'),
    emptyOutDir: false,
    target: ['chrome94', 'firefox93', 'safari15.4'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
