// Above every screen but the first: the way back, and which document is in use.

import { html, nothing, type TemplateResult } from 'lit-html'
import { edition } from '../loaded.ts'
import { canGoBack, visit, type Screen } from '../router.ts'
import { inUse, notInForce } from './document.ts'

/** Here another document may be read, or none is meant. */
const WITHOUT: Screen[] = ['area', 'documents', 'reading', 'accessibility', 'privacy']

export function top(): TemplateResult {
  const of = WITHOUT.includes(visit().screen) ? undefined : edition()
  return html`<div class="door-top">
      ${canGoBack()
        ? html`<button type="button" class="govuk-back-link door-back" @click=${() => { history.back() }}>Back</button>`
        : nothing}
      ${of ? inUse(of) : nothing}
    </div>
    ${of ? notInForce(of) : nothing}`
}
