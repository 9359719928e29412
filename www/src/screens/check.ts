// Everything entered, each with a way to change it.

import { html, nothing, type TemplateResult } from 'lit-html'
import { edition, opened } from '../loaded.ts'
import { actions } from '../parts/actions.ts'
import { asksHome, homeInWords } from '../parts/home.ts'
import { picked } from '../parts/picked.ts'
import { title } from '../parts/title.ts'
import { go, type Visit } from '../router.ts'
import { entered, wholeNumber, type Answer } from '../state.ts'
import { CONSENT, CONSENT_QUESTION } from './child.ts'
import { toFinding } from './concerns.ts'
import type { Drawn } from './screen.ts'

const NOT_KNOWN = 'Not known yet'

const yesNo = (answer: Answer | undefined): string => (answer === 'yes' ? 'Yes' : answer === 'no' ? 'No' : NOT_KNOWN)

export function ageInWords(): string {
  switch (entered.ageKind) {
    case 'unborn':
      return 'Not born yet'
    case 'years': {
      const years = wholeNumber(entered.years, 120)
      return years === null ? NOT_KNOWN : years === 1 ? '1 year' : `${years} years`
    }
    case 'months': {
      const months = wholeNumber(entered.months, 11)
      return months === null ? NOT_KNOWN : months === 1 ? '1 month' : `${months} months`
    }
    case 'not-known':
      return NOT_KNOWN
  }
}

function row(what: string, answer: TemplateResult | string, to: Visit): TemplateResult {
  return html`<div class="govuk-summary-list__row">
    <dt class="govuk-summary-list__key">${what}</dt>
    <dd class="govuk-summary-list__value">${answer}</dd>
    <dd class="govuk-summary-list__actions">
      <button type="button" class="door-link" @click=${() => { go(to) }}>Change<span class="govuk-visually-hidden"> ${what}</span></button>
    </dd>
  </div>`
}

export function check(): Drawn {
  const pack = opened?.pack
  const of = edition()
  const ticked = entered.concerns.length + entered.situations.length
  const child: Visit = { screen: 'child', then: 'check' }
  return {
    title: 'Check your answers',
    body: html`${title('Check your answers')}
      <dl class="govuk-summary-list">
        ${row('Area', of?.area_name ?? NOT_KNOWN, { screen: 'area', then: 'check' })}
        ${pack && asksHome(pack)
          ? row('The child’s home', homeInWords(pack) || NOT_KNOWN, { ...child, field: 'local-authority' })
          : nothing}
        ${row('Immediate danger', entered.danger === null ? NOT_KNOWN : entered.danger ? 'Yes' : 'No', { screen: 'danger', then: 'check' })}
        ${row('Age', ageInWords(), { ...child, field: 'age' })}
        ${row('Special educational needs or a disability', yesNo(entered.send), { ...child, field: 'send' })}
        ${row(CONSENT_QUESTION, CONSENT.find((one) => one.value === entered.consent)?.text ?? NOT_KNOWN, { ...child, field: 'consent' })}
        ${(pack?.questions ?? [])
          .filter((question) => question.id in entered.answers)
          .map((question) => row(question.text, yesNo(entered.answers[question.id]), { ...child, field: `q-${question.id}` }))}
        ${row('Concerns', ticked === 0 ? 'Nothing ticked. That is not the same as no concern.' : `${ticked} ticked, listed below`, {
          screen: 'concerns',
        })}
      </dl>
      ${pack ? picked(pack) : nothing} ${actions(toFinding)}`,
  }
}
