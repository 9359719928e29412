// Statements to tick, word for word, each with its level; and situations.

import { html, nothing, type TemplateResult } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import { repeat } from 'lit-html/directives/repeat.js'
import type { Item, Pack, Situation } from '../contract.ts'
import { entered, tickConcern, tickSituation } from '../state.ts'
import { badge } from './level.ts'

const NONE: ReadonlySet<string> = new Set()

/** `about` says more of a statement, such as the heading that it stands under; `near` are those to mark as found. */
export function statements(
  pack: Pack,
  items: Item[],
  prefix: string,
  about: (item: Item) => string = () => '',
  near: ReadonlySet<string> = NONE,
): TemplateResult {
  return html`<div class="govuk-checkboxes door-statements">
    ${repeat(
      items,
      (item) => item.id,
      (item) => statement(pack, item, `${prefix}-${item.id}`, about(item), near.has(item.id)),
    )}
  </div>`
}

/** In words, so that it does not hang on colour. */
const found = (near: boolean): TemplateResult | typeof nothing =>
  near ? html`<span class="door-near">Close to your words</span>` : nothing

function box(id: string, ticked: boolean, tick: (on: boolean) => void, label: TemplateResult): TemplateResult {
  return html`<div class="govuk-checkboxes__item">
    <input
      class="govuk-checkboxes__input"
      type="checkbox"
      id=${id}
      .checked=${live(ticked)}
      @change=${(event: Event) => {
        tick((event.target as HTMLInputElement).checked)
      }}
    />
    <label class="govuk-label govuk-checkboxes__label" for=${id}>${label}</label>
  </div>`
}

function statement(pack: Pack, item: Item, id: string, about: string, near: boolean): TemplateResult {
  return box(
    id,
    entered.concerns.includes(item.id),
    (on) => {
      tickConcern(item.id, on)
    },
    html`${item.text} <span class="door-statement__level">${badge(pack, item.level)} ${found(near)}</span>
      ${about ? html`<span class="door-small door-statement__note">${about}</span>` : nothing}
      ${item.uncertain ? html`<span class="door-small door-statement__note">Not certain: ${item.uncertain}</span>` : nothing}`,
  )
}

/** `near` is given where situations stand among statements: those to mark as found. */
export function situationBoxes(pack: Pack, situations: Situation[], prefix: string, near: ReadonlySet<string> = NONE): TemplateResult {
  return html`<div class="govuk-checkboxes door-statements">
    ${repeat(
      situations,
      (one) => one.id,
      (one) =>
        box(
          `${prefix}-situation-${one.id}`,
          entered.situations.includes(one.id),
          (on) => {
            tickSituation(one.id, on)
          },
          html`${one.text}
          <span class="door-statement__level">
            ${one.level === undefined ? nothing : badge(pack, one.level)}
            ${near === NONE ? nothing : html`<span class="door-badge door-badge--none">Situation</span>`} ${found(near.has(one.id))}
          </span>`,
        ),
    )}
  </div>`
}

/** Statements in their order, each run under the words that govern it. */
export function governed(pack: Pack, items: Item[], prefix: string): TemplateResult {
  const runs: { preamble: string | undefined; items: Item[] }[] = []
  for (const item of items) {
    const last = runs.at(-1)
    if (last && last.preamble === item.preamble) last.items.push(item)
    else runs.push({ preamble: item.preamble, items: [item] })
  }
  return html`${runs.map(
    (run, at) => html`${run.preamble ? html`<p class="door-preamble">${run.preamble}</p>` : nothing}
    ${statements(pack, run.items, `${prefix}${at}`)}`,
  )}`
}
