// A number, an address, a page: links where they surely are one, plain text otherwise. The reading pages draw them too.

import { html, type TemplateResult } from 'lit-html'
import { mail, tel, web } from '../links.ts'

export function numberLink(printed: string): TemplateResult {
  const link = tel(printed)
  return link ? html`<a class="govuk-link door-tel" href=${link}>${printed}</a>` : html`<span>${printed}</span>`
}

export function webLink(printed: string): TemplateResult {
  const link = web(printed)
  return link
    ? html`<a class="govuk-link door-long" href=${link} target="_blank" rel="noopener noreferrer">${printed}<span class="door-newtab"> (opens in a new tab)</span></a>`
    : html`<span class="door-long">${printed}</span>`
}

export function mailLink(printed: string): TemplateResult {
  const link = mail(printed)
  return link ? html`<a class="govuk-link door-long" href=${link}>${printed}</a>` : html`<span class="door-long">${printed}</span>`
}
