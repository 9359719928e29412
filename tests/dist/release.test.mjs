// What a release is made of: relative paths everywhere, sums that hold, a list of parts that is whole, and a note that
// misses no change of a threshold. The two builds themselves are compared by `make dist`.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { changes } from '../../scripts/changes.mjs'
import { DIST } from '../../scripts/serve.mjs'
import { PARTS } from '../../www/build/parts.js'

const repo = new URL('../../', import.meta.url)
let folder
const release = (...more) => execFileSync('node', ['scripts/release.mjs', folder, ...more], { cwd: repo, encoding: 'utf8', stdio: 'pipe' })
const read = (name) => readFileSync(join(folder, name), 'utf8')

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'doorstep-release-'))
  cpSync(DIST, folder, { recursive: true })
  release()
})
after(() => { rmSync(folder, { recursive: true, force: true }) })

test('every file has its sum, and every sum is right', () => {
  const sums = read('SHA256SUMS').trimEnd().split('\n').map((line) => line.split('  '))
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  assert.equal(sums.length, files.length - 1)
  for (const [sum, name] of sums) assert.equal(createHash('sha256').update(readFileSync(join(folder, name))).digest('hex'), sum, name)
})

test('made again it is the same, and holds no clock, no place and no name of this machine', () => {
  const names = ['SHA256SUMS', 'sbom.cdx.json', 'thresholds.json', 'CHANGES-IN-THRESHOLDS.md']
  const first = names.map(read)
  release()
  assert.deepEqual(names.map(read), first)
  for (const [at, text] of first.entries()) assert.ok(!/\/home\/|\/root\/|\/tmp\//.test(text), names[at])
})

test('compared with itself, nothing changed', () => {
  const previous = mkdtempSync(join(tmpdir(), 'doorstep-previous-'))
  cpSync(join(folder, 'thresholds.json'), join(previous, 'thresholds.json'))
  release(previous)
  rmSync(previous, { recursive: true })
  const { packs } = JSON.parse(read('thresholds.json'))
  assert.equal(read('CHANGES-IN-THRESHOLDS.md').match(/^Nothing changed\.$/gm)?.length, packs.length)
})

test('the list of parts names what is shipped, each with version, licence and sum, and nothing that only builds it', () => {
  const list = JSON.parse(read('sbom.cdx.json'))
  assert.equal(list.bomFormat, 'CycloneDX')
  const names = list.components.map((one) => one.name)
  for (const name of ['wasm-bindgen', 'lit-html', 'govuk-frontend', 'fflate']) assert.ok(names.includes(name), name)
  for (const name of ['serde_derive', 'clap', 'toml', 'vite', 'typescript', 'playwright-core', 'sass', 'doorstep']) assert.ok(!names.includes(name), name)
  for (const one of list.components) assert.ok(one.version && one.licenses?.[0].expression && one.hashes?.[0].content, one.purl)
  for (const one of list.components.filter(({ purl }) => purl.startsWith('pkg:npm/'))) assert.ok(PARTS.includes(one.name), one.name)
  assert.deepEqual(new Set(list.dependencies[0].dependsOn).size, list.components.length)
})

test('no page names a file by a path from the top of a server, nor by another site', () => {
  const pages = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.html'))
  assert.ok(pages.length >= 6, pages.join())
  for (const name of pages) {
    const markup = read(name).replace(/<script type="(module|application\/octet-stream)"[^>]*>[\s\S]*?<\/script>/g, '').replace(/<style>[\s\S]*?<\/style>/g, '')
    for (const [, key, value] of markup.matchAll(/\b(src|href|action|data|poster|srcset)="([^"]*)"/g)) {
      assert.ok(!value.startsWith('/') && (key === 'href' ? !/^http:/.test(value) : !/^[a-z]+:/i.test(value)), `${name}: ${key}="${value}"`)
    }
  }
})

describe('the note of changes', () => {
  const item = (id, level, text, more = {}) => ({ id, level, text, topic: 't', ...more })
  const pack = (items, more = {}) => ({ id: 'a/1', title: 'A', edition: '1', status: 'current', items, contacts: [{ id: 'duty', name: 'Duty', phone: ['0115 496 0001'] }], rules: [{ id: 'r', text: 'x' }], ...more })
  const told = (before, now) => changes({ version: '2', packs: [now] }, { version: '1', packs: [before] }, [])
  const base = [item('one', '2', 'Hungry'), item('two', '4', 'Hurt'), item('list', null, 'Late')]

  const cases = {
    'a statement that is gone': [pack(base.slice(1)), 'Gone from level 2: “Hungry” (`one`)'],
    'a new statement': [pack([...base, item('new', '3', 'Cold')]), 'New at level 3: “Cold” (`new`)'],
    'a statement that moved down': [pack([base[0], item('two', '3', 'Hurt'), base[2]]), 'Moved from level 4 to level 3: “Hurt” (`two`)'],
    'a statement that lost its level': [pack([base[0], item('two', null, 'Hurt'), base[2]]), 'Moved from level 4 to no level of its own: “Hurt” (`two`)'],
    'a word that changed': [pack([item('one', '2', 'Often hungry'), ...base.slice(1)]), 'Reworded at level 2: “Hungry” is now “Often hungry” (`one`)'],
    'a statement that moved and was reworded': [pack([item('one', '3', 'Starving'), ...base.slice(1)]), 'Moved from level 2 to level 3: “Starving” (`one`)', 'Reworded at level 3'],
    'a statement under another topic': [pack([item('one', '2', 'Hungry', { topic: 'food' }), ...base.slice(1)]), 'Filed otherwise, same words and level: “Hungry” (`one`)'],
    'a number that changed': [pack(base, { contacts: [{ id: 'duty', name: 'Duty', phone: ['0115 496 0009'] }] }), 'Changed, a contact: Duty: 0115 496 0001 is now 0115 496 0009 (`duty`)'],
    'hours that changed': [pack(base, { contacts: [{ id: 'duty', name: 'Duty', phone: ['0115 496 0001'], opening: 'always' }] }), 'Changed, a contact: Duty: hours, purpose or place'],
    'a contact that is gone': [pack(base, { contacts: [] }), 'Gone, a contact: Duty (`duty`)'],
    'a rule that changed': [pack(base, { rules: [{ id: 'r', text: 'y' }] }), 'Changed, a rule: y (`r`)'],
    'a key that nobody thought of': [pack(base, { covers: 'all' }), 'Changed beside these: covers'],
    'a new edition': [{ ...pack(base), id: 'a/2' }, 'Gone: A.', 'New in this copy: A, 3 statements.'],
  }
  for (const [about, [now, ...words]] of Object.entries(cases)) {
    test(`tells ${about}`, () => {
      const text = told(pack(base), now)
      for (const word of words) assert.ok(text.includes(word), text)
      assert.ok(!text.includes('Nothing changed'))
    })
  }

  test('says so where nothing changed, and where nothing was compared', () => {
    assert.match(told(pack(base), pack(base)), /^Nothing changed\.$/m)
    assert.match(changes({ version: '2', packs: [pack(base)] }, null, []), /No earlier release was compared/)
  })
})
