// Handing words on: to the clipboard, to another app, to a file. What leaves this page by the practitioner's own hand is said
// before or as it leaves; nothing leaves by itself.

import { html, nothing, type TemplateResult } from 'lit-html'
import type { Worked } from '../loaded.ts'
import { change } from '../state.ts'

const TOLD = 'copied'

function tell(words: string): void {
  const told = document.getElementById(TOLD)
  if (told) told.textContent = words
}

/** Where it is said what became of the words. */
export const told = (): TemplateResult => html`<p class="door-told" id=${TOLD} role="status"></p>`

/** Copies, or selects the words in their box where the browser does not let a page copy. */
export async function copy(words: string, box: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(words)
    tell('Copied. Paste it where you need it, then clear it from this device’s clipboard.')
  } catch {
    const text = document.getElementById(box)
    if (text instanceof HTMLTextAreaElement) {
      text.focus()
      text.select()
    }
    tell('This browser does not let the page copy. The words are selected: copy them yourself.')
  }
}

export function save(text: string, type: string, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name
  link.click()
  // WebKit reads it after this: taken back at once, nothing may be saved.
  setTimeout(() => { URL.revokeObjectURL(link.href) }, 60_000)
  tell('Saved to this device. Anyone who uses it can open the file.')
}

/** The findings for which the warning stands; another finding is warned of again. */
const warned = new WeakSet<Worked>()

async function share(text: string): Promise<void> {
  try {
    await navigator.share({ text })
    tell('Handed to the app that you chose.')
  } catch (error) {
    // Closed again without choosing an app: nothing left this page, and nothing went wrong.
    const closed = error instanceof DOMException && error.name === 'AbortError'
    tell(closed ? 'Not shared.' : 'This browser could not share it. Copy it instead.')
  }
}

const canShare = (): boolean => 'share' in navigator

/** The first touch warns, the second shares. Nothing where the browser cannot share. */
export function shareButton(of: Worked, text: string): TemplateResult | typeof nothing {
  if (!canShare()) return nothing
  const sure = warned.has(of)
  return html`<button
    type="button"
    class="govuk-button govuk-button--secondary"
    aria-describedby=${sure ? 'share-warning' : nothing}
    @click=${() => {
      if (sure) {
        void share(text)
        return
      }
      warned.add(of)
      change({})
    }}
  >
    ${sure ? 'Share it now' : 'Share'}
  </button>`
}

export function shareWarning(of: Worked): TemplateResult {
  return html`<div role="status">
    ${warned.has(of)
      ? html`<div class="door-caution" id="share-warning">
          <p><strong>Sharing puts it in another app</strong>, which may keep it, copy it to other devices or show it to others. Share only with someone who needs to know, in a way that your organisation allows.</p>
        </div>`
      : nothing}
  </div>`
}
