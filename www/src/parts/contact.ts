// Someone to contact: whether they answer now, and every way to reach them.

import { html, nothing, type TemplateResult } from 'lit-html'
import type { ContactNow, FaultyPhone, ServiceLine } from '../contract.ts'
import { tel } from '../links.ts'
import { cite } from './cite.ts'
import { mailLink, numberLink, webLink } from './reach.ts'

/** A number to press, as big as a thumb. */
function bigNumber(printed: string, who: string, closed: boolean): TemplateResult {
  const link = tel(printed)
  if (!link) return html`<p class="door-number">${printed}</p>`
  return html`<a class="door-ring ${closed ? 'door-ring--closed' : ''}" href=${link}>
    <span class="door-ring__verb">Ring<span class="govuk-visually-hidden"> ${who} on</span></span> <span class="door-ring__number">${printed}</span>
  </a>`
}

/** Shown and marked, never a link: it cannot be right. */
const faulty = (phone: FaultyPhone): TemplateResult =>
  html`<p class="door-faulty"><strong>Do not dial: ${phone.printed}</strong><br />This number is wrong in the document: ${phone.fault}.</p>`

function status(contact: ContactNow): TemplateResult {
  const state = contact.open === null ? 'unknown' : contact.open ? 'open' : 'closed'
  return html`<p class="door-status door-status--${state}">${contact.status}</p>`
}

function written(email: string[], pages: string[]): TemplateResult {
  return html`${email.map((one) => html`<p class="door-way"><span class="door-way__how">Email</span> ${mailLink(one)}</p>`)}
  ${pages.map((one) => html`<p class="door-way"><span class="door-way__how">Online</span> ${webLink(one)}</p>`)}`
}

const notItsOwn = (contact: ContactNow): TemplateResult | typeof nothing =>
  contact.borrowed_from === null
    ? nothing
    : html`<p class="door-borrowed"><strong>This document does not print the number.</strong> It comes from: ${contact.borrowed_from}</p>`

/** One to ring now. */
export function ringNow(contact: ContactNow): TemplateResult {
  return html`<section class="door-contact door-contact--first" aria-labelledby="contact-${contact.id}">
    <h3 class="govuk-heading-m" id="contact-${contact.id}">${contact.name}</h3>
    ${status(contact)} ${contact.phone.map((one) => bigNumber(one, contact.name, contact.open === false))}
    ${contact.phone_faulty.map(faulty)} ${notItsOwn(contact)} ${contact.purpose ? html`<p>${contact.purpose}</p>` : nothing}
    ${contact.hours ? html`<p class="door-small">Hours: ${contact.hours}</p>` : nothing} ${written(contact.email, contact.web)}
    ${cite(contact.cite)}
  </section>`
}

/** One of the others. */
export function alsoReach(contact: ContactNow): TemplateResult {
  return html`<li class="door-contact">
    <h3 class="govuk-heading-s">${contact.name}</h3>
    ${contact.purpose ? html`<p>${contact.purpose}</p>` : nothing} ${status(contact)}
    ${contact.phone.map((one) => html`<p class="door-way"><span class="door-way__how">Ring</span> ${numberLink(one)}</p>`)}
    ${contact.phone_faulty.map(faulty)} ${notItsOwn(contact)} ${written(contact.email, contact.web)}
    ${contact.hours ? html`<p class="door-small">Hours: ${contact.hours}</p>` : nothing} ${cite(contact.cite)}
  </li>`
}

export function service(one: ServiceLine): TemplateResult {
  return html`<li class="door-contact">
    <h3 class="govuk-heading-s">${one.name}</h3>
    <p>${one.text}</p>
    ${one.phone.map((phone) => html`<p class="door-way"><span class="door-way__how">Ring</span> ${numberLink(phone)}</p>`)}
    ${written(one.email, one.web)} ${cite(one.cite)}
  </li>`
}
