// The finding as words to paste in a referral, to hand on, to save or to print; and words to question a decision with. They
// hold no names.

import { html, nothing, type TemplateResult } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import { disagreementText, recordText, worked } from '../loaded.ts'
import { copy, save, shareButton, shareWarning, told } from '../parts/share.ts'
import { title } from '../parts/title.ts'
import { change, entered } from '../state.ts'
import type { Drawn } from './screen.ts'

const second = 'govuk-button govuk-button--secondary'

const words = (id: string, label: string, text: string, rows: number): TemplateResult =>
  html`<label class="govuk-label govuk-label--s" for=${id}>${label}</label>
    <textarea class="govuk-textarea door-record" id=${id} rows=${rows} readonly .value=${live(text)}></textarea>`

function disagreement(): TemplateResult | typeof nothing {
  if (disagreementText === '') return nothing
  return html`<section class="door-section door-screenonly" aria-labelledby="disagree">
    <h2 class="govuk-heading-m" id="disagree">If you disagree with a decision</h2>
    <p class="govuk-body">Words to ask for reasons in writing, and how the document says to take it further. Do not wait for an answer if a child is not safe: ring again.</p>
    ${words('disagreement', 'The words to send', disagreementText, 10)}
    <button type="button" class=${second} @click=${() => void copy(disagreementText, 'disagreement')}>Copy these words</button>
  </section>`
}

export function record(): Drawn {
  return {
    title: 'The record',
    body: html`${title('The record')}
      <p class="govuk-body door-screenonly">It names the document, the level, the statements and the steps. It names no one. Add names only where you paste it.</p>
      <div class="door-buttons">
        <button type="button" class="govuk-button" @click=${() => void copy(recordText, 'record')}>Copy the record</button>
        ${worked ? shareButton(worked, recordText) : nothing}
        <button type="button" class=${second} @click=${() => { print() }}>Print</button>
        <button type="button" class=${second} @click=${() => { save(recordText, 'text/plain', 'record.txt') }}>Save as text</button>
        ${worked
          ? html`<button type="button" class=${second} @click=${() => { save(JSON.stringify(worked?.case, null, 2), 'application/json', 'case.json') }}>
              Save the answers (JSON)
            </button>`
          : nothing}
      </div>
      ${worked ? shareWarning(worked) : nothing} ${told()} ${words('record', 'The words', recordText, 16)}
      <pre class="door-onpaper">${recordText}</pre>
      <div class="govuk-form-group door-notes">
        <label class="govuk-label govuk-label--s" for="notes">Your notes, for paper only</label>
        <div class="govuk-hint" id="notes-hint">They are printed under the record. They are not copied, not saved, and gone when you leave.</div>
        <textarea
          class="govuk-textarea"
          id="notes"
          rows="4"
          autocomplete="off"
          aria-describedby="notes-hint"
          .value=${live(entered.notes)}
          @input=${(event: Event) => {
            change({ notes: (event.target as HTMLTextAreaElement).value })
          }}
        ></textarea>
      </div>
      ${entered.notes.trim() ? html`<pre class="door-onpaper">Notes${'\n'}${entered.notes}</pre>` : nothing} ${disagreement()}`,
  }
}
