// A pack, readable as the document that it is: everything that it says, in the source's order. Drawn in the app, and
// written by the build as a page that needs no script. Nothing is folded away, so that a browser's own search finds it.

import { html, nothing, type TemplateResult } from 'lit-html'
import { level, levelWords, spoken } from '../browse.ts'
import type { Cited, Edition, Item, Level, Pack } from '../contract.ts'
import { webLink } from '../parts/reach.ts'
import { standingTag } from '../parts/document.ts'
import { badge } from '../parts/level.ts'
import { dayInWords } from '../time.ts'
import { contactsPart, pathwaysPart, servicesPart } from './help.ts'
import { listed } from './hours.ts'
import { placeOf, section, unlessEmpty, type Part } from './part.ts'
import { explained, type Ways } from './ways.ts'

const heading = (id: string, name: string): TemplateResult => html`<h2 class="govuk-heading-m" id=${id} tabindex="-1">${name}</h2>`

const row = (key: string, value: unknown): TemplateResult | typeof nothing =>
  value === undefined || value === ''
    ? nothing
    : html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${key}</dt><dd class="govuk-summary-list__value">${value}</dd></div>`

const cited = (said: Cited | undefined, ways: Ways): TemplateResult | undefined => said && html`${explained(said.text, ways)} ${section(said.where)}`

const STANDING = { current: 'In force', superseded: 'Replaced by a later edition', draft: 'A draft: it was never in force' }

function aboutPart(pack: Pack, edition: Edition, ways: Ways): TemplateResult {
  const { covers } = pack
  const other = (id: string | undefined): TemplateResult | undefined =>
    id === undefined ? undefined : html`<a class="govuk-link" href=${ways.toDocument(id)}>${id}</a>`
  return html`<div data-part>
    ${heading('part-about', 'About this document')}
    <dl class="govuk-summary-list door-about">
      ${row('Title', pack.title)} ${row('Area', pack.area_name)} ${row('Published by', pack.publisher)}
      ${row('Date', html`${edition.published_words}${ways.age(pack.published)}`)}
      ${row('Standing', html`${STANDING[pack.status]} ${standingTag(pack.status)}`)} ${row('Replaces', other(pack.replaces))}
      ${row('Replaced by', other(pack.superseded_by))} ${row('Councils', listed(pack.local_authorities.map((one) => one.name)))}
      ${row('Districts', listed((pack.districts ?? []).map((one) => one.name)))}
      ${row(
        'Ages',
        html`${covers.unborn ? 'Before birth' : `From ${covers.from}`} up to the birthday of
          ${covers.to}${covers.to_with_send === undefined ? '' : `, or ${covers.to_with_send} with a special educational need or disability`}
          ${section(covers.where)}`,
      )}
      ${row('Outside these ages', cited(pack.outside_age, ways))} ${row('Whose area', cited(pack.home, ways))}
      ${row('Immediate danger', cited(pack.immediate_danger, ways))}
      ${row('Read the original', pack.read_at === undefined ? undefined : (pack.read_at.match(/^\S+$/) ? webLink(pack.read_at) : pack.read_at))}
      ${row('Compared with it', `${pack.checked_by}, ${dayInWords(pack.checked_on)}`)} ${row('How it was read', pack.quoting)}
    </dl>
    <p class="govuk-body door-small">
      Threshold statements, definitions and numbers are the document’s own words. The rest is put in plain words, with its source. Where this
      page and the document differ, the document is right.
    </p>
  </div>`
}

const levelIds = (pack: Pack): Map<string, string> => new Map(pack.levels.map((one) => [one.id, `level-${one.id}`]))

function levelPart(pack: Pack, of: Level, ways: Ways): TemplateResult {
  return html`<div data-part>
    <h3 class="govuk-heading-s" id="means-${of.id}" tabindex="-1">${levelWords(of)}</h3>
    ${of.statutory.length > 0 ? html`<p class="door-small">Children Act: ${of.statutory.join(', ')}</p>` : nothing}
    ${of.definitions.map((one) => html`<div class="door-quote" data-line><p>${explained(one.text, ways)}</p>${section(one.where)}</div>`)}
    ${of.assessment ? html`<p class="govuk-body" data-line><strong>Assessment:</strong> ${cited(of.assessment, ways)}</p>` : nothing}
    ${of.actions
      ? html`<p class="govuk-body"><strong>What to do:</strong></p>
          <ul class="door-said">
            ${of.actions.map(
              (one) => html`<li data-line>
                ${one.domain === undefined ? nothing : html`<strong>${pack.domains.find((domain) => domain.id === one.domain)?.name ?? one.domain}:</strong> `}
                <span>${explained(one.text, ways)} ${section(one.where)}</span>
              </li>`,
            )}
          </ul>`
      : nothing}
  </div>`
}

/** Rows that follow one another and have the same key. */
function runs<T>(rows: T[], key: (row: T) => string): T[][] {
  const found: T[][] = []
  for (const row of rows) {
    const last = found.at(-1)
    if (last?.[0] !== undefined && key(last[0]) === key(row)) last.push(row)
    else found.push([row])
  }
  return found
}

/** One statement, word for word; `where` and the level only where they are not those of its list. */
function statement(pack: Pack, item: Item, where: string, under: string | null, ways: Ways): TemplateResult {
  return html`<li id=${item.id} tabindex="-1" data-line>
    <span class="door-said__words">${explained(item.text, ways)}${item.level === under ? nothing : html` ${badge(pack, item.level)}`}
      ${item.uncertain ? html`<span class="door-small door-statement__note">Not certain: ${item.uncertain}</span>` : nothing}
      ${item.where === where ? nothing : section(item.where)}</span>
    <a class="govuk-link door-anchor" href=${ways.to(item.id)} @click=${ways.copy}
      ><span aria-hidden="true">Link</span><span class="govuk-visually-hidden">Link to: ${item.text}</span></a>
  </li>`
}

/** Statements under one heading. What governs a list stands above it. */
function statements(pack: Pack, items: Item[], under: string | null, ways: Ways): TemplateResult {
  const where = items[0]?.where ?? ''
  return html`${section(where)}
  ${runs(items, (item) => item.preamble ?? '').map(
    (run) => html`<div data-part>
      ${run[0]?.preamble ? html`<p class="door-preamble">${explained(run[0].preamble, ways)}</p>` : nothing}
      <ul class="door-said">${run.map((item) => statement(pack, item, where, under, ways))}</ul>
    </div>`,
  )}`
}

/** Statements of a level or a list, by domain and heading. */
function table(pack: Pack, items: Item[], under: string | null, ways: Ways): TemplateResult[] {
  return runs(items, (item) => item.domain ?? '').map(
    (domain) => html`<div data-part>
      ${domain[0]?.domain ? html`<h3 class="govuk-heading-s door-domain">${domain[0].domain}</h3>` : nothing}
      ${runs(domain, (item) => item.heading ?? '').map(
        (run) => html`<div data-part>
          ${run[0]?.heading ? html`<h4 class="govuk-heading-s">${spoken(run[0].heading)}</h4>` : nothing} ${statements(pack, run, under, ways)}
        </div>`,
      )}
    </div>`,
  )
}

/** The parts of the page, after what it is. */
export function parts(pack: Pack, ways: Ways): Part[] {
  const ids = levelIds(pack)
  const indicators = pack.items.filter((item) => item.kind === 'indicator')
  const found: Part[] = [
    { id: 'part-levels', name: 'The levels and what they mean', body: html`${pack.levels.map((one) => levelPart(pack, one, ways))}` },
    ...[...new Set(indicators.map((item) => item.level))].map((id): Part => {
      const of = level(pack, id)
      return {
        id: of ? (ids.get(of.id) ?? '') : 'no-level',
        name: `Statements: ${of ? levelWords(of) : 'no level of their own'}`,
        body: html`<p class="door-levelbar">${badge(pack, id)}</p>
          ${table(pack, indicators.filter((item) => item.level === id), id, ways)}`,
      }
    }),
    ...(pack.groups ?? []).map((group): Part => {
      const under = group.level ?? null
      return {
        id: `list-${group.id}`,
        name: group.name,
        body: html`<p class="door-levelbar">${badge(pack, under, 'The document gives this list no level of its own')}</p>
          ${table(pack, pack.items.filter((item) => item.kind === 'criterion' && item.group === group.id), under, ways)}`,
      }
    }),
  ]
  const stray = pack.items.filter((item) => item.kind === 'criterion' && !pack.groups?.some((group) => group.id === item.group))
  if (stray.length > 0) found.push({ id: 'list-other', name: 'Other statements', body: html`${table(pack, stray, null, ways)}` })
  found.push(
    situationsPart(pack, ways),
    pathwaysPart(pack, ways),
    servicesPart(pack, ways),
    contactsPart(pack, ways),
    checklistsPart(pack, ways),
    discrepanciesPart(pack, ways),
    glossaryPart(pack),
  )
  return found.filter((part) => part.body !== nothing)
}

const situationsPart = (pack: Pack, ways: Ways): Part => ({
  id: 'part-situations',
  name: 'Situations with a path of their own',
  body: unlessEmpty(
    pack.situations.map(
      (one) => html`<li id="situation-${one.id}" tabindex="-1" data-line>
        <span class="door-said__words">${explained(one.text, ways)} ${one.level === undefined ? nothing : badge(pack, one.level)} ${section(placeOf(pack, one.cite))}</span>
      </li>`,
    ),
    (rows) => html`<ul class="door-said">${rows}</ul>`,
  ),
})

const checklistsPart = (pack: Pack, ways: Ways): Part => ({
  id: 'part-checklists',
  name: 'Lists to go through',
  body: unlessEmpty(pack.checklists.map(
    (one) => html`<div data-part>
      <h3 class="govuk-heading-s" id="checklist-${one.id}" tabindex="-1">${one.name}</h3>
      ${section(placeOf(pack, one.cite))}
      <ul class="govuk-list govuk-list--bullet">${one.items.map((item) => html`<li data-line>${explained(item, ways)}</li>`)}</ul>
    </div>`,
  )),
})

const discrepanciesPart = (pack: Pack, ways: Ways): Part => ({
  id: 'part-discrepancies',
  name: 'Where the document contradicts itself, or leaves something out',
  body: unlessEmpty(pack.discrepancies.map(
    (one) => html`<div class="door-quote" id="discrepancy-${one.id}" tabindex="-1" data-line>
      <p>${explained(one.text, ways)}</p>
      <p><strong>Used here:</strong> ${explained(one.used, ways)}</p>
      ${section(placeOf(pack, one.cite))}
    </div>`,
  )),
})

const glossaryPart = (pack: Pack): Part => ({
  id: 'part-glossary',
  name: 'What the abbreviations mean',
  body: unlessEmpty(
    pack.glossary.map(
      (term) => html`<div id=${termId(term.short)} tabindex="-1" data-line>
        <dt>${term.short}</dt>
        <dd>${term.long} ${section(term.where ?? '')}</dd>
      </div>`,
    ),
    (rows) => html`<dl class="door-glossary">${rows}</dl>`,
  ),
})

/** The place of an abbreviation in the glossary. */
export const termId = (short: string): string => `term-${short.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`

/** The whole document: what it is, what is in it, and that. `tools` stands between. */
export function documentBody(pack: Pack, edition: Edition, ways: Ways, tools: TemplateResult | typeof nothing): TemplateResult {
  const all = parts(pack, ways)
  return html`${pack.status === 'current' ? nothing : html`<p class="door-notinforce">${standingTag(pack.status)} ${STANDING[pack.status]}.</p>`}
    ${tools}
    <nav class="door-contents" aria-label="Contents" data-part>
      <h2 class="govuk-heading-m" id="part-contents" tabindex="-1">Contents</h2>
      <ul class="govuk-list">
        ${[{ id: 'part-about', name: 'About this document' }, ...all].map(
          (part) => html`<li><a class="govuk-link" href=${ways.to(part.id)} @click=${ways.jump}>${part.name}</a></li>`,
        )}
      </ul>
    </nav>
    ${aboutPart(pack, edition, ways)}
    ${all.map(
      (part) => html`<div class="door-readpart" data-part>
        ${heading(part.id, part.name)} ${part.body}
        <p class="door-tocontents"><a class="govuk-link" href=${ways.to('part-contents')} @click=${ways.jump}>Contents</a></p>
      </div>`,
    )}`
}
