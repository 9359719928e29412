// The continuum picture: the document's own levels as a rising ladder, the indicated one marked by shape, words and colour,
// and below it how many of the case's statements stand in each domain or list at each level. The same is said in words for
// screen readers, and as a table for everyone.

import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit-html'
import { level, levelWords, spoken, standing, wholeLevels } from '../browse.ts'
import type { Band, Finding, Level, Pack } from '../contract.ts'

/** Drawn in these units, which are pixels on the narrowest telephone and grow with the screen: nothing is below 12. */
const WIDTH = 288
const LETTER = 13
const LINE = 15
const STEP = 13
const RADIUS = 11

interface Column {
  /** As the finding counts by: `none` for lists that the document ties to no level. */
  id: string
  of: Level | undefined
  step: number
  band: Band | 'none'
  x: number
  width: number
}

/** Whole levels, lowest first; the sub-levels that matter here, each beside the level that it is within; then no level. */
function columnsOf(pack: Pack, found: Finding): Column[] {
  const used = new Set([...Object.values(found.spread).flatMap((levels) => Object.keys(levels)), found.level, found.sublevel])
  const levels = wholeLevels(pack).flatMap((one) => [one, ...pack.levels.filter((sub) => sub.within === one.id && used.has(sub.id))])
  const others = [...used].filter((id): id is string => id !== null && level(pack, id) === undefined)
  const width = WIDTH / (levels.length + others.length)
  return [
    ...levels.map((of, at) => ({ id: of.id, of, ...standing(pack, of), x: at * width, width })),
    ...others.map((id, at) => ({ id, of: undefined, step: 0, band: 'none' as const, x: (levels.length + at) * width, width })),
  ]
}

const labelOf = (column: Column): string => column.of?.label ?? 'No level'

/** Domains of the document, all of them; then the lists that something was picked from. */
function rowsOf(pack: Pack, found: Finding): [string, Record<string, number>][] {
  if (Object.keys(found.spread).length === 0) return []
  const domains = new Map(pack.domains.map((domain) => [domain.name, {}]))
  return [...new Map([...domains, ...Object.entries(found.spread)])]
}

const middle = (column: Column): number => column.x + column.width / 2

/** How wide words are in the widest of the fonts that devices have, near enough to break lines by. */
const wide = (words: string): number =>
  Array.from(words, (letter) => (/[iljtfr.,:'’() -]/.test(letter) ? 0.38 : /[A-Zmw]/.test(letter) ? 0.8 : 0.62)).reduce((sum, one) => sum + one * LETTER, 0)

/** Words in as many lines as they need. */
function lines(words: string, width: number): string[] {
  const out: string[] = []
  for (const word of words.split(' ')) {
    const longer = [out.at(-1), word].filter((part) => part !== undefined).join(' ')
    if (out.length > 0 && wide(longer) <= width) out[out.length - 1] = longer
    else out.push(word)
  }
  return out
}

const written = (words: string[], x: number, y: number, kind: string): SVGTemplateResult[] =>
  words.map((line, at) => svg`<text class=${kind} x=${x} y=${y + at * LINE}>${line}</text>`)

/** A step: solid where the level is indicated, light below it, a broken line above it and where there is no level. */
function stepOf(column: Column, bottom: number, here: Column | undefined): SVGTemplateResult {
  const top = bottom - column.step * STEP
  if (column.of === undefined) {
    return svg`<path class="door-step door-step--above" d="M${column.x + 4} ${bottom - 1} h${column.width - 8}" />`
  }
  const kind = here === undefined ? 'plain' : column === here ? 'here' : column.step < here.step ? 'below' : column.step > here.step ? 'above' : 'beside'
  return svg`<rect class="door-step door-step--${kind} door-badge--${column.band}" x=${column.x + 1.5} y=${top} width=${column.width - 3} height=${bottom - top} />`
}

/** "At least", and an arrow that points at the level. */
function mark(here: Column, bottom: number): SVGTemplateResult {
  const top = bottom - here.step * STEP - 3
  const words = 'At least'
  const half = wide(words) * 0.56
  const x = Math.min(Math.max(middle(here), half), WIDTH - half)
  return svg`<g class="door-mark door-badge--${here.band}">
    <text class="middle strong" x=${x} y=${top - 13}>${words}</text>
    <path d="M${middle(here) - 7} ${top - 9} h14 l-7 8 z" />
  </g>`
}

function labels(columns: Column[], here: Column | undefined, y: number): { drawn: SVGTemplateResult[]; below: number } {
  const set = columns.map((column) => {
    const label = lines(labelOf(column), column.width)
    const name = column.of && column.of.within === undefined && column.of.name !== column.of.label ? lines(spoken(column.of.name), column.width) : []
    return { column, label, name: name.every((line) => wide(line) <= column.width) ? name : [] }
  })
  // All the names, or none: one left out would look like a level without a name.
  const named = set.every((one) => one.name.length > 0 || one.column.of === undefined)
  const first = Math.max(...set.map((one) => one.label.length))
  const drawn = set.flatMap(({ column, label, name }) => [
    ...written(label, middle(column), y, `middle ${column === here ? 'strong' : 'firm'}`),
    ...(named ? written(name, middle(column), y + first * LINE, 'middle faint') : []),
  ])
  return { drawn, below: y + (first + (named ? Math.max(...set.map((one) => one.name.length)) : 0)) * LINE }
}

function row(name: string, counts: Record<string, number>, columns: Column[], y: number): { drawn: SVGTemplateResult; below: number } {
  const words = lines(name, WIDTH)
  const centre = y + 4 + words.length * LINE + RADIUS + 4
  const drawn = svg`<path class="door-rule" d="M0 ${y} h${WIDTH}" />
    ${written(words, 0, y + LINE, 'start')}
    ${columns.map((column) => {
      const count = counts[column.id]
      return count === undefined
        ? svg`<circle class="door-dot" cx=${middle(column)} cy=${centre} r="1.5" />`
        : svg`<g class="door-badge--${column.band}">
            <circle class="door-ringed" cx=${middle(column)} cy=${centre} r=${RADIUS} />
            <text class="middle strong" x=${middle(column)} y=${centre + 4.5}>${count}</text>
          </g>`
    })}`
  return { drawn, below: centre + RADIUS + 7 }
}

/** The picture in words. */
function inWords(pack: Pack, found: Finding, columns: Column[]): string {
  const levels = wholeLevels(pack).map((one) => levelWords(one)).join(', ')
  const counts = Object.entries(found.spread).map(([name, byLevel]) => {
    const each = columns.flatMap((column) => (byLevel[column.id] === undefined ? [] : [`${byLevel[column.id] ?? 0} at ${labelOf(column)}`]))
    return `${name}: ${each.join(', ')}.`
  })
  return [`${found.headline}. Levels, lowest first: ${levels}.`, ...(counts.length > 0 ? ['Statements that count:'] : []), ...counts].join(' ')
}

function table(pack: Pack, found: Finding, columns: Column[]): TemplateResult {
  return html`<details class="govuk-details door-screenonly">
    <summary class="govuk-details__summary"><span class="govuk-details__summary-text">The same as a table</span></summary>
    <div class="door-table" tabindex="0" role="region" aria-label="Statements by domain and level">
      <table class="govuk-table">
        <caption class="govuk-table__caption govuk-visually-hidden">How many statements count, by domain or list and level</caption>
        <thead>
          <tr>
            <th scope="col" class="govuk-table__header">Domain or list</th>
            ${columns.map((column) => html`<th scope="col" class="govuk-table__header">${labelOf(column)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rowsOf(pack, found).map(
            ([name, levels]) => html`<tr>
              <th scope="row" class="govuk-table__header">${name}</th>
              ${columns.map((column) => html`<td class="govuk-table__cell">${levels[column.id] ?? 0}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`
}

export function continuum(pack: Pack, found: Finding): TemplateResult {
  const columns = columnsOf(pack, found)
  const here = columns.find((one) => one.id === found.sublevel) ?? columns.find((one) => one.id === found.level)
  // Room for the mark where there is one; without it the highest step alone.
  const highest = wholeLevels(pack).length * STEP + 2
  const bottom = here ? Math.max(highest, here.step * STEP + 32) : highest
  const named = labels(columns, here, bottom + 16)
  const drawn: SVGTemplateResult[] = []
  let height = named.below
  for (const [name, counts] of rowsOf(pack, found)) {
    const next = row(name, counts, columns, height)
    drawn.push(next.drawn)
    height = next.below
  }
  return html`<section class="door-continuum" aria-labelledby="picture">
    <h2 class="govuk-heading-s" id="picture">${here ? 'Where this stands' : 'The document’s levels'}</h2>
    <svg class="door-picture" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="picture picture-words">
      <desc id="picture-words">${inWords(pack, found, columns)}</desc>
      ${here && drawn.length > 0
        ? svg`<rect class="door-lane" x=${here.x} y=${named.below} width=${here.width} height=${height - named.below} />`
        : nothing}
      ${columns.map((column) => stepOf(column, bottom, here))} ${here ? mark(here, bottom) : nothing} ${named.drawn} ${drawn}
    </svg>
    ${here ? nothing : html`<p class="door-small">No level is marked.</p>`}
    ${drawn.length > 0 ? html`<p class="door-small">A number in a ring is how many statements count there.</p>` : nothing}
    ${drawn.length > 0 ? table(pack, found, columns) : nothing}
  </section>`
}
