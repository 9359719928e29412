// Asks whether the answers may be kept in this tab: never unless somebody wants it.

import { html, type TemplateResult } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import { keeping, startKeeping, stopKeeping } from '../kept.ts'
import { change } from '../state.ts'

function keep(on: boolean): void {
  const done = on ? startKeeping() : (stopKeeping(), true)
  change({})
  const told = document.getElementById('told')
  if (!told) return
  if (!done) told.textContent = 'This browser does not let the page keep them.'
  else told.textContent = on ? 'Your answers are kept in this tab.' : 'What was kept is erased.'
}

export function keepBox(): TemplateResult {
  return html`<div class="govuk-checkboxes door-keep">
    <div class="govuk-checkboxes__item">
      <input
        class="govuk-checkboxes__input"
        type="checkbox"
        id="keep"
        aria-describedby="keep-hint"
        .checked=${live(keeping)}
        @change=${(event: Event) => {
          keep((event.target as HTMLInputElement).checked)
        }}
      />
      <label class="govuk-label govuk-checkboxes__label" for="keep">Keep my answers in this tab until I close it</label>
      <div class="govuk-hint govuk-checkboxes__hint" id="keep-hint">
        A phone call or a reload then does not lose them. Hiding the screen erases them. What you type is not kept, and nothing for more than 12
        hours. On a shared device leave this off: a browser can bring back a closed tab.
      </div>
    </div>
  </div>`
}
