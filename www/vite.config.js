import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { copyInPage } from './build/copy.js'
import { emergencyNumbers } from './build/emergency.js'
import { freshCopies } from './build/fresh.js'
import { policyInPage } from './build/policy.js'
import { readingPages } from './build/reading.js'
import { tightTemplates } from './build/tighten.js'
import { workers } from './build/worker.js'

/** @param {string} path */
const here = (path) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  // Relative paths: the page works in any folder of any server.
  base: './',
  plugins: [
    policyInPage(),
    copyInPage(),
    freshCopies(),
    emergencyNumbers(here('packs/emergency.json')),
    readingPages(here('packs')),
    tightTemplates(),
    workers(here('packs')),
  ],
  css: {
    // The frontend's own Sass is not ours to mend.
    preprocessorOptions: { scss: { quietDeps: true, loadPaths: [here('../node_modules')] } },
  },
  build: {
    outDir: here('../dist'),
    emptyOutDir: true,
    target: ['chrome94', 'firefox93', 'safari15.4'],
    // The content security policy has no room for data: addresses or inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
