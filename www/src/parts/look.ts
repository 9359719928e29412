// The box to say it in one's own words, and what it found.

import { html, nothing, type TemplateResult } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import type { Pack } from '../contract.ts'
import { bringSearch, found, keepUp, MOST, search } from '../looking.ts'
import { change, entered } from '../state.ts'
import { results } from './found.ts'
import { plainResults } from './plain.ts'

const written = (number: number): string => number.toLocaleString('en-GB')

/** By the first letter, as `dir="auto"` has it; that one takes a browser 20 seconds over a pasted megabyte. */
function direction(text: string): 'ltr' | 'rtl' {
  const first = /\p{L}/u.exec(text.slice(0, MOST))?.[0] ?? ''
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(first) ? 'rtl' : 'ltr'
}

function tooLong(): TemplateResult | typeof nothing {
  const length = entered.looking.length
  if (length <= MOST) return nothing
  return html`<p class="govuk-body door-small" id="looking-long">
    Only the first ${written(MOST)} characters are searched, of ${written(length)}. Put the rest in afterwards.
  </p>`
}

function notHere(): TemplateResult | typeof nothing {
  switch (search) {
    case 'here':
      return nothing
    case 'coming':
      return html`<p class="govuk-body door-small">The search is still on its way. Until it is here, the box finds only words that stand in the document.</p>`
    case 'failed':
      return html`<div class="door-caution" id="no-search">
        <p>The search in your own words could not be loaded. You can look through the headings below. The box finds only words that stand in the document.</p>
        <p><button type="button" class="door-link door-quiet" @click=${() => { retry() }}>Try to load the search again</button></p>
      </div>`
  }
}

function retry(): void {
  // The button goes: the box is what it was pressed for.
  document.getElementById('looking')?.focus()
  void bringSearch()
}

function clear(): void {
  change({ looking: '' })
  document.getElementById('looking')?.focus()
}

function below(pack: Pack): TemplateResult {
  const of = found(pack)
  if (search === 'here') return of ? results(pack, of) : html``
  return plainResults(pack)
}

export const isLooking = (): boolean => entered.looking.trim() !== ''

export function look(pack: Pack): TemplateResult {
  keepUp(pack)
  const long = entered.looking.length > MOST
  // Browsers' own spelling checks may send what is typed elsewhere.
  return html`<div class="govuk-form-group door-look" role="search">
      <label class="govuk-label govuk-label--s" for="looking">Say what you saw or heard, in your own words</label>
      <div class="govuk-hint" id="looking-hint">
        For example: always hungry, same clothes all week. Or paste a note. It is not kept and not sent.
      </div>
      <textarea
        class="govuk-textarea door-look__box"
        id="looking"
        rows="3"
        dir=${direction(entered.looking)}
        autocomplete="off"
        autocorrect="off"
        spellcheck="false"
        aria-describedby="looking-hint${long ? ' looking-long' : ''}"
        .value=${live(entered.looking)}
        @input=${(event: Event) => {
          change({ looking: (event.target as HTMLTextAreaElement).value })
        }}
      ></textarea>
      ${tooLong()}
      ${entered.looking === '' ? nothing : html`<button type="button" class="door-link door-quiet" @click=${clear}>Clear the box</button>`}
    </div>
    ${isLooking() || search === 'failed' ? notHere() : nothing} ${isLooking() ? below(pack) : nothing}`
}
