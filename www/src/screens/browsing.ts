// One heading, one list, or the situations: statements to tick, in order of level.

import { html, nothing, type TemplateResult } from 'lit-html'
import { headings, ladders, spoken, under } from '../browse.ts'
import type { Item } from '../contract.ts'
import { opened } from '../loaded.ts'
import { actions } from '../parts/actions.ts'
import { badge } from '../parts/level.ts'
import { governed, situationBoxes, statements } from '../parts/statement.ts'
import { title } from '../parts/title.ts'
import { backTo, visit } from '../router.ts'
import { chosenInWords, toFinding } from './concerns.ts'
import type { Drawn } from './screen.ts'

const foot = (): TemplateResult =>
  actions(
    {
      text: 'More concerns',
      act: () => {
        backTo('concerns')
      },
    },
    toFinding,
    chosenInWords(),
  )

const nowhere = (): Drawn => ({ title: 'Concerns', body: html`${title('This list is not in the document')} ${foot()}` })

/** The topics under a heading, each with its ladder. */
export function ladder(): Drawn {
  const pack = opened?.pack
  const heading = pack && headings(pack).find((one) => one.key === visit().of)
  if (!pack || !heading) return nowhere()
  return {
    title: 'Concerns',
    body: html`${title(heading.name, heading.domain)}
      <p class="govuk-body">Tick every statement that fits. On each subject they go from the lowest level to the highest.</p>
      ${ladders(pack, heading).map(
        (one) => html`<section class="door-ladder" aria-labelledby="topic-${one.topic}">
          <h2 class="govuk-heading-s" id="topic-${one.topic}">${one.name}</h2>
          ${statements(pack, one.items, one.topic, (item) => (heading.items.includes(item) ? '' : `Under ${under(pack, item)}`))}
        </section>`,
      )}
      ${foot()}`,
  }
}

/** Statements of a list, by the headings that they stand under. */
function byHeading(items: Item[]): { heading: string; items: Item[] }[] {
  const runs: { heading: string; items: Item[] }[] = []
  for (const item of items) {
    const heading = item.heading ?? ''
    const last = runs.at(-1)
    if (last?.heading === heading) last.items.push(item)
    else runs.push({ heading, items: [item] })
  }
  return runs
}

export function listOfCriteria(): Drawn {
  const pack = opened?.pack
  const group = pack?.groups?.find((one) => one.id === visit().of)
  if (!pack || !group) return nowhere()
  return {
    title: 'Concerns',
    body: html`${title(group.name)}
      ${group.level === undefined
        ? html`<p class="govuk-body">The document gives this list no level of its own. Tick every statement that fits.</p>`
        : html`<p>${badge(pack, group.level)}</p>
            <p class="govuk-body">Tick every statement that fits.</p>`}
      ${byHeading(pack.items.filter((item) => item.group === group.id)).map(
        (run, at) => html`<section class="door-ladder">
          ${run.heading ? html`<h2 class="govuk-heading-s">${spoken(run.heading)}</h2>` : nothing} ${governed(pack, run.items, `list${at}`)}
        </section>`,
      )}
      ${foot()}`,
  }
}

export function situations(): Drawn {
  const pack = opened?.pack
  if (!pack) return nowhere()
  return {
    title: 'Situations',
    body: html`${title('Situations with a path of their own')}
      <p class="govuk-body">Tick any that you are dealing with. The finding adds what the document says to do.</p>
      ${situationBoxes(pack, pack.situations, 'all')} ${foot()}`,
  }
}
