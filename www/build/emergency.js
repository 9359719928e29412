// Writes the numbers to ring into index.html itself, so that they are there before any script runs and when none can.

import { readFileSync } from 'node:fs'
import { tel } from '../src/links.ts'
import { inPlaceOf } from './marked.js'

const MARK = '<!-- emergency numbers -->'

/** @param {string} text */
const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** @param {string} printed */
const number = (printed) => {
  const link = tel(printed)
  return link ? `<a class="govuk-link door-tel" href="${escape(link)}">${escape(printed)}</a>` : escape(printed)
}

/**
 * One entry of emergency.json, which `doorstep compile` writes.
 * @typedef {{ area: string, area_name: string, document: string, contacts: { name: string, phone: string[], hours: string | null, borrowed_from: string | null, cite: string }[] }} Area
 */

/** @param {Area} area */
function html(area) {
  const contacts = area.contacts.map(
    (contact) => `<li>
      <strong>${escape(contact.name)}</strong>:
      ${contact.phone.length > 0 ? contact.phone.map(number).join(' or ') : 'the document prints no number'}
      ${contact.hours ? `<span class="door-small">Open ${escape(contact.hours)}</span>` : ''}
      ${contact.borrowed_from ? `<span class="door-small">The number is from another document: ${escape(contact.borrowed_from)}</span>` : ''}
      <span class="door-cite">${escape(contact.cite)}</span>
    </li>`,
  )
  return `<div data-area="${escape(area.area)}">
    <h3 class="govuk-heading-s">${escape(area.area_name)}</h3>
    <ul class="door-numbers__list" role="list">${contacts.join('\n')}</ul>
  </div>`
}

/**
 * @param {string} file where `doorstep compile` wrote emergency.json
 * @returns {import('vite').Plugin}
 */
export const emergencyNumbers = (file) =>
  inPlaceOf('the emergency numbers', MARK, () => {
    /** @type {Area[]} */
    let areas
    try {
      areas = JSON.parse(readFileSync(file, 'utf8'))
    } catch (error) {
      throw new Error(`${file} is needed to build the page: run \`cargo run -- compile www/packs\` first`, { cause: error })
    }
    return `<div id="areas">${areas.map(html).join('\n')}</div>`
  })
