// The heading of a screen, which takes the focus when the screen appears. Where one screen stands within another, its
// heading is one among others.

import { html, nothing, type TemplateResult } from 'lit-html'

let id = ''

/** Draws what has a title of its own, under this id, on a screen that has one too. */
export function withinAnother<T>(as: string, draw: () => T): T {
  id = as
  try {
    return draw()
  } finally {
    id = ''
  }
}

export function title(words: string, above?: string): TemplateResult {
  if (id) return html`<h2 class="govuk-heading-l" id=${id} tabindex="-1">${words}</h2>`
  return html`<h1 class="govuk-heading-l" id="title" tabindex="-1">
    ${above ? html`<span class="govuk-caption-l">${above}</span>` : nothing}${words}
  </h1>`
}
