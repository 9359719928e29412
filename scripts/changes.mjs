// What changed in the thresholds, for people: since an earlier release where there is one, and from edition to edition of each
// document. Pure: both releases and the differences of editions come in.

import { createHash } from 'node:crypto'

/** Lists of a pack whose entries have ids, by what they are called. */
const LISTS = { situations: 'situation', contacts: 'contact', rules: 'rule', routes: 'route', questions: 'question', levels: 'level', groups: 'list', checklists: 'checklist', services: 'service' }

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b)
const quoted = (text) => `“${text.replace(/\s+/g, ' ')}”`
const byId = (list) => new Map((list ?? []).map((one, at) => [one.id ?? `number ${at + 1}`, one]))
const count = (number, one) => `${number} ${one}${number === 1 ? '' : 's'}`
const atLevel = (item) => (item.level === null || item.level === undefined ? 'no level of its own' : `level ${item.level}`)
const fingerprint = (pack) => createHash('sha256').update(JSON.stringify(pack)).digest('hex')

/** What a person who knows a document would want to be told of, the gravest first. */
function itemLines(before, now) {
  const [old, fresh] = [byId(before.items), byId(now.items)]
  const lines = { moved: [], gone: [], added: [], reworded: [], other: [] }
  for (const [id, item] of old) {
    const next = fresh.get(id)
    if (!next) lines.gone.push(`Gone from ${atLevel(item)}: ${quoted(item.text)} (\`${id}\`)`)
    else if (item.level !== next.level) lines.moved.push(`Moved from ${atLevel(item)} to ${atLevel(next)}: ${quoted(next.text)} (\`${id}\`)`)
    if (next && item.text !== next.text) lines.reworded.push(`Reworded at ${atLevel(next)}: ${quoted(item.text)} is now ${quoted(next.text)} (\`${id}\`)`)
    else if (next && item.level === next.level && !same(item, next)) lines.other.push(`Filed otherwise, same words and level: ${quoted(next.text)} (\`${id}\`)`)
  }
  for (const [id, item] of fresh) if (!old.has(id)) lines.added.push(`New at ${atLevel(item)}: ${quoted(item.text)} (\`${id}\`)`)
  return Object.values(lines).flat()
}

const reach = (contact) => [...(contact.phone ?? []), ...(contact.email ?? []), ...(contact.web ?? [])].join(', ') || 'nothing'

function contactLine(id, old, next) {
  if (reach(old) !== reach(next)) return `${next.name}: ${reach(old)} is now ${reach(next)} (\`${id}\`)`
  return `${next.name}: hours, purpose or place in the document changed (\`${id}\`)`
}

function listLines(before, now) {
  const lines = []
  for (const [key, name] of Object.entries(LISTS)) {
    const [old, fresh] = [byId(before[key]), byId(now[key])]
    const called = (id, one) => `${one.name ?? one.text ?? id} (\`${id}\`)`
    for (const [id, one] of old) {
      const next = fresh.get(id)
      if (!next) lines.push(`Gone, a ${name}: ${called(id, one)}`)
      else if (!same(one, next)) lines.push(key === 'contacts' ? `Changed, a contact: ${contactLine(id, one, next)}` : `Changed, a ${name}: ${called(id, next)}`)
    }
    for (const [id, one] of fresh) if (!old.has(id)) lines.push(`New, a ${name}: ${called(id, one)}`)
  }
  return lines
}

function packChanges(before, now) {
  if (same(before, now)) return ['Nothing changed.']
  const lines = [...itemLines(before, now), ...listLines(before, now)]
  const told = new Set(['items', ...Object.keys(LISTS)])
  const rest = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((key) => !told.has(key) && !same(before[key], now[key])).sort()
  if (rest.length > 0) lines.push(`Changed beside these: ${rest.join(', ')}`)
  return lines.map((line) => `- ${line}`)
}

function sinceLast(release, before) {
  if (!before) return ['No earlier release was compared: `make dist PREVIOUS=path` compares with one.']
  const [old, fresh] = [byId(before.packs), byId(release.packs)]
  const parts = [`Compared with version ${before.version}.`]
  for (const [id, pack] of old) if (!fresh.has(id)) parts.push('', `### ${id}`, '', `Gone: ${pack.title}.`)
  for (const [id, pack] of fresh) {
    const was = old.get(id)
    parts.push('', `### ${id}`, '', ...(was ? packChanges(was, pack) : [`New in this copy: ${pack.title}, ${count(pack.items.length, 'statement')}.`]))
  }
  return parts
}

const row = (pack) =>
  `| \`${pack.id}\` | ${pack.title}, ${pack.edition} | ${pack.status} | ${pack.items.length} | ${pack.contacts.length} | \`${fingerprint(pack)}\` |`

/**
 * @param release this one: `{ version, packs }`, packs as `doorstep show --json` prints them
 * @param before an earlier one, or null
 * @param diffs `{ from, to, text }`, as `doorstep diff` prints them
 */
export function changes(release, before, diffs) {
  return `${[
    '# What changed in the thresholds',
    '',
    `Doorstep ${release.version}. Where this page and a document differ, the document is right.`,
    '',
    '## Since the last release',
    '',
    ...sinceLast(release, before),
    '',
    '## Documents in this release',
    '',
    'The sum is that of the pack as `doorstep show PACK --json` prints it, without white space.',
    '',
    '| pack | document | standing | statements | contacts | SHA-256 |',
    '| --- | --- | --- | --- | --- | --- |',
    ...release.packs.map(row),
    '',
    '## From edition to edition',
    ...diffs.flatMap(({ from, to, text }) => ['', `### ${from} to ${to}`, '', '```text', text.trimEnd(), '```']),
  ].join('\n')}\n`
}
