// Who helps, as the document says it: what to do at each level and in each situation, services, and everyone to contact.

import { html, nothing, type TemplateResult } from 'lit-html'
import { level, levelWords } from '../browse.ts'
import type { Ages, Contact, Pack, Route, RouteConsent, RouteStep, Service } from '../contract.ts'
import { mailLink, numberLink, webLink } from '../parts/reach.ts'
import { hoursInWords, listed } from './hours.ts'
import { placeOf, section, unlessEmpty, type Part } from './part.ts'
import { explained, type Ways } from './ways.ts'

const way = (how: string, ways: TemplateResult[]): TemplateResult[] =>
  ways.map((one) => html`<p class="door-way"><span class="door-way__how">${how}</span> ${one}</p>`)

function reached({ phone, email, web }: Pick<Partial<Contact>, 'phone' | 'email' | 'web'>): TemplateResult {
  return html`${way('Ring', (phone ?? []).map(numberLink))} ${way('Email', (email ?? []).map(mailLink))} ${way('Online', (web ?? []).map(webLink))}`
}

const authorities = (pack: Pack, ids: string[] | undefined): string =>
  ids ? `For children who live in ${listed(ids.map((id) => pack.local_authorities.find((one) => one.id === id)?.name ?? id))}. ` : ''

const districts = (pack: Pack, ids: string[] | undefined): string =>
  ids ? `For children who live in ${listed(ids.map((id) => pack.districts?.find((one) => one.id === id)?.name ?? id))}. ` : ''

function ages({ from, to, unborn }: Ages): string {
  if (unborn) return 'Before birth. '
  return from === undefined ? `Ages up to ${to ?? ''}. ` : to === undefined ? `Ages ${from} and over. ` : `Ages ${from} to ${to}. `
}

const onlyFor = (pack: Pack, one: Contact): string =>
  `${authorities(pack, one.local_authorities)}${districts(pack, one.districts)}${one.neighbour === undefined ? '' : 'A neighbouring area. '}`

function contact(pack: Pack, one: Contact, ways: Ways): TemplateResult {
  const nameOf = (id: string): string => pack.contacts.find((other) => other.id === id)?.name ?? id
  const only = onlyFor(pack, one)
  return html`<div class="door-contact" id="contact-${one.id}" tabindex="-1" data-line>
    <h3 class="govuk-heading-s">${one.name}</h3>
    ${one.purpose === undefined ? nothing : html`<p>${explained(one.purpose, ways)}</p>`} ${only === '' ? nothing : html`<p class="door-small">${only}</p>`}
    ${reached(one)}
    ${one.phone_faulty?.map(
      (phone) => html`<p class="door-faulty"><strong>Do not dial: ${phone.printed}</strong><br />This number is wrong in the document: ${phone.fault}.</p>`,
    )}
    ${one.phone.length + (one.phone_faulty?.length ?? 0) > 0 ? nothing : html`<p class="door-small">The document prints no number.</p>`}
    ${one.borrowed_from === undefined
      ? nothing
      : html`<p class="door-borrowed"><strong>This document does not print the number.</strong> It comes from: ${one.borrowed_from}</p>`}
    ${one.address === undefined ? nothing : html`<p class="door-way"><span class="door-way__how">Write</span> ${one.address}</p>`}
    <p class="door-small">Hours: ${hoursInWords(one, pack.contacts)}.${one.outside ? ` While closed: ${listed(one.outside.map(nameOf))}.` : ''}</p>
    ${section(placeOf(pack, one.cite))}
  </div>`
}

export const contactsPart = (pack: Pack, ways: Ways): Part => ({
  id: 'part-contacts',
  name: 'Everyone to contact',
  body: unlessEmpty(pack.contacts.map((one) => contact(pack, one, ways))),
})

function service(pack: Pack, one: Service, ways: Ways): TemplateResult {
  const only = `${one.ages ? ages(one.ages) : ''}${authorities(pack, one.local_authorities)}`
  return html`<li class="door-contact" data-line>
    <h4 class="govuk-heading-s">${one.name}</h4>
    <p>${explained(one.text, ways)}</p>
    ${only === '' ? nothing : html`<p class="door-small">${only}</p>`} ${reached(one)} ${section(placeOf(pack, one.cite))}
  </li>`
}

export const servicesPart = (pack: Pack, ways: Ways): Part => ({
  id: 'part-services',
  name: 'Services at each level',
  body: unlessEmpty(
    pack.levels.filter((one) => one.services.length > 0).map(
      (one) => html`<div data-part>
        <h3 class="govuk-heading-s door-domain" id="services-${one.id}" tabindex="-1">${levelWords(one)}</h3>
        <ul class="door-contacts">${one.services.map((each) => service(pack, each, ways))}</ul>
      </div>`,
    ),
  ),
})

function byWhen({ by, within_hours: hours, within_working_days: days }: RouteStep): string | undefined {
  if (by !== undefined) return by
  const within = (count: number, unit: string): string => `within ${count} ${unit}${count === 1 ? '' : 's'}`
  if (hours !== undefined) return within(hours, 'hour')
  return days === undefined ? undefined : within(days, 'working day')
}

const step = (one: RouteStep, ways: Ways): TemplateResult => {
  const by = byWhen(one)
  return html`<li>
    ${explained(one.text, ways)} ${by === undefined ? nothing : html`<span class="door-by"><strong>By when:</strong> ${by}</span>`}
    ${section(one.where)}
  </li>`
}

const ANSWERS: [Exclude<keyof RouteConsent, 'text' | 'where'>, string][] = [
  ['given', 'If it is given'],
  ['refused', 'If it is refused'],
  ['not_sought', 'If it was not asked for'],
  ['would_increase_risk', 'If asking would put the child at more risk'],
]

function consent(said: RouteConsent, ways: Ways): TemplateResult {
  return html`<p><strong>Consent:</strong> ${explained(said.text, ways)}</p>
    <ul class="govuk-list govuk-list--bullet">
      ${ANSWERS.map(([key, words]) => (said[key] === undefined ? nothing : html`<li><strong>${words}:</strong> ${explained(said[key], ways)}</li>`))}
    </ul>
    ${section(said.where)}`
}

function contactLink(pack: Pack, id: string, ways: Ways): TemplateResult {
  const one = pack.contacts.find((contact) => contact.id === id)
  const only = one ? onlyFor(pack, one) : ''
  return html`<li>
    <a class="govuk-link door-press" href=${ways.to(`contact-${id}`)} @click=${ways.jump}>${one?.name ?? id}</a> ${one?.phone.map(numberLink)}
    ${only === '' ? nothing : html`<span class="door-small">${only}</span>`}
  </li>`
}

function pathway(pack: Pack, route: Route, ways: Ways): TemplateResult {
  const links = (words: string, ids: string[] | undefined): TemplateResult | typeof nothing =>
    ids
      ? html`<p><strong>${words}</strong></p>
          <ul class="govuk-list">
            ${ids.map((id) => contactLink(pack, id, ways))}
          </ul>`
      : nothing
  const when = [
    ...(route.levels ?? []).map((id) => {
      const of = level(pack, id)
      return of ? levelWords(of) : 'No level is indicated'
    }),
    ...(route.situations ?? []).map((id) => pack.situations.find((one) => one.id === id)?.text ?? id),
  ]
  return html`<div class="door-contact" id="pathway-${route.id}" tabindex="-1" data-line>
    <h3 class="govuk-heading-s">${route.about}</h3>
    <p class="door-small">For: ${when.join('; ')}</p>
    ${links('Contact', route.contacts)}
    ${route.steps ? html`<ol class="door-steps">${route.steps.map((one) => step(one, ways))}</ol>` : nothing}
    ${route.until_open ? html`<p><strong>While they are closed:</strong> ${explained(route.until_open.text, ways)} ${section(route.until_open.where)}</p>` : nothing}
    ${route.consent ? consent(route.consent, ways) : nothing} ${links('These may help too', route.also)} ${section(route.where)}
  </div>`
}

export const pathwaysPart = (pack: Pack, ways: Ways): Part => ({
  id: 'part-pathways',
  name: 'Whom to contact, and what to do',
  body: unlessEmpty(pack.routes.map((route) => pathway(pack, route, ways))),
})
