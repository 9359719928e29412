// A school's own contacts: chosen on this device or left out, and what is said of them elsewhere.

import { html, nothing, type TemplateResult } from 'lit-html'
import { chooseContacts, contacts, notKept, refusedThoseBeside, stopContacts, useThoseBeside } from '../contacts.ts'
import type { Fault } from '../contract.ts'
import type { Laid } from '../engine.ts'
import { forgetWork, list } from '../loaded.ts'
import { go } from '../router.ts'
import { change } from '../state.ts'
import { dayInWords } from '../time.ts'
import { clearProblems, faultInWords, noProblems, problemsWith } from './problems.ts'

/** The part of "about this copy", and the field in it. */
export const PART = 'school'
const FIELD = 'school-file'
/** More than these help nobody at once. */
const MOST = 12

function tell(words: string): void {
  const told = document.getElementById('told')
  if (told) told.textContent = words
}

/** Shows what has become of the contacts: findings of before no longer hold. */
function changed(words: string): void {
  forgetWork()
  clearProblems()
  change({})
  tell(words)
  document.getElementById(PART)?.focus()
}

async function choose(event: Event): Promise<void> {
  const input = event.target as HTMLInputElement
  const file = input.files?.[0]
  if (!file) return
  const faults = await chooseContacts(file, list)
  // So that the same file, mended, can be chosen again.
  input.value = ''
  const more = faults.length - MOST
  const found = faults.slice(0, MOST).map((fault) => ({ field: FIELD, text: `${file.name}: ${faultInWords(fault)}` }))
  if (more > 0) found.push({ field: FIELD, text: `${file.name}: ${more} more faults. Mend these first.` })
  if (noProblems(found)) changed(`The contacts of ${contacts?.name ?? 'your school'} are in use.`)
  else change({})
}

const faultsIn = (faults: Fault[]): TemplateResult =>
  html`<ul class="govuk-list govuk-list--bullet door-long">
    ${faults.slice(0, MOST).map((fault) => html`<li>${faultInWords(fault)}</li>`)}
  </ul>`

/** Where the file is from, as the end of a sentence. */
const FROM = {
  device: 'They were chosen on this device.',
  page: 'They come with this page.',
  frame: 'They are set by the page that this one is part of.',
}
const from = (): string => (contacts ? FROM[contacts.from] : '')

function inUse(): TemplateResult {
  if (!contacts) {
    return html`<p class="govuk-body">None are in use: findings give the contacts that the documents print.</p>
      ${refusedThoseBeside
        ? html`<button
            type="button"
            class="govuk-button govuk-button--secondary"
            @click=${() => void useThoseBeside(list).then(() => { changed('The contacts that come with this page are in use.') })}
          >
            Use those that come with this page
          </button>`
        : nothing}`
  }
  const whose = contacts.name === '' ? 'A file of contacts' : html`Contacts of <strong>${contacts.name}</strong>`
  const areas = contacts.areas.map((area) => list.find((one) => one.area === area || one.id === area)?.area_name ?? area)
  return html`${contacts.faults.length > 0
      ? html`<div class="door-caution">
          <p>${whose} cannot be used. Findings give the contacts that the documents print.</p>
          ${faultsIn(contacts.faults)}
        </div>`
      : html`<p class="govuk-body">
          ${whose} are in use. ${contacts.updated === '' ? nothing : `Somebody made sure of them on ${dayInWords(contacts.updated)}.`} ${from()}
          ${areas.length > 0 ? `They are for children who live in ${[...new Set(areas)].join(', ')}.` : nothing}
        </p>`}
    ${notKept ? html`<p class="govuk-body">This browser does not keep them: they are gone when you close the page.</p>` : nothing}
    <button type="button" class="govuk-button govuk-button--secondary" @click=${() => { stopContacts(); changed('No contacts of a school are in use.') }}>
      Stop using them
    </button>`
}

/** Chooses a file, or none. */
export function schoolPart(): TemplateResult {
  const wrong = problemsWith(FIELD)
  return html`<h2 class="govuk-heading-m" id=${PART} tabindex="-1">Your school’s contacts</h2>
    ${inUse()}
    <div class="govuk-form-group ${wrong.length > 0 ? 'govuk-form-group--error' : ''}">
      <label class="govuk-label govuk-label--s" for=${FIELD}>${contacts ? 'Use another file' : 'Use a file of contacts'}</label>
      <div class="govuk-hint" id="${FIELD}-hint">
        A JSON file with your safeguarding lead and numbers of your own. It is read on this device and sent nowhere.
      </div>
      ${wrong.length > 0
        ? html`<div id="${FIELD}-error">
            ${wrong.map(
              (one) => html`<p class="govuk-error-message door-long"><span class="govuk-visually-hidden">Error:</span> ${one}</p>`,
            )}
          </div>`
        : nothing}
      <input
        class="govuk-file-upload"
        id=${FIELD}
        type="file"
        accept=".json,application/json"
        aria-describedby="${FIELD}-hint${wrong.length > 0 ? ` ${FIELD}-error` : ''}"
        @change=${(event: Event) => void choose(event)}
      />
    </div>`
}

const toPart = (words: string): TemplateResult =>
  html`<button type="button" class="door-link door-quiet" @click=${() => { go({ screen: 'about', field: PART }) }}>${words}</button>`

/** On the first screen: that the numbers shown are not the documents' alone. */
export function schoolInUse(): TemplateResult | typeof nothing {
  if (!contacts) return nothing
  return html`<p class="govuk-body door-small">
    ${contacts.faults.length > 0
      ? 'A school’s contacts are kept for this page, and cannot be used.'
      : html`The contacts of ${contacts.name} are in use beside those of the document.`}
    ${toPart('See or forget them')}
  </p>`
}

/** On the finding: that contacts were left out. */
export function schoolLeftOut(laid: Laid): TemplateResult | typeof nothing {
  if (laid.kind !== 'refused') return nothing
  return html`<div class="door-caution" id="left-out">
    <p>Your school’s contacts are not used here: their file has ${laid.faults.length === 1 ? 'a fault' : 'faults'}. What is shown is the document’s.</p>
    <p>${toPart('See what is wrong')}</p>
  </div>`
}
