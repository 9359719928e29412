// The finding: what to do, whom to ring, why, and what would change it. Every sentence of it comes from the engine.

import { html, nothing, type TemplateResult } from 'lit-html'
import type { ContactNow, Finding, Line, Pack, Reason, Step } from '../contract.ts'
import { opened, worked } from '../loaded.ts'
import { changes, offer } from '../parts/changes.ts'
import { cite } from '../parts/cite.ts'
import { alsoReach, ringNow, service } from '../parts/contact.ts'
import { badge, continuum, spread } from '../parts/level.ts'
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

const urgent = (lines: Line[]): TemplateResult | typeof nothing =>
  lines.length === 0
    ? nothing
    : html`<section class="door-urgent" aria-labelledby="urgent">
        <h2 class="govuk-heading-m" id="urgent">Do this first</h2>
        ${lines.map((line) => html`<p>${line.text}</p>${cite(line.cite)}`)}
        <a class="door-ring door-ring--999" href="tel:999"><span class="door-ring__verb">Ring</span> <span class="door-ring__number">999</span></a>
      </section>`

const line = (one: Line): TemplateResult => html`<li>${one.text} ${cite(one.cite)}</li>`

const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1)

function step(one: Step): TemplateResult {
  return html`<li>
    ${one.by === null ? nothing : html`<strong class="door-by"><span class="door-by__when">${capital(one.by)}</span></strong>`}
    ${one.quoted ? html`<q>${one.text}</q>` : html`<span>${one.text}</span>`} ${cite(one.cite)}
  </li>`
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

/** Folded below those to ring now; in sight where there is no such contact. */
function restOf(others: ContactNow[], firstAbove: boolean): TemplateResult {
  const all = html`<ul class="door-contacts" role="list">${others.map(alsoReach)}</ul>`
  return firstAbove ? folded('others', 'Who else', others.length, all) : section('others', 'Contacts', all)
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

export function finding(): Drawn {
  const pack = opened?.pack
  if (!pack || !worked) return { title: 'The finding', body: html`${title('Working it out…')}` }
  const { finding: found, case: asked, contacts: laid, at } = worked
  // Of those to ring now, one with a number to press is shown ahead of one that the document prints no number for.
  const toRing = found.contacts.filter((one) => one.first)
  const first = [...toRing.filter((one) => one.phone.length > 0), ...toRing.filter((one) => one.phone.length === 0)]
  const lead = found.contacts.filter((one) => one.id === LEAD)
  const others = found.contacts.filter((one) => !one.first && one.id !== LEAD)
  const [gravest, ...cautions] = found.cautions
  return {
    title: 'The finding',
    body: html`<p class="door-printed">${found.document.title}, ${found.document.publisher}, ${found.document.published}.
        ${asked.when === undefined ? '' : `Checked at ${inWords(asked.when)}.`}</p>
      ${stale(at, asked.when)} ${title(found.headline)} ${urgent(found.urgent)}
      ${found.level === null && found.reasons.length === 0 ? nothing : continuum(pack, found)}
      ${found.statutory.length > 0
        ? html`<p class="door-statutory">
            Children Act 1989: <strong>${found.statutory.map((one) => `section ${one.replace(/^s/, '')}`).join(', ')}</strong>
          </p>`
        : nothing}
      ${first.length > 0 ? section('ring', 'Ring now', html`${first.map(ringNow)}`) : nothing}
      ${schoolLeftOut(laid)}
      ${lead.length > 0 ? section('lead', 'Your safeguarding lead', html`<ul class="door-contacts" role="list">${lead.map(alsoReach)}</ul>`) : nothing}
      ${others.length === 0 ? nothing : restOf(others, first.length > 0)}
      ${gravest ? html`<div class="door-caution"><p>${gravest.text}</p>${cite(gravest.cite)}</div>` : nothing}
      ${found.steps.length > 0 ? section('steps', 'What to do', html`<ol class="door-steps">${found.steps.map(step)}</ol>`) : nothing}
      ${found.consent ? section('consent', 'Consent', html`<p class="govuk-body">${found.consent.text}</p>${cite(found.consent.cite)}`) : nothing}
      ${reasons(pack, found)}
      ${found.would_change.length > 0 ? section('change', 'What would change this', changes(pack, found.would_change)) : nothing}
      ${found.situations.length > 0
        ? section('situations', 'Situations', html`<ul class="door-lines">${found.situations.map(line)}</ul>`)
        : nothing}
      ${elsewhere(pack, found)}
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
      ${Object.keys(found.spread).length > 0 ? spread(pack, found) : nothing}
      ${cautions.length > 0 ? section('cautions', 'Bear in mind', html`<ul class="door-lines">${cautions.map(line)}</ul>`) : nothing}
      <div class="door-actions door-actions--still">
        <div class="door-actions__row">
          <button type="button" class="govuk-button" @click=${() => { go({ screen: 'record' }) }}>Copy or print</button>
          <button type="button" class="govuk-button govuk-button--secondary" @click=${() => { go({ screen: 'check' }) }}>Change answers</button>
        </div>
      </div>`,
  }
}
