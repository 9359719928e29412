// What the parts of a reading page are made of.

import { html, nothing, type TemplateResult } from 'lit-html'
import type { Pack } from '../contract.ts'

/** One part of the page, with its place in the contents; a part with nothing in it is left out. */
export interface Part {
  id: string
  name: string
  body: TemplateResult | typeof nothing
}

export const unlessEmpty = (
  rows: TemplateResult[],
  drawn: (rows: TemplateResult[]) => TemplateResult = (all) => html`${all}`,
): TemplateResult | typeof nothing => (rows.length === 0 ? nothing : drawn(rows))

/** Where a sentence stands. The page names its document on top: here the section is enough. */
export const section = (where: string): TemplateResult | typeof nothing =>
  where === '' ? nothing : html`<span class="door-cite"><span class="govuk-visually-hidden">Source: </span>${where}</span>`

/** The section alone, where the citation is of this document. */
export function placeOf(pack: Pack, cite: string): string {
  const end = cite.indexOf('), ')
  return cite.startsWith(`${pack.short_title} (`) && end > 0 ? cite.slice(end + 3) : cite
}
