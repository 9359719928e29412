// Finding what worries you among the document's statements: in one's own words, or by looking through its headings and lists.

import { html, nothing, type TemplateResult } from 'lit-html'
import { headings } from '../browse.ts'
import type { Item, Pack } from '../contract.ts'
import { opened } from '../loaded.ts'
import { actions, type Action } from '../parts/actions.ts'
import { badge } from '../parts/level.ts'
import { isLooking, look } from '../parts/look.ts'
import { picked } from '../parts/picked.ts'
import { title } from '../parts/title.ts'
import { go, type Visit } from '../router.ts'
import { entered } from '../state.ts'
import type { Drawn } from './screen.ts'

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

export function browse(pack: Pack): TemplateResult {
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

/** Below what was found, so that the results stay beside the box. */
function pickedSoFar(pack: Pack): TemplateResult {
  const looking = pack.items.length > 0 && isLooking()
  const ticked = entered.concerns.length + entered.situations.length > 0
  return html`${looking && ticked ? html`<h2 class="govuk-heading-m door-after">Ticked so far</h2>` : nothing} ${picked(pack)}
  ${looking ? html`<h2 class="govuk-heading-l door-after door-all">All headings</h2>` : nothing}`
}

export function concerns(): Drawn {
  const pack = opened?.pack
  if (!pack) return { title: 'Concerns', body: html`${title('What worries you?')}` }
  return {
    title: 'Concerns',
    body: html`${title('What worries you?')}
      <p class="govuk-body">
        ${pack.items.length > 0
          ? 'Tick every statement that fits. If none fits and you are worried, go on: the finding says whom to talk to.'
          : 'This document lists no statements to tick. Choose a situation if one fits, and go on: the finding says whom to talk to.'}
      </p>
      ${pack.items.length > 0 ? look(pack) : nothing} ${pickedSoFar(pack)} ${browse(pack)}
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
