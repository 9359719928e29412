// What comes next, in reach of the thumb: a bar at the foot of the screen.

import { html, nothing, type TemplateResult } from 'lit-html'

export interface Action {
  text: string
  act: () => void
}

export function actions(main: Action, other?: Action, told: TemplateResult | string | typeof nothing = nothing): TemplateResult {
  return html`<div class="door-actions">
    ${told === nothing ? nothing : html`<p class="door-actions__told">${told}</p>`}
    <div class="door-actions__row">
      <button type="button" class="govuk-button" @click=${main.act}>${main.text}</button>
      ${other ? html`<button type="button" class="govuk-button govuk-button--secondary" @click=${other.act}>${other.text}</button>` : nothing}
    </div>
  </div>`
}
