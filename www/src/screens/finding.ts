// The finding: what to do, whom to ring, why, and what would change it. Every sentence of it comes from the engine.

import { html, nothing, type TemplateResult } from 'lit-html'
import type { ContactNow, Finding, Line, Pack, Reason, Step } from '../contract.ts'
import { opened, worked, type Worked } from '../loaded.ts'
import { care } from '../parts/care.ts'
import { changes, offer } from '../parts/changes.ts'
import { cite } from '../parts/cite.ts'
import { alsoReach, service } from '../parts/contact.ts'
import { continuum } from '../parts/continuum.ts'
import { badge } from '../parts/level.ts'
import { schoolLeftOut } from '../parts/school.ts'
import { title } from '../parts/title.ts'
import { again } from '../recheck.ts'
import { go } from '../router.ts'
import { entered, tickConcern, tickSituation } from '../state.ts'
import { inWords } from '../time.ts'
import type { Drawn } from './screen.ts'

/** The id under which the engine shows a school's own safeguarding lead. */
const LEAD = 'school-dsl'

/** Hours and deadlines hold for a moment only. */
const STALE_AFTER = 60_000

function section(id: string, heading: string, body: TemplateResult | TemplateResult[] | typeof nothing): TemplateResult {
  return html`<section class="door-section" aria-labelledby=${id}>
    <h2 class="govuk-heading-m" id=${id}>${heading}</h2>
    ${body}
  </section>`
}

/** Long lists are folded; main.ts opens them for paper. */
function folded(id: string, heading: string, count: number, body: TemplateResult): TemplateResult {
  return html`<section class="door-section door-section--folded" aria-labelledby=${id}>
    <details class="door-fold">
      <summary><h2 class="govuk-heading-m" id=${id}>${heading} <span class="door-count">(${count})</span></h2></summary>
      ${body}
    </details>
  </section>`
}

const line = (one: Line): TemplateResult => html`<li>${one.text} ${cite(one.cite)}</li>`

const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1)

function step(one: Step): TemplateResult {
  return html`<li>
    ${one.by === null ? nothing : html`<strong class="door-by"><span class="door-by__when">${capital(one.by)}</span></strong>`}
    ${one.quoted ? html`<q>${one.text}</q>` : html`<span>${one.text}</span>`} ${cite(one.cite)}
  </li>`
}

/** The statement among its neighbours, in the document as it is read. */
function readInPlace(pack: Pack, id: string): void {
  const field = pack.items.some((item) => item.id === id) ? id : `situation-${id}`
  go({ screen: 'reading', of: pack.id, field })
}

function reason(pack: Pack, one: Reason): TemplateResult {
  const concern = entered.concerns.includes(one.id)
  const situation = entered.situations.includes(one.id)
  return html`<li class="door-quote">
    <p class="door-quote__level">${badge(pack, one.level, one.level_name)}</p>
    ${one.preamble === null ? nothing : html`<p class="door-small">${one.preamble}</p>`}
    <blockquote class="door-quote__words">${one.text}</blockquote>
    ${one.why === null ? nothing : html`<p>${one.why}</p>`} ${one.uncertain === null ? nothing : html`<p class="door-small">${one.uncertain}</p>`}
    <p class="door-small">${one.under}</p>
    ${cite(one.cite)}
    <button type="button" class="door-link door-quiet" @click=${() => { readInPlace(pack, one.id) }}>
      Read it in its place<span class="govuk-visually-hidden"> “${one.text}”</span>
    </button>
    ${concern || situation
      ? html`<button
          type="button"
          class="door-link door-quiet"
          @click=${() => {
            if (concern) tickConcern(one.id, false)
            if (situation) tickSituation(one.id, false)
            again('Removed. This is the finding without it.')
          }}
        >
          Remove<span class="govuk-visually-hidden"> “${one.text}”</span>
        </button>`
      : nothing}
  </li>`
}

function reasons(pack: Pack, finding: Finding): TemplateResult {
  const strengths = finding.reasons.filter((one) => one.strength)
  const concerns = finding.reasons.filter((one) => !one.strength)
  return html`${concerns.length > 0
    ? section('why', 'Why: what the document lists', html`<ul class="door-quotes" role="list">${concerns.map((one) => reason(pack, one))}</ul>`)
    : nothing}
  ${strengths.length > 0
    ? section(
        'strengths',
        'Strengths',
        html`<p class="govuk-body">Recorded, and never taken off a concern.</p>
          <ul class="door-quotes" role="list">${strengths.map((one) => reason(pack, one))}</ul>`,
      )
    : nothing}`
}

function elsewhere(pack: Pack, finding: Finding): TemplateResult | typeof nothing {
  if (finding.also_at.length === 0) return nothing
  const topics = [...new Set(finding.also_at.map((one) => one.topic))]
  return folded(
    'elsewhere',
    'Where else the document puts the same subjects',
    finding.also_at.length,
    html`<p class="govuk-body">Add any that fit better, or as well.</p>
      ${topics.map(
        (topic) => html`<h3 class="govuk-heading-s">${topic}</h3>
          <ul class="door-quotes" role="list">
            ${finding.also_at
              .filter((one) => one.topic === topic)
              .map((one) => offer(pack, { ...one, levelName: one.level_name }, cite(one.cite)))}
          </ul>`,
      )}`,
  )
}

/** Folded where the card has whom to ring; in sight where it has nobody. */
function restOf(others: ContactNow[], someoneAbove: boolean): TemplateResult {
  const all = html`<ul class="door-contacts" role="list">${others.map(alsoReach)}</ul>`
  return someoneAbove ? folded('others', 'Who else', others.length, all) : section('others', 'Contacts', all)
}

/** Steps in sight at once; whatever has a time limit always is. */
const STEPS = 6

function steps(all: Step[]): TemplateResult {
  const timed = all.reduce((last, one, at) => (one.by === null ? last : at + 1), 0)
  const shown = all.length <= STEPS + 1 ? all.length : Math.max(STEPS, timed)
  const rest = all.slice(shown)
  return section(
    'steps',
    'What to do',
    html`<ol class="door-steps">${all.slice(0, shown).map(step)}</ol>
      ${rest.length === 0
        ? nothing
        : html`<details class="govuk-details">
            <summary class="govuk-details__summary">
              <span class="govuk-details__summary-text">${rest.length} more ${rest.length === 1 ? 'step' : 'steps'}</span>
            </summary>
            <ol class="door-steps" start=${shown + 1}>${rest.map(step)}</ol>
          </details>`}`,
  )
}

function stale(at: number, when: string | undefined): TemplateResult | typeof nothing {
  if (when !== undefined && Date.now() - at < STALE_AFTER) return nothing
  return html`<div class="door-stale" role="status">
    <p>
      ${when === undefined
        ? 'This device does not tell the time in England, so opening hours are not worked out.'
        : `This was worked out at ${inWords(when)}. Who is open may have changed.`}
    </p>
    <button type="button" class="govuk-button govuk-button--secondary" @click=${() => { again('Checked for this moment.') }}>
      Check again for this moment
    </button>
  </div>`
}

/** All that the engine found, the answer on top. `alone` on its own screen, where the answer is the screen's heading. */
export function findingBody(pack: Pack, { finding: found, case: asked, contacts: laid, at }: Worked, alone = false): TemplateResult {
  const below = found.contacts.filter((one) => one.card === null)
  const lead = below.filter((one) => one.id === LEAD)
  const others = below.filter((one) => one.id !== LEAD)
  const [gravest, ...cautions] = found.cautions
  return html`<p class="door-printed">${found.document.title}, ${found.document.publisher}, ${found.document.published}.
      ${asked.when === undefined ? '' : `Checked at ${inWords(asked.when)}.`}</p>
    <div class="door-answer">${care(pack, found, alone, stale(at, asked.when))} ${continuum(pack, found)}</div>
    ${schoolLeftOut(laid)}
    ${gravest ? html`<div class="door-caution"><p>${gravest.text}</p>${cite(gravest.cite)}</div>` : nothing}
    ${found.steps.length > 0 ? steps(found.steps) : nothing}
    ${found.consent ? section('consent', 'Consent', html`<p class="govuk-body">${found.consent.text}</p>${cite(found.consent.cite)}`) : nothing}
    ${lead.length > 0 ? section('lead', 'Your safeguarding lead', html`<ul class="door-contacts" role="list">${lead.map(alsoReach)}</ul>`) : nothing}
    ${reasons(pack, found)}
    ${found.would_change.length > 0 ? section('change', 'What would change this', changes(pack, found.would_change)) : nothing}
    ${found.situations.length > 0
      ? section('situations', 'Situations', html`<ul class="door-lines">${found.situations.map(line)}</ul>`)
      : nothing}
    ${others.length === 0 ? nothing : restOf(others, below.length < found.contacts.length)} ${elsewhere(pack, found)}
    ${found.checklists.map((list, at) =>
      folded(
        `checklist-${at}`,
        list.name,
        list.items.length,
        html`<ul class="door-lines door-lines--quoted">${list.items.map((item) => html`<li>${item}</li>`)}</ul>${cite(list.cite)}`,
      ),
    )}
    ${found.services.length > 0
      ? folded('services', 'Services at this level', found.services.length, html`<ul class="door-contacts" role="list">${found.services.map(service)}</ul>`)
      : nothing}
    ${cautions.length > 0 ? section('cautions', 'Bear in mind', html`<ul class="door-lines">${cautions.map(line)}</ul>`) : nothing}`
}

export function finding(): Drawn {
  const pack = opened?.pack
  if (!pack || !worked) return { title: 'The finding', body: html`${title('Working it out…')}` }
  return {
    title: 'The finding',
    body: html`${findingBody(pack, worked, true)}
      <div class="door-actions door-actions--still">
        <div class="door-actions__row">
          <button type="button" class="govuk-button" @click=${() => { go({ screen: 'record' }) }}>Copy or print</button>
          <button type="button" class="govuk-button govuk-button--secondary" @click=${() => { go({ screen: 'check' }) }}>Change answers</button>
        </div>
      </div>`,
  }
}
