// Finds words while one reads: what does not have them is out of sight, in place. It only hides and shows; it judges nothing.

import { html, type TemplateResult } from 'lit-html'
import { fold } from '../browse.ts'

const BOX = 'find'
const TOLD = 'find-told'

/** A line's own words, and those of the headings that it stands under. */
function words(line: Element): string {
  const found = [line.textContent]
  for (let part = line.closest('[data-part]'); part; part = part.parentElement?.closest('[data-part]') ?? null) {
    found.push(part.querySelector(':scope > :is(h2, h3, h4, .door-preamble)')?.textContent ?? '')
  }
  return fold(found.join(' '))
}

let known: { lines: HTMLElement[]; words: string[]; parts: HTMLElement[] } | null = null

/** Another document is shown: what was typed for the one before is forgotten. */
export function forgetFinding(): void {
  known = null
}

function find(typed: string): void {
  const root = document.getElementById('screen')
  if (!root) return
  if (!known?.lines[0]?.isConnected) {
    const lines = [...root.querySelectorAll<HTMLElement>('[data-line]')]
    known = { lines, words: lines.map(words), parts: [...root.querySelectorAll<HTMLElement>('[data-part]')] }
  }
  const { lines, parts } = known
  const wanted = fold(typed).split(' ').filter(Boolean)
  let hits = 0
  for (const [at, line] of lines.entries()) {
    const has = wanted.every((word) => known?.words[at]?.includes(word))
    line.hidden = !has
    if (has) hits += 1
  }
  for (const part of parts) part.hidden = wanted.length > 0 && !part.querySelector('[data-line]:not([hidden])')
  const told = document.getElementById(TOLD)
  if (told) told.textContent = wanted.length === 0 ? '' : inWords(hits)
}

const inWords = (hits: number): string =>
  hits === 0
    ? 'Nothing here has all of these words. That is not the same as no concern: the document may use other words. Try one word.'
    : `${hits} ${hits === 1 ? 'place has' : 'places have'} these words. The rest is hidden until you empty the box.`

/** What is linked to must be in sight. */
export function emptyBox(): void {
  const box = document.getElementById(BOX)
  if (!(box instanceof HTMLInputElement) || box.value === '') return
  box.value = ''
  find('')
}

export const findBox = (): TemplateResult => html`<div class="govuk-form-group door-find" role="search">
  <label class="govuk-label govuk-label--s" for=${BOX}>Find words in this document</label>
  <input
    class="govuk-input"
    id=${BOX}
    type="search"
    autocomplete="off"
    spellcheck="false"
    maxlength="200"
    @input=${(event: Event) => { find((event.target as HTMLInputElement).value) }}
  />
  <p class="door-small" id=${TOLD} role="status"></p>
</div>`
