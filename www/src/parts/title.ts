// The heading of a screen, which takes the focus when the screen appears.

import { html, nothing, type TemplateResult } from 'lit-html'

export const title = (words: string, above?: string): TemplateResult => html`<h1 class="govuk-heading-l" id="title" tabindex="-1">
  ${above ? html`<span class="govuk-caption-l">${above}</span>` : nothing}${words}
</h1>`
