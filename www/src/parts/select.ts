// A question whose answers are many, or which must not take much room.

import { html, nothing, type TemplateResult } from 'lit-html'
import { live } from 'lit-html/directives/live.js'

export interface Option {
  value: string
  text: string
}

export interface Asked {
  id: string
  label: TemplateResult | string
  hint?: string
  error?: string | undefined
  choices: Option[]
  /** More answers, under a heading of their own. */
  more?: { label: string; choices: Option[] } | undefined
  chosen: string
  choose: (value: string) => void
}

export function select({ id, label, hint, error, choices, more, chosen, choose }: Asked): TemplateResult {
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  // Not the attribute: it no longer counts once somebody has chosen.
  const option = (one: Option): TemplateResult => html`<option value=${one.value} .selected=${live(one.value === chosen)}>${one.text}</option>`
  return html`<div class="govuk-form-group ${error ? 'govuk-form-group--error' : ''}">
    <label class="govuk-label" for=${id}>${label}</label>
    ${hint ? html`<div class="govuk-hint" id="${id}-hint">${hint}</div>` : nothing}
    ${error ? html`<p class="govuk-error-message" id="${id}-error"><span class="govuk-visually-hidden">Error:</span> ${error}</p>` : nothing}
    <select
      class="govuk-select"
      id=${id}
      aria-describedby=${described || nothing}
      @change=${(event: Event) => {
        choose((event.target as HTMLSelectElement).value)
      }}
    >
      ${choices.map(option)} ${more && more.choices.length > 0 ? html`<optgroup label=${more.label}>${more.choices.map(option)}</optgroup>` : nothing}
    </select>
  </div>`
}
