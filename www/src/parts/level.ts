// A level in words, shape and colour: never colour alone.

import { html, svg, type TemplateResult } from 'lit-html'
import { level, levelWords, standing, wholeLevels } from '../browse.ts'
import type { Finding, Level, Pack } from '../contract.ts'

/** Rising bars, as many filled as the level is steps up. */
function bars(step: number, steps: number): TemplateResult {
  const each = [...Array(steps).keys()]
  return html`<svg class="door-bars" viewBox="0 0 ${steps * 6} 16" width=${steps * 6} height="16" aria-hidden="true" focusable="false">
    ${each.map((at) => {
      const height = 4 + (12 * (at + 1)) / steps
      return svg`<rect class=${at < step ? 'on' : 'off'} x=${at * 6 + 0.75} y=${16.75 - height} width="4" height=${height - 1.5} />`
    })}
  </svg>`
}

/** A sub-level's name is as long as a sentence, and stands above its list: the label is enough. */
const inShort = (of: Level): string => (of.within === undefined ? levelWords(of) : of.label)

export function badge(pack: Pack, id: string | null, otherwise = 'No level of its own'): TemplateResult {
  const of = level(pack, id)
  if (!of) return html`<span class="door-badge door-badge--none">${otherwise}</span>`
  const { step, steps, band } = standing(pack, of)
  return html`<span class="door-badge door-badge--${band}">${bars(step, steps)}<span>${inShort(of)}</span></span>`
}

/** How many statements count at a level and its sub-levels, over all domains. */
function counted(pack: Pack, finding: Finding, of: Level): number {
  const ids = pack.levels.filter((one) => one.id === of.id || one.within === of.id).map((one) => one.id)
  return Object.values(finding.spread)
    .flatMap((levels) => Object.entries(levels))
    .reduce((sum, [id, count]) => (ids.includes(id) ? sum + count : sum), 0)
}

const statements = (count: number): TemplateResult =>
  html`${count === 0 ? 'no' : count}<span class="door-rung__unit"> ${count === 1 ? 'statement' : 'statements'}</span>`

/** The document's own levels, lowest first, with the one indicated marked. */
export function continuum(pack: Pack, finding: Finding): TemplateResult {
  return html`<ol class="door-continuum" role="list" aria-label="Levels of this document, lowest first">
    ${wholeLevels(pack).map((one) => {
      const { step, steps, band } = standing(pack, one)
      const here = one.id === finding.level
      const count = counted(pack, finding, one)
      return html`<li class="door-rung door-rung--${band} ${here ? 'door-rung--here' : ''}">
        <span class="door-rung__mark">${here ? 'At least' : ''}</span>
        ${bars(step, steps)}
        <span class="door-rung__label">${one.label}</span>
        ${one.name === one.label ? '' : html`<span class="door-rung__name">${one.name}</span>`}
        <span class="door-rung__count ${count === 0 ? 'door-rung__count--none' : ''}">${statements(count)}</span>
      </li>`
    })}
  </ol>`
}

/** How many statements count, by domain or list, and level. */
export function spread(pack: Pack, finding: Finding): TemplateResult | '' {
  const rows = Object.entries(finding.spread)
  const columns = [...new Set(rows.flatMap(([, levels]) => Object.keys(levels)))].sort(
    (a, b) => place(pack, a) - place(pack, b),
  )
  if (rows.length === 0) return ''
  return html`<div class="door-table" tabindex="0" role="region" aria-label="Statements by domain and level">
    <table class="govuk-table">
      <caption class="govuk-table__caption govuk-table__caption--s">How many statements, and where</caption>
      <thead>
        <tr>
          <th scope="col" class="govuk-table__header">Domain or list</th>
          ${columns.map((id) => html`<th scope="col" class="govuk-table__header">${level(pack, id)?.label ?? 'No level'}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([domain, levels]) => html`<tr>
            <th scope="row" class="govuk-table__header">${domain}</th>
            ${columns.map((id) => html`<td class="govuk-table__cell">${levels[id] ?? 0}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

const place = (pack: Pack, id: string): number => {
  const at = pack.levels.findIndex((one) => one.id === id)
  return at < 0 ? pack.levels.length : at
}
