// Finding what worries you among the document's statements: by a word, or by looking through its headings and lists.

import { html, nothing, type TemplateResult } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import { headings, situationsWithWords, under, withWords } from '../browse.ts'
import type { Item, Pack } from '../contract.ts'
import { opened } from '../loaded.ts'
import { actions, type Action } from '../parts/actions.ts'
import { badge } from '../parts/level.ts'
import { picked } from '../parts/picked.ts'
import { situationBoxes, statements } from '../parts/statement.ts'
import { title } from '../parts/title.ts'
import { go, type Visit } from '../router.ts'
import { change, entered } from '../state.ts'
import type { Drawn } from './screen.ts'

/** More are shown when asked for: an old telephone draws these at once. */
const AT_ONCE = 40
let showAll = false

export const toFinding: Action = {
  text: 'See the finding',
  act: () => {
    go({ screen: 'finding' })
  },
}

export function chosenInWords(): string {
  const concerns = entered.concerns.length
  const situations = entered.situations.length
  const parts = [
    concerns === 0 ? '' : concerns === 1 ? '1 statement' : `${concerns} statements`,
    situations === 0 ? '' : situations === 1 ? '1 situation' : `${situations} situations`,
  ].filter(Boolean)
  return parts.length === 0 ? 'Nothing ticked yet' : `Ticked: ${parts.join(' and ')}`
}

const tickedAmong = (items: Item[]): string => {
  const count = items.filter((item) => entered.concerns.includes(item.id)).length
  return count === 0 ? '' : `${count} ticked`
}

function row(to: Visit, words: string, ticked: string, mark: TemplateResult | typeof nothing = nothing): TemplateResult {
  return html`<li>
    <button type="button" class="door-row" @click=${() => { go(to) }}>
      <span class="door-row__words"><span class="door-row__name">${words}</span> ${mark}</span>
      ${ticked ? html`<span class="door-row__ticked">${ticked}</span>` : nothing}
    </button>
  </li>`
}

function browse(pack: Pack): TemplateResult {
  const all = headings(pack)
  const domains = [...new Set(all.map((heading) => heading.domain))]
  const groups = pack.groups ?? []
  const ticked = entered.situations.length
  return html`${domains.map(
    (domain) => html`<h2 class="govuk-heading-m">${domain}</h2>
      <ul class="door-rows" role="list">
        ${all.filter((one) => one.domain === domain).map((one) => row({ screen: 'ladder', of: one.key }, one.name, tickedAmong(one.items)))}
      </ul>`,
  )}
  ${groups.length > 0
    ? html`<h2 class="govuk-heading-m">Lists in this document</h2>
        <ul class="door-rows" role="list">
          ${groups.map((group) =>
            row(
              { screen: 'list', of: group.id },
              group.name,
              tickedAmong(pack.items.filter((item) => item.group === group.id)),
              group.level === undefined ? nothing : badge(pack, group.level),
            ),
          )}
        </ul>`
    : nothing}
  ${pack.situations.length > 0
    ? html`<h2 class="govuk-heading-m">Situations</h2>
        <ul class="door-rows" role="list">
          ${row({ screen: 'situations' }, 'Situations with a path of their own', ticked === 0 ? '' : `${ticked} ticked`)}
        </ul>`
    : nothing}`
}

function results(pack: Pack): TemplateResult {
  const hits = withWords(pack, entered.looking)
  const paths = situationsWithWords(pack, entered.looking)
  if (hits.length + paths.length === 0) {
    return html`<p class="govuk-inset-text">
      No statement has these words. That is not the same as no concern. Try another word, or look through the headings below.
    </p>`
  }
  const shown = showAll ? hits : hits.slice(0, AT_ONCE)
  return html`<h2 class="govuk-heading-m">${countInWords(hits.length)}</h2>
    ${hits.length === 0 ? nothing : html`<p class="govuk-hint">The most serious come first. Tick every one that fits.</p>`} ${statements(pack, shown, 'hit', (item) => `${under(pack, item)}${item.preamble ? `. ${item.preamble}` : ''}`)}
    ${shown.length < hits.length
      ? html`<button type="button" class="govuk-button govuk-button--secondary" @click=${() => { showAll = true; change({}) }}>
          Show all ${hits.length}
        </button>`
      : nothing}
    ${paths.length > 0 ? html`<h2 class="govuk-heading-m door-after">Situations</h2>${situationBoxes(pack, paths, 'hit')}` : nothing}`
}

const countInWords = (count: number): string => (count === 0 ? 'No statement has these words' : count === 1 ? '1 statement' : `${count} statements`)

let telling: ReturnType<typeof setTimeout> | undefined

/** Says the number of hits to a screen reader when the typing stops. */
function tell(pack: Pack): void {
  clearTimeout(telling)
  telling = setTimeout(() => {
    const told = document.getElementById('told')
    if (told && entered.looking.trim()) told.textContent = countInWords(withWords(pack, entered.looking).length)
  }, 700)
}

export function concerns(): Drawn {
  const pack = opened?.pack
  if (!pack) return { title: 'Concerns', body: html`${title('What worries you?')}` }
  const looking = entered.looking.trim() !== ''
  const look = html`<div class="govuk-form-group door-look" role="search">
      <label class="govuk-label govuk-label--s" for="looking">Find a statement by a word</label>
      <div class="govuk-hint" id="looking-hint">For example: school, injury, sleep</div>
      <input
        class="govuk-input"
        id="looking"
        type="search"
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        maxlength="200"
        aria-describedby="looking-hint"
        .value=${live(entered.looking)}
        @input=${(event: Event) => {
          showAll = false
          change({ looking: (event.target as HTMLInputElement).value })
          tell(pack)
        }}
      />
    </div>
    ${looking ? results(pack) : nothing}`
  return {
    title: 'Concerns',
    body: html`${title('What worries you?')}
      <p class="govuk-body">
        ${pack.items.length > 0
          ? 'Tick every statement that fits. If none fits and you are worried, go on: the finding says whom to talk to.'
          : 'This document lists no statements to tick. Choose a situation if one fits, and go on: the finding says whom to talk to.'}
      </p>
      ${pack.items.length > 0 ? look : nothing} ${looking ? nothing : picked(pack)} ${looking ? html`<h2 class="govuk-heading-m">All headings</h2>` : nothing}
      ${browse(pack)}
      ${actions(
        toFinding,
        {
          text: 'Check your answers',
          act: () => {
            go({ screen: 'check' })
          },
        },
        chosenInWords(),
      )}`,
  }
}
