// The list of parts (CycloneDX): every crate and package of which something is in what is shipped, with version, licence and
// the sum that its registry gave. What only builds or tests is not in it.

import { PARTS } from '../www/build/parts.js'
import { crates, text, version } from './sources.mjs'

function cargoParts() {
  const { packages, resolve } = crates()
  const sums = new Map(
    text('Cargo.lock').split('[[package]]').map((block) => {
      const value = (key) => new RegExp(`^${key} = "([^"]*)"`, 'm').exec(block)?.[1]
      return [`${value('name')} ${value('version')}`, value('checksum')]
    }),
  )
  const byId = new Map(packages.map((one) => [one.id, one]))
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]))
  const reached = new Set()
  const visit = (id) => {
    if (reached.has(id)) return
    // A macro runs while building, and is not in what it built.
    if (byId.get(id).targets.some((target) => target.kind.includes('proc-macro'))) return
    reached.add(id)
    for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) if (kinds.some(({ kind }) => kind === null)) visit(pkg)
  }
  visit(resolve.root)
  reached.delete(resolve.root)
  return [...reached].map((id) => {
    const { name, version, license, repository } = byId.get(id)
    const sum = sums.get(`${name} ${version}`)
    return part({ purl: `pkg:cargo/${name}@${version}`, name, version, license, source: repository, hashes: sum ? [{ alg: 'SHA-256', content: sum }] : [] })
  })
}

function npmParts() {
  const lock = JSON.parse(text('package-lock.json')).packages
  return PARTS.filter((name) => lock[`node_modules/${name}`]).map((name) => {
    const { version, license, integrity } = lock[`node_modules/${name}`]
    const [, algorithm, sum] = /^(sha512)-(.*)$/.exec(integrity ?? '') ?? []
    const hashes = algorithm ? [{ alg: 'SHA-512', content: Buffer.from(sum, 'base64').toString('hex') }] : []
    return part({ purl: `pkg:npm/${name.replace('@', '%40')}@${version}`, name, version, license, hashes })
  })
}

/** An old way to write "or" in crates is a slash. */
const part = ({ purl, name, version, license, source, hashes }) => ({
  type: 'library',
  'bom-ref': purl,
  name,
  version,
  ...(hashes.length > 0 ? { hashes } : {}),
  ...(license ? { licenses: [{ expression: license.replaceAll('/', ' OR ') }] } : {}),
  purl,
  ...(source ? { externalReferences: [{ type: 'vcs', url: source }] } : {}),
})

export function partsList() {
  const components = [...cargoParts(), ...npmParts()].sort((a, b) => (a.purl < b.purl ? -1 : 1))
  const root = `pkg:generic/doorstep@${version()}`
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: { type: 'application', 'bom-ref': root, name: 'doorstep', version: version(), licenses: [{ expression: 'MIT OR Apache-2.0' }] },
    },
    components,
    dependencies: [{ ref: root, dependsOn: components.map((one) => one.purl) }],
  }
}
