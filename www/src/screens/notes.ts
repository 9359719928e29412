// The accessibility statement and the privacy note, with their words to copy.

import { html, type TemplateResult } from 'lit-html'
import { copy } from '../copy.ts'
import { title } from '../parts/title.ts'
import { ACCESSIBILITY, accessibilityStatement } from '../reading/accessibility.ts'
import { PRIVACY, privacyNote } from '../reading/privacy.ts'
import { dayInWords } from '../time.ts'
import type { Drawn } from './screen.ts'

const WORDS = 'words'

/** The day of the last change that this copy has, in words. */
export const builtInWords = (): string => (/^\d/.test(copy.built) ? dayInWords(copy.built) : copy.built)

async function copyWords(): Promise<void> {
  const told = document.getElementById('copied')
  const words = document.getElementById(WORDS)
  if (!told || !words) return
  try {
    await navigator.clipboard.writeText(words.innerText)
    told.textContent = 'Copied.'
  } catch {
    getSelection()?.selectAllChildren(words)
    told.textContent = 'This browser does not let the page copy. The words are selected: copy them yourself.'
  }
}

const note = (name: string, words: TemplateResult): Drawn => ({
  title: name,
  body: html`${title(name)}
    <button type="button" class="govuk-button govuk-button--secondary" @click=${() => void copyWords()}>Copy the words</button>
    <p class="door-told" id="copied" role="status"></p>
    <div id=${WORDS}>${words}</div>`,
})

export const accessibility = (): Drawn => note(ACCESSIBILITY, accessibilityStatement(copy.version, builtInWords()))

export const privacy = (): Drawn => note(PRIVACY, privacyNote(copy.version, builtInWords()))
