// While the search has not come: statements that hold the words typed, and nothing cleverer.

import { html, nothing, type TemplateResult } from 'lit-html'
import { situationsWithWords, under, withWords } from '../browse.ts'
import type { Pack } from '../contract.ts'
import { isUnfolded, MOST, unfold } from '../looking.ts'
import { entered } from '../state.ts'
import { situationBoxes, statements } from './statement.ts'

/** More are shown when asked for: an old telephone draws these at once. */
const AT_ONCE = 40

const countInWords = (count: number): string => (count === 0 ? 'No statement has these words' : count === 1 ? '1 statement' : `${count} statements`)

export function plainResults(pack: Pack): TemplateResult {
  const typed = entered.looking.slice(0, MOST)
  const hits = withWords(pack, typed)
  const paths = situationsWithWords(pack, typed)
  if (hits.length + paths.length === 0) {
    return html`<p class="govuk-inset-text">
      No statement has all of these words. That is not the same as no concern. Try one word, or look through the headings below.
    </p>`
  }
  const shown = isUnfolded('plain') ? hits : hits.slice(0, AT_ONCE)
  return html`<h2 class="govuk-heading-m">${countInWords(hits.length)}</h2>
    ${hits.length === 0 ? nothing : html`<p class="govuk-hint">The most serious come first. Tick every one that fits.</p>`}
    ${statements(pack, shown, 'hit', (item) => `${under(pack, item)}${item.preamble ? `. ${item.preamble}` : ''}`)}
    ${shown.length < hits.length
      ? html`<button type="button" class="govuk-button govuk-button--secondary" @click=${() => { unfold('plain', true) }}>
          Show all ${hits.length}
        </button>`
      : nothing}
    ${paths.length > 0 ? html`<h2 class="govuk-heading-m door-after">Situations</h2>${situationBoxes(pack, paths, 'hit')}` : nothing}`
}
