// An answer that nobody could read is never dropped in silence: the browser's own "forward", and "All on one screen", pass by
// the screen that would ask for it again.

import { html, nothing, type TemplateResult } from 'lit-html'
import { go, visit } from '../router.ts'
import { ageProblems } from '../screens/child.ts'
import { homeProblems } from './home.ts'

export function uncounted(): TemplateResult | typeof nothing {
  const [first] = [...homeProblems(), ...ageProblems()]
  if (!first) return nothing
  return html`<div class="govuk-inset-text" role="status">
    <strong>Not counted yet.</strong> ${first.text}.
    <button type="button" class="door-link" @click=${() => { go({ screen: 'child', field: first.field, then: visit().screen }) }}>Change it</button>
  </div>`
}
