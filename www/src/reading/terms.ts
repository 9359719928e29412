// Abbreviations of a document's glossary: found in its text, and explained in place at a tap.

import { html, type TemplateResult } from 'lit-html'
import type { Term } from '../contract.ts'

const searches = new WeakMap<Term[], RegExp>()

/** Longest first, so that SEND is not read as SEN; a plural's s may follow. */
function search(glossary: Term[]): RegExp {
  let known = searches.get(glossary)
  if (!known) {
    const words = glossary.map((term) => term.short.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).sort((a, b) => b.length - a.length)
    known = new RegExp(`(?:${words.join('|')})(?=s?(?:[^A-Za-z0-9]|$))`, 'g')
    searches.set(glossary, known)
  }
  return known
}

/** The text, cut where an abbreviation stands as a word of its own. Put together again it is the text. */
export function pieces(text: string, glossary: Term[]): (string | Term)[] {
  if (glossary.length === 0) return [text]
  const cut: (string | Term)[] = []
  let from = 0
  for (const hit of text.matchAll(search(glossary))) {
    const term = glossary.find((one) => one.short === hit[0])
    // Old browsers cannot look behind in a pattern.
    if (!term || /[A-Za-z0-9@.]/.test(text.charAt(hit.index - 1))) continue
    cut.push(text.slice(from, hit.index), term)
    from = hit.index + hit[0].length
  }
  return [...cut, text.slice(from)]
}

/** Shows the long form behind the abbreviation, or takes it away again. */
function toggle(event: Event, { long }: Term): void {
  const button = event.currentTarget as HTMLElement
  const shown = button.nextElementSibling
  const open = button.getAttribute('aria-expanded') === 'true'
  button.setAttribute('aria-expanded', String(!open))
  if (open) {
    if (shown?.classList.contains('door-term__long')) shown.remove()
    return
  }
  const words = document.createElement('span')
  words.className = 'door-term__long'
  words.textContent = ` (${long})`
  button.after(words)
  const told = document.getElementById('told')
  if (told) told.textContent = long
}

/** A button that looks like the word that it is. */
export const termButton = (term: Term): TemplateResult =>
  html`<button type="button" class="door-term" aria-expanded="false" @click=${(event: Event) => { toggle(event, term) }}>${term.short}</button>`
