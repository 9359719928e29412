// What was ticked so far, each with a way to take it off again.

import { html, nothing, type TemplateResult } from 'lit-html'
import type { Pack } from '../contract.ts'
import { entered, tickConcern, tickSituation } from '../state.ts'
import { badge } from './level.ts'

const removed = (what: string): void => {
  const told = document.getElementById('told')
  if (told) told.textContent = `Removed: ${what}`
  // The button is gone: keep the keyboard near where it was.
  requestAnimationFrame(() => (document.querySelector<HTMLElement>('.door-picked__remove') ?? document.getElementById('title'))?.focus())
}

export function picked(pack: Pack): TemplateResult | typeof nothing {
  const items = entered.concerns.flatMap((id) => pack.items.filter((item) => item.id === id))
  const situations = entered.situations.flatMap((id) => pack.situations.filter((one) => one.id === id))
  if (items.length + situations.length === 0) return nothing
  return html`<ul class="door-picked" role="list" aria-label="Ticked">
    ${items.map((item) =>
      one(item.text, badge(pack, item.level), () => {
        tickConcern(item.id, false)
      }),
    )}
    ${situations.map((situation) =>
      one(situation.text, html`<span class="door-badge door-badge--none">Situation</span>`, () => {
        tickSituation(situation.id, false)
      }),
    )}
  </ul>`
}

function one(words: string, mark: TemplateResult, remove: () => void): TemplateResult {
  return html`<li class="door-picked__one">
    <span class="door-picked__words">${words} ${mark}</span>
    <button type="button" class="door-picked__remove" @click=${() => { remove(); removed(words) }}>
      Remove<span class="govuk-visually-hidden"> “${words}”</span>
    </button>
  </li>`
}
