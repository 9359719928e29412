// Adds to a built dist/ what a release needs: the thresholds as data, what changed in them, the list of parts, and sums of
// all files. The same sources give the same bytes: no clock, no path, no order of chance.
//
//   node scripts/release.mjs DIST [PREVIOUS]     PREVIOUS is the dist/ of an earlier release

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { changes } from './changes.mjs'
import { partsList } from './sbom.mjs'
import { doorstep, version } from './sources.mjs'

const [dist, previous] = process.argv.slice(2)
if (!dist) throw new Error('which folder? node scripts/release.mjs dist')

const editions = JSON.parse(doorstep('packs', '--json'))
const packs = editions.map(({ id }) => JSON.parse(doorstep('show', id, '--json')))
const diffs = editions
  .filter((one) => one.superseded_by || !one.current)
  .flatMap((one) => {
    const current = editions.find((other) => other.current && other.area === one.area)
    return current ? [{ from: one.id, to: current.id, text: doorstep('diff', one.id, current.id) }] : []
  })
const release = { version: version(), packs }

writeFileSync(join(dist, 'thresholds.json'), `${JSON.stringify(release)}\n`)
writeFileSync(join(dist, 'sbom.cdx.json'), `${JSON.stringify(partsList(), null, 2)}\n`)
const before = previous ? JSON.parse(readFileSync(join(previous, 'thresholds.json'), 'utf8')) : null
writeFileSync(join(dist, 'CHANGES-IN-THRESHOLDS.md'), changes(release, before, diffs))

const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(dist, join(entry.parentPath, entry.name)).split(sep).join('/'))
  .filter((name) => name !== 'SHA256SUMS')
  .sort()
const sum = (name) => createHash('sha256').update(readFileSync(join(dist, name))).digest('hex')
writeFileSync(join(dist, 'SHA256SUMS'), files.map((name) => `${sum(name)}  ${name}\n`).join(''))
