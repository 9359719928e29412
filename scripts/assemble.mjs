// Puts together what the page's build has left in dist/: header files for servers, and the widget, which is a copy of the page
// with an element beside it.
//
//   node scripts/assemble.mjs

import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { headerFiles } from '../www/build/headers.js'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const dist = here('../dist/')

/** What is made here, and by `make dist`; all else in dist/ is the page. */
const OURS = ['headers', 'widget', 'SHA256SUMS', 'sbom.cdx.json', 'thresholds.json', 'CHANGES-IN-THRESHOLDS.md']

for (const name of OURS) await rm(dist + name, { recursive: true, force: true })
const page = (await readdir(dist)).sort()

await mkdir(`${dist}headers`)
const pages = (await readdir(dist, { recursive: true })).map((name) => name.replaceAll('\\', '/'))
const governed = pages.filter((name) => /\.html$|^sw\.js$/.test(name)).sort()
for (const [name, text] of Object.entries(headerFiles(governed))) await writeFile(`${dist}headers/${name}`, text)

await mkdir(`${dist}widget`)
for (const name of page) await cp(dist + name, `${dist}widget/${name}`, { recursive: true })
for (const name of (await readdir(here('../www/widget'))).sort()) await cp(here(`../www/widget/${name}`), `${dist}widget/${name}`)
for (const guide of ['widget.md', 'overlay.md']) await cp(here(`../docs/${guide}`), `${dist}widget/${guide}`)
