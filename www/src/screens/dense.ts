// All on one screen, for those who do this every day: the questions on one side, and the finding beside them, which follows
// every answer. It is made of the parts of the other screens, and has no judgement of its own.

import { html, nothing, type TemplateResult } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import { choose } from '../choosing.ts'
import type { Pack } from '../contract.ts'
import { edition, haveFinding, haveRecord, list, opened, recordText, worked, type Worked } from '../loaded.ts'
import { keepWorked, liveFinding } from '../live.ts'
import { DENSE, setDense } from '../mode.ts'
import { actions } from '../parts/actions.ts'
import { asksHome, district, districtsOf, liveIn, neighboursOf } from '../parts/home.ts'
import { badge } from '../parts/level.ts'
import { look } from '../parts/look.ts'
import { picked } from '../parts/picked.ts'
import { clearProblems, noProblems, problemWith, summary } from '../parts/problems.ts'
import { radios } from '../parts/radios.ts'
import { select } from '../parts/select.ts'
import { title } from '../parts/title.ts'
import { go } from '../router.ts'
import { change, entered, isBlank, type AgeKind, type Entered } from '../state.ts'
import { ageProblems, CONSENT, CONSENT_QUESTION, moreQuestions, send } from './child.ts'
import { browse, chosenInWords } from './concerns.ts'
import { ring999 } from './danger.ts'
import { findingBody } from './finding.ts'
import type { Drawn } from './screen.ts'

const TITLE = 'All on one screen'

const id = (name: string): string => `${DENSE}${name}`
const FINDING = id('finding')
const NOT_KNOWN = 'Not known yet'

const tell = (words: string): void => {
  const told = document.getElementById('told')
  if (told) told.textContent = words
}

/** Switches between one screen and many; whatever was entered stays. */
export function switchMode(on: boolean): void {
  setDense(on)
  clearProblems()
  if (!on) go({ screen: isBlank() ? 'area' : 'check' })
  else if (entered.pack !== null) go({ screen: 'dense' })
  else {
    change({})
    tell('All is on one screen from now on. Choose the area.')
    document.getElementById('title')?.focus({ preventScroll: true })
  }
}

// ---- the questions ----

const areaSelect = (): TemplateResult => {
  const named = (current: boolean): { value: string; text: string }[] =>
    list
      .filter((one) => one.current === current)
      .map((one) => ({ value: one.id, text: current ? one.area_name : `${one.short_title} (${one.status})` }))
  return select({
    id: id('area'),
    label: 'Area of the child’s home address',
    choices: named(true),
    more: { label: 'Not in force', choices: named(false) },
    chosen: entered.pack ?? '',
    choose: (value) => {
      const chosen = list.find((one) => one.id === value)
      if (chosen) void choose(chosen)
    },
  })
}

/** A neighbour is named at once: there is room for one list only. */
function homeSelects(pack: Pack): TemplateResult | typeof nothing {
  if (!asksHome(pack)) return nothing
  const neighbours = neighboursOf(pack).map((one) => ({ value: one.neighbour ?? '', text: one.name }))
  const districts = districtsOf(pack)
  return html`${select({
    id: id('local-authority'),
    label: 'Where the child’s home is',
    choices: [{ value: '', text: NOT_KNOWN }, ...pack.local_authorities.map((one) => ({ value: one.id, text: one.name }))],
    more: { label: 'A neighbouring area', choices: neighbours },
    chosen: entered.localAuthority ?? '',
    choose: (value) => {
      liveIn(value || null, neighbours.some((one) => one.value === value))
    },
  })}
  ${districts.length > 0 ? district(id('district'), districts) : nothing}`
}

const AGE_KINDS: { value: Exclude<AgeKind, 'not-known'>; text: string }[] = [
  { value: 'years', text: 'years' },
  { value: 'months', text: 'months' },
  { value: 'unborn', text: 'not born yet' },
]

const dangerNow = (): TemplateResult => html`${radios({
  id: id('danger'),
  legend: 'Is anyone in immediate danger?',
  small: true,
  inline: true,
  compact: true,
  choices: [
    { value: 'yes', text: 'Yes' },
    { value: 'no', text: 'No' },
    { value: 'not-known', text: 'Not known' },
  ],
  chosen: entered.danger === null ? 'not-known' : entered.danger ? 'yes' : 'no',
  choose: (value) => {
    change({ danger: value === 'not-known' ? null : value === 'yes' })
  },
})}
${entered.danger ? ring999 : nothing}`

/** Empty is not known: there is no answer of its own for that. */
function typeAge(text: string): void {
  if (entered.ageKind === 'months') change({ months: text })
  else change({ years: text, ageKind: text.trim() === '' ? 'not-known' : 'years' })
}

function age(): TemplateResult {
  const kind = entered.ageKind === 'not-known' ? 'years' : entered.ageKind
  const typed = kind === 'months' ? entered.months : entered.years
  const wrong = typed.trim() === '' ? undefined : ageProblems()[0]?.text
  const error = wrong ?? problemWith(id('age'))
  return html`<div class="govuk-form-group ${error ? 'govuk-form-group--error' : ''}">
    <label class="govuk-label" for=${id('age')}>Age, if you know it</label>
    ${error ? html`<p class="govuk-error-message" id="${id('age')}-error"><span class="govuk-visually-hidden">Error:</span> ${error}</p>` : nothing}
    <div class="door-age">
      <input
        class="govuk-input govuk-input--width-3 ${error ? 'govuk-input--error' : ''}"
        id=${id('age')}
        inputmode="numeric"
        autocomplete="off"
        maxlength="20"
        aria-describedby=${error ? `${id('age')}-error` : nothing}
        ?disabled=${kind === 'unborn'}
        .value=${live(kind === 'unborn' ? '' : typed)}
        @input=${(event: Event) => {
          typeAge((event.target as HTMLInputElement).value)
        }}
      />
      <select
        class="govuk-select"
        aria-label="Years, months or not born yet"
        @change=${(event: Event) => {
          const ageKind = (event.target as HTMLSelectElement).value as AgeKind
          change({ ageKind: ageKind === 'years' && entered.years.trim() === '' ? 'not-known' : ageKind })
        }}
      >
        ${AGE_KINDS.map((one) => html`<option value=${one.value} .selected=${live(one.value === kind)}>${one.text}</option>`)}
      </select>
    </div>
  </div>`
}

const consent = (): TemplateResult =>
  select({
    id: id('consent'),
    label: CONSENT_QUESTION,
    choices: CONSENT,
    chosen: entered.consent,
    choose: (value) => {
      change({ consent: value as Entered['consent'] })
    },
  })

const worries = (pack: Pack): TemplateResult => html`<section aria-labelledby=${id('worries')}>
  <h2 class="govuk-heading-m" id=${id('worries')}>What worries you?</h2>
  ${pack.items.length > 0
    ? look(pack)
    : html`<p class="govuk-body">This document lists no statements to tick. Choose a situation if one fits.</p>`}
  <h3 class="govuk-heading-s door-after">${chosenInWords()}</h3>
  ${picked(pack)}
  <details class="govuk-details">
    <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Look through the headings, lists and situations</span></summary>
    <div class="door-details">${browse(pack)}</div>
  </details>
</section>`

const facts = (pack: Pack): TemplateResult => html`<section aria-labelledby=${id('child')}>
  <h2 class="govuk-heading-m" id=${id('child')}>About the child</h2>
  <div class="door-pair">${areaSelect()} ${homeSelects(pack)}</div>
  <div class="door-pair">${age()} ${consent()}</div>
  ${send(id('send'), true)} ${moreQuestions(pack, DENSE)}
</section>`

// ---- the finding beside them ----

/** In a line, for the thumb: how high, and what to do. */
function inShort(pack: Pack, { finding: found }: Worked): TemplateResult {
  return html`<span class="door-short">
    ${found.level === null
      ? html`<span>${entered.concerns.length + entered.situations.length === 0 ? chosenInWords() : found.headline}</span>`
      : html`<span>At least ${badge(pack, found.sublevel ?? found.level)}</span>`}
    <strong>${found.action}</strong>
  </span>`
}

/** One touch copies; where the browser does not let it, the record's own screen shows the words. */
async function copy(): Promise<void> {
  const wrong = ageProblems().filter(() => (entered.ageKind === 'months' ? entered.months : entered.years).trim() !== '')
  if (!noProblems(wrong.map((one) => ({ ...one, field: id('age') })))) {
    change({})
    return
  }
  // For these answers and this minute.
  if (!(await haveFinding()) || !(await haveRecord())) {
    change({})
    return
  }
  try {
    await navigator.clipboard.writeText(recordText)
  } catch {
    go({ screen: 'record' })
    return
  }
  copied = worked
  change({})
  tell(COPIED)
}

const COPIED = 'The record is copied. Paste it where you need it, then clear it from this device’s clipboard.'

/** The finding whose record was copied last: said until another takes its place. */
let copied: Worked | null = null

const copyButton = (): TemplateResult => html`<button type="button" class="govuk-button" @click=${() => void copy()}>Copy the record</button>`

export function dense(): Drawn {
  const pack = opened?.pack.id === edition()?.id ? opened?.pack : undefined
  if (!pack) {
    return {
      title: TITLE,
      body: html`${title(TITLE)} ${areaSelect()} <p class="govuk-body">Opening the document…</p>`,
    }
  }
  keepWorked(pack)
  const found = liveFinding(pack)
  return {
    title: TITLE,
    body: html`${summary()} ${title(TITLE)}
      <div class="door-dense">
        <div class="door-dense__asked">
          ${dangerNow()} ${worries(pack)} ${facts(pack)}
        </div>
        <div class="door-dense__bar">
          ${actions(
            { text: 'Copy the record', act: () => void copy() },
            {
              text: 'See the finding',
              act: () => {
                go({ screen: 'finding' })
              },
            },
            found ? inShort(pack, found) : 'Working it out…',
          )}
        </div>
        <div class="door-dense__found" id=${FINDING} tabindex="-1" role="region" aria-label="The finding">
          <div class="door-dense__tools">${copyButton()}</div>
          ${copied !== null && copied === found ? html`<p class="door-told">${COPIED}</p>` : nothing}
          ${found ? findingBody(pack, found) : html`<p class="govuk-body">Working it out…</p>`}
        </div>
      </div>`,
  }
}
