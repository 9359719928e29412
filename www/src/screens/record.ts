// The finding as words to paste in a referral, to save or to print. It holds no names.

import { html, nothing } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import { recordText, worked } from '../loaded.ts'
import { title } from '../parts/title.ts'
import { change, entered } from '../state.ts'
import type { Drawn } from './screen.ts'

const tell = (words: string): void => {
  const told = document.getElementById('copied')
  if (told) told.textContent = words
}

async function copy(): Promise<void> {
  try {
    await navigator.clipboard.writeText(recordText)
    tell('Copied. Paste it where you need it, then clear it from this device’s clipboard.')
  } catch {
    const text = document.getElementById('record')
    if (text instanceof HTMLTextAreaElement) {
      text.focus()
      text.select()
    }
    tell('This browser does not let the page copy. The record is selected: copy it yourself.')
  }
}

function save(text: string, type: string, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
  tell('Saved to this device. Anyone who uses it can open the file.')
}

export function record(): Drawn {
  return {
    title: 'The record',
    body: html`${title('The record')}
      <p class="govuk-body door-screenonly">It names the document, the level, the statements and the steps. It names no one. Add names only where you paste it.</p>
      <div class="door-buttons">
        <button type="button" class="govuk-button" @click=${() => void copy()}>Copy the record</button>
        <button type="button" class="govuk-button govuk-button--secondary" @click=${() => { print() }}>Print</button>
        <button type="button" class="govuk-button govuk-button--secondary" @click=${() => { save(recordText, 'text/plain', 'record.txt') }}>
          Save as text
        </button>
        ${worked
          ? html`<button type="button" class="govuk-button govuk-button--secondary" @click=${() => {
              save(JSON.stringify(worked?.case, null, 2), 'application/json', 'case.json')
            }}>
              Save the answers (JSON)
            </button>`
          : nothing}
      </div>
      <p class="door-told" id="copied" role="status"></p>
      <label class="govuk-label govuk-label--s" for="record">The words</label>
      <textarea class="govuk-textarea door-record" id="record" rows="16" readonly .value=${live(recordText)}></textarea>
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
      ${entered.notes.trim() ? html`<pre class="door-onpaper">Notes${'\n'}${entered.notes}</pre>` : nothing}`,
  }
}
