// A question with a few answers, one of which is "not known".

import { html, nothing, type TemplateResult } from 'lit-html'
import { live } from 'lit-html/directives/live.js'

export interface Choice<T extends string> {
  value: T
  text: string
  hint?: string
  /** Asked for where this answer is chosen. */
  then?: TemplateResult | typeof nothing
}

export interface Question<T extends string> {
  /** Id of the first answer: where a link to this question leads. */
  id: string
  legend: TemplateResult | string
  hint?: string | undefined
  error?: string | undefined
  small?: boolean
  inline?: boolean
  /** Smaller circles, as easy to touch. */
  compact?: boolean
  choices: Choice<T>[]
  chosen: T | null
  choose: (value: T) => void
}

export function radios<T extends string>(q: Question<T>): TemplateResult {
  const described = [q.hint ? `${q.id}-hint` : '', q.error ? `${q.id}-error` : ''].filter(Boolean).join(' ')
  return html`<div class="govuk-form-group ${q.error ? 'govuk-form-group--error' : ''}">
    <fieldset class="govuk-fieldset" aria-describedby=${described || nothing}>
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--${q.small ? 's' : 'm'}">${q.legend}</legend>
      ${q.hint ? html`<div class="govuk-hint" id="${q.id}-hint">${q.hint}</div>` : nothing}
      ${q.error
        ? html`<p class="govuk-error-message" id="${q.id}-error"><span class="govuk-visually-hidden">Error:</span> ${q.error}</p>`
        : nothing}
      <div class="govuk-radios ${q.inline ? 'govuk-radios--inline' : ''} ${q.compact ? 'govuk-radios--small' : ''}">
        ${q.choices.map((choice, at) => answer(q, choice, at === 0 ? q.id : `${q.id}-${choice.value}`))}
      </div>
    </fieldset>
  </div>`
}

function answer<T extends string>(q: Question<T>, choice: Choice<T>, id: string): TemplateResult {
  const on = q.chosen === choice.value
  return html`<div class="govuk-radios__item">
      <input
        class="govuk-radios__input"
        type="radio"
        name=${q.id}
        id=${id}
        value=${choice.value}
        aria-describedby=${choice.hint ? `${id}-hint` : nothing}
        .checked=${live(on)}
        @change=${() => {
          q.choose(choice.value)
        }}
      />
      <label class="govuk-label govuk-radios__label" for=${id}>${choice.text}</label>
      ${choice.hint ? html`<div class="govuk-hint govuk-radios__hint" id="${id}-hint">${choice.hint}</div>` : nothing}
    </div>
    ${on && choice.then ? html`<div class="govuk-radios__conditional">${choice.then}</div>` : nothing}`
}
