// Where a sentence comes from. The document in use is named on top of every screen: on a telephone its name is left out
// here, except for screen readers and on paper. Another document's name always stays.

import { html, type TemplateResult } from 'lit-html'
import { edition } from '../loaded.ts'
import { cited } from './document.ts'

export function cite(text: string): TemplateResult {
  const of = edition()
  const known = of ? cited(of, '') : ''
  const pieces = known ? text.split(known) : [text]
  return html`<p class="door-cite">
    <span class="govuk-visually-hidden">Source: </span>${pieces.map((piece, at) =>
      at === 0 ? piece : html`<span class="door-cite__document">${known}</span>${piece}`,
    )}
  </p>`
}
