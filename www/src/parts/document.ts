// Which document is in use, on every screen; marked where it is not in force.

import { html, nothing, type TemplateResult } from 'lit-html'
import type { Edition, Status } from '../contract.ts'

export function standingTag(status: Status): TemplateResult | typeof nothing {
  switch (status) {
    case 'current':
      return nothing
    case 'superseded':
      return html`<strong class="govuk-tag govuk-tag--orange">Superseded</strong>`
    case 'draft':
      return html`<strong class="govuk-tag govuk-tag--red">Draft</strong>`
  }
}

/** A citation for what the page itself quotes from the pack, worded as the engine's. */
export const cited = (edition: Edition, section: string): string => `${edition.short_title} (${edition.published_words}), ${section}`

export const inUse = (of: Edition): TemplateResult =>
  html`<p class="door-inuse">${of.area_name} <span aria-hidden="true">·</span> ${of.short_title}, ${of.published_words}</p>`

/** Said on every screen while such an edition is in use. */
export function notInForce(of: Edition): TemplateResult | typeof nothing {
  if (of.status === 'current') return nothing
  return html`<p class="door-notinforce">
    ${standingTag(of.status)} ${of.status === 'draft' ? 'This draft was never in force.' : 'A later edition has replaced this one.'}
  </p>`
}
