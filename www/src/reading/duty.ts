// On top of every static page: 999, and whom to ring in the area, as packs/emergency.json has them.

import { html, nothing, type TemplateResult } from 'lit-html'
import { numberLink } from '../parts/reach.ts'

/** One area of emergency.json, which `doorstep compile` writes. */
export interface Duty {
  area: string
  area_name: string
  document: string
  contacts: { name: string; phone: string[]; hours: string | null; borrowed_from: string | null; cite: string }[]
}

function area(one: Duty, named: boolean): TemplateResult {
  return html`${named ? html`<h2 class="govuk-heading-s">${one.area_name}</h2>` : nothing}
    <ul class="door-numbers__list" role="list">
      ${one.contacts.map(
        (contact) => html`<li>
          <strong>${contact.name}</strong>:
          ${contact.phone.length === 0 ? 'the document prints no number' : contact.phone.map((phone, at) => html`${at === 0 ? nothing : ' or '}${numberLink(phone)}`)}
          ${contact.hours === null ? nothing : html`<span class="door-small">Open ${contact.hours}</span>`}
          ${contact.borrowed_from === null ? nothing : html`<span class="door-small">The number is from another document: ${contact.borrowed_from}</span>`}
          <span class="door-cite">${contact.cite}</span>
        </li>`,
      )}
    </ul>`
}

export function ringFirst(areas: Duty[]): TemplateResult {
  return html`<div class="door-duty" role="region" aria-label="Whom to ring">
    <a class="door-ring door-ring--999" href="tel:999"><span class="door-ring__verb">In danger? Ring</span> <span class="door-ring__number">999</span></a>
    ${areas.map((one) => area(one, areas.length > 1))}
  </div>`
}
