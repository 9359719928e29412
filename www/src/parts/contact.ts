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

/** Hours, e-mail and web: folded below a number to press, in sight where there is none. */
function more(contact: ContactNow): TemplateResult | typeof nothing {
  const what = [...(contact.hours ? ['Hours'] : []), ...(contact.email.length > 0 ? ['Email'] : []), ...(contact.web.length > 0 ? ['Online'] : [])]
  if (what.length === 0) return nothing
  const all = html`${contact.hours ? html`<p class="door-small">Hours: ${contact.hours}</p>` : nothing} ${written(contact.email, contact.web)}`
  if (contact.phone.length === 0) return all
  return html`<details class="door-more">
    <summary>${what.join(', ')}<span class="govuk-visually-hidden"> of ${contact.name}</span></summary>
    ${all}
  </details>`
}

/**
 * One to ring now: who, the number, and whether they answer. The first is as big as the screen lets it be. `where` says whose
 * children it is for where there are several, before the number, so that nobody rings the wrong one.
 */
export function call(contact: ContactNow, big: boolean, where: string): TemplateResult {
  return html`<div class="door-call ${big ? '' : 'door-call--next'}">
    <h3 class="door-call__who">${contact.name}</h3>
    ${where === '' ? nothing : html`<p class="door-call__where">${where}</p>`}
    ${contact.phone.map((one) => bigNumber(one, contact.name, contact.open === false))} ${contact.phone_faulty.map(faulty)} ${status(contact)}
    ${notItsOwn(contact)} ${contact.purpose ? html`<p class="door-call__purpose">${contact.purpose}</p>` : nothing} ${cite(contact.cite)} ${more(contact)}
  </div>`
}

/** Who answers while the one to ring is closed, or is closed while this one answers. */
export function instead(contact: ContactNow): TemplateResult {
  return html`<div class="door-instead">
    <p>${contact.name}: ${contact.phone.map((one, at) => html`${at > 0 ? ', ' : ''}${numberLink(one)}`)}</p>
    ${contact.phone_faulty.map(faulty)} ${status(contact)} ${notItsOwn(contact)}
    ${contact.purpose ? html`<p class="door-call__purpose">${contact.purpose}</p>` : nothing} ${cite(contact.cite)} ${more(contact)}
  </div>`
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
