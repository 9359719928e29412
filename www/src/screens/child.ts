// The child's age, and the facts that can change what the document says. Every one of them may stay not known.

import { html, nothing, type TemplateResult } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import type { Pack } from '../contract.ts'
import { opened } from '../loaded.ts'
import { actions } from '../parts/actions.ts'
import { home, homeProblems } from '../parts/home.ts'
import { noProblems, problemWith, summary, type Problem } from '../parts/problems.ts'
import { radios } from '../parts/radios.ts'
import { title } from '../parts/title.ts'
import { go, visit } from '../router.ts'
import { change, entered, wholeNumber, type Answer, type Entered } from '../state.ts'
import type { Drawn } from './screen.ts'

export const YES_NO: { value: Answer; text: string }[] = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
  { value: 'not-known', text: 'Not known yet' },
]

export const CONSENT: { value: Entered['consent']; text: string }[] = [
  { value: 'given', text: 'Yes, they agree' },
  { value: 'refused', text: 'No, they refuse' },
  { value: 'not-sought', text: 'Nobody has asked them' },
  { value: 'would-increase-risk', text: 'Asking them would put the child at more risk' },
  { value: 'not-known', text: 'Not known yet' },
]

export const CONSENT_QUESTION = 'Do the parents or carers agree to you sharing this?'

function number(id: 'years' | 'months', label: string, value: string): TemplateResult {
  const error = problemWith(id)
  return html`<div class="govuk-form-group ${error ? 'govuk-form-group--error' : ''}">
    <label class="govuk-label" for=${id}>${label}</label>
    ${error ? html`<p class="govuk-error-message" id="${id}-error"><span class="govuk-visually-hidden">Error:</span> ${error}</p>` : nothing}
    <input
      class="govuk-input govuk-input--width-3 ${error ? 'govuk-input--error' : ''}"
      id=${id}
      inputmode="numeric"
      autocomplete="off"
      maxlength="20"
      aria-describedby=${error ? `${id}-error` : nothing}
      .value=${live(value)}
      @input=${(event: Event) => {
        change({ [id]: (event.target as HTMLInputElement).value })
      }}
    />
  </div>`
}

/** What is wrong with the age. */
export function ageProblems(): Problem[] {
  if (entered.ageKind === 'years' && wholeNumber(entered.years, 120) === null) {
    return [{ field: 'years', text: 'Write the age in whole years, such as 7. If it is not known, leave it out' }]
  }
  if (entered.ageKind === 'months' && wholeNumber(entered.months, 11) === null) {
    return [{ field: 'months', text: 'Write the age in whole months, from 0 to 11. If it is not known, leave it out' }]
  }
  return []
}

function goOn(): void {
  if (noProblems([...homeProblems(), ...ageProblems()])) go({ screen: visit().then ?? 'concerns' })
  else change({})
}

/** The pack's own questions, folded away until one of them is wanted. */
export function moreQuestions(pack: Pack | undefined, prefix = ''): TemplateResult | typeof nothing {
  const questions = pack?.questions ?? []
  if (questions.length === 0) return nothing
  const asked = questions.some((question) => visit().field === `${prefix}q-${question.id}`)
  return html`<details class="govuk-details" ?open=${asked || questions.some((question) => question.id in entered.answers)}>
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">More that this document asks (${questions.length})</span>
    </summary>
    <div class="govuk-details__text">
      <p class="govuk-body">Skip these for now if you like: the finding asks the ones that matter.</p>
      ${questions.map((question) =>
        radios({
          id: `${prefix}q-${question.id}`,
          legend: question.text,
          hint: question.why,
          small: true,
          inline: true,
          choices: YES_NO,
          chosen: entered.answers[question.id] ?? 'not-known',
          choose: (answer: Answer) => {
            change({ answers: { ...entered.answers, [question.id]: answer } })
          },
        }),
      )}
    </div>
  </details>`
}

export function send(id = 'send', compact = false): TemplateResult {
  return radios({
    id,
    legend: 'Special educational needs or a disability?',
    small: true,
    inline: true,
    compact,
    choices: YES_NO,
    chosen: entered.send,
    choose: (send) => {
      change({ send })
    },
  })
}

export function child(): Drawn {
  const pack = opened?.pack
  return {
    title: 'About the child',
    body: html`${summary()} ${title('About the child')}
      <p class="govuk-body">Leave what you do not know. Not known never counts as no.</p>
      ${pack ? home(pack) : nothing}
      ${radios({
        id: 'age',
        legend: 'How old is the child?',
        choices: [
          { value: 'years', text: '1 year or older', then: number('years', 'Age in years', entered.years) },
          { value: 'months', text: 'Under 1 year', then: number('months', 'Age in months', entered.months) },
          { value: 'unborn', text: 'Not born yet' },
          { value: 'not-known', text: 'Not known yet' },
        ],
        chosen: entered.ageKind,
        choose: (ageKind) => {
          change({ ageKind })
        },
      })}
      ${send()}
      ${radios({
        id: 'consent',
        legend: CONSENT_QUESTION,
        small: true,
        choices: CONSENT,
        chosen: entered.consent,
        choose: (consent) => {
          change({ consent })
        },
      })}
      ${moreQuestions(pack)}
      ${actions({ text: 'Continue', act: goOn })}`,
  }
}
