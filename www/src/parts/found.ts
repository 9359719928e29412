// What a person's own words found: grave signs first, then subject by subject, each with its ladder, so that they pick the
// statement that fits.

import { html, nothing, type TemplateResult } from 'lit-html'
import { subjects, under, withNeighbours, type Subject } from '../browse.ts'
import type { Found, FoundPart, Item, Pack, Situation } from '../contract.ts'
import { isUnfolded, unfold } from '../looking.ts'
import { situationBoxes, statements } from './statement.ts'

/** Subjects shown before more are asked for: of one description, and of each part of a note. */
const FIRST = 4
const FIRST_OF_PART = 2
/** Ladders of no more statements than this are shown whole. */
const SHORT = 6
/** A part of a note is quoted as its heading: its beginning tells which. */
const QUOTED = 200

/** Lists have no heading of a level, and some statements hang on the words above them. */
const about = (pack: Pack, item: Item): string =>
  [item.kind === 'criterion' ? under(pack, item) : '', item.preamble ?? ''].filter(Boolean).join('. ')

/** A button that shows more of what stands below it. */
function toggle(key: string, more: string, fewer: string, context = ''): TemplateResult {
  const on = isUnfolded(key)
  return html`<button type="button" class="door-link door-quiet" aria-expanded=${String(on)} @click=${() => { unfold(key, !on) }}>
    ${on ? fewer : more}${context ? html`<span class="govuk-visually-hidden"> ${context}</span>` : nothing}
  </button>`
}

function subject(pack: Pack, one: Subject, near: ReadonlySet<string>, prefix: string): TemplateResult {
  const key = `${prefix}-${one.topic || 'situations'}`
  const few = withNeighbours(pack, one.items, near)
  const foundSituations = one.situations.filter((situation) => near.has(situation.id))
  const folds = one.items.length > SHORT && few.length < one.items.length
  const whole = !folds || isUnfolded(key)
  const situations = isUnfolded(key) ? one.situations : foundSituations
  return html`<section class="door-ladder" aria-labelledby=${key}>
    <h3 class="govuk-heading-s" id=${key}><span>${one.name}</span></h3>
    ${folds ? toggle(key, `Show the whole ladder (${one.items.length})`, 'Show less of this ladder', `: ${one.name}`) : nothing}
    ${one.items.length > 0 ? statements(pack, whole ? one.items : few, key, (item) => about(pack, item), near) : nothing}
    ${situations.length > 0 ? situationBoxes(pack, situations, key, near) : nothing}
  </section>`
}

/** The best subjects, and a way to the others. */
function ranked(pack: Pack, ids: string[], first: number, prefix: string): TemplateResult {
  const near = new Set(ids)
  const all = subjects(pack, ids)
  const key = `${prefix}-more`
  const draw = (some: Subject[]): TemplateResult[] => some.map((one) => subject(pack, one, near, prefix))
  const more = all.length - first
  if (more <= 0) return html`${draw(all)}`
  const others = more === 1 ? '1 more subject' : `${more} more subjects`
  return html`${draw(all.slice(0, first))} ${toggle(key, first === 0 ? 'Show the nearest all the same' : `Show ${others}`, 'Show fewer')}
  ${isUnfolded(key) ? draw(all.slice(first)) : nothing}`
}

const pick = <T extends { id: string }>(all: T[], ids: string[]): T[] => ids.flatMap((id) => all.filter((one) => one.id === id))

function grave(pack: Pack, ids: string[]): TemplateResult | typeof nothing {
  const items = pick<Item>(pack.items, ids)
  const situations = pick<Situation>(pack.situations, ids)
  if (items.length + situations.length === 0) return nothing
  return html`<section class="door-grave" aria-labelledby="grave">
    <h2 class="govuk-heading-m" id="grave">Look at these first</h2>
    <p class="govuk-body">Your words hold a grave sign. These are the most serious statements on it.</p>
    ${items.length > 0 ? statements(pack, items, 'grave', (item) => about(pack, item)) : nothing}
    ${situations.length > 0 ? situationBoxes(pack, situations, 'grave', new Set()) : nothing}
  </section>`
}

const advice = (words: string | null): TemplateResult | typeof nothing =>
  words === null ? nothing : html`<p class="govuk-inset-text door-advice">${words}</p>`

function shortened(text: string): string {
  if (text.length <= QUOTED) return text
  return `${text.slice(0, QUOTED).replace(/\s+\S*$/, '')}…`
}

/** Each part of a note for itself: nobody should tick a statement for another sentence than the one they read. */
function part(pack: Pack, one: FoundPart, at: number): TemplateResult {
  const prefix = `part${at}`
  return html`<section class="door-part" aria-labelledby=${prefix}>
    <h2 class="govuk-heading-m door-long" id=${prefix} dir="auto">“${shortened(one.text)}”</h2>
    ${advice(one.advice)} ${ranked(pack, one.hits, one.fits ? FIRST_OF_PART : 0, prefix)}
  </section>`
}

/** What fits the note as a whole, beside what its parts show. */
function rest(pack: Pack, of: Found): TemplateResult | typeof nothing {
  const shown = new Set(of.parts.filter((one) => one.fits).flatMap((one) => subjects(pack, one.hits).slice(0, FIRST_OF_PART).map(({ topic }) => topic)))
  const ids = subjects(pack, of.hits)
    .filter((one) => !shown.has(one.topic))
    .flatMap((one) => [...one.items, ...one.situations].map(({ id }) => id))
  const left = of.hits.filter((id) => ids.includes(id))
  if (left.length === 0 || !of.fits) return nothing
  return html`<section class="door-part" aria-labelledby="whole-note">
    <h2 class="govuk-heading-m" id="whole-note">Your note as a whole</h2>
    ${ranked(pack, left, FIRST_OF_PART, 'whole')}
  </section>`
}

export function results(pack: Pack, of: Found): TemplateResult {
  if (of.parts.length > 0) {
    return html`${grave(pack, of.grave)} ${of.fits ? nothing : advice(of.advice)}
      <p class="govuk-body">Your note is taken apart below. Tick what fits, part by part.</p>
      ${of.parts.map((one, at) => part(pack, of.fits ? one : { ...one, advice: null }, at))} ${rest(pack, of)}`
  }
  return html`${grave(pack, of.grave)} ${advice(of.advice)}
    ${of.hits.length === 0
      ? nothing
      : html`<h2 class="govuk-heading-m">${of.fits ? 'In the document' : 'The nearest in the document'}</h2>
          <p class="govuk-hint">Tick every one that fits. On each subject they go from the lowest level to the highest.</p>
          ${ranked(pack, of.hits, FIRST, 'found')}`}`
}
