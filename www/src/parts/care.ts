// The answer in ten seconds: what to do, the level, and the number to ring, after the NHS's care cards. How urgent it is
// stands in words that a screen reader reads first, in the heading's own words and in a colour: never in the colour alone.

import { html, nothing, type TemplateResult } from 'lit-html'
import { level, standing } from '../browse.ts'
import type { Change, ContactNow, Finding, Line, Pack } from '../contract.ts'
import { answerable } from './changes.ts'
import { cite } from './cite.ts'
import { call, instead } from './contact.ts'
import { bars } from './level.ts'

/** Read before the heading, as the NHS has it. The mildest says no more than that it is advice: it must not reassure. */
const SAID: Record<Finding['urgency'], string> = {
  immediate: 'Immediate action required:',
  urgent: 'Urgent advice:',
  advice: 'Advice:',
}

const nineNineNine = html`<a class="door-ring door-ring--999" href="tel:999">
  <span class="door-ring__verb">Ring</span> <span class="door-ring__number">999</span>
</a>`

const urgentWords = (lines: Line[]): TemplateResult[] => lines.map((line) => html`<p>${line.text}</p>${cite(line.cite)}`)

/** The level in the engine's words, with bars and a colour where one is indicated. */
function indicated(pack: Pack, found: Finding): TemplateResult {
  const of = level(pack, found.level)
  if (!of) return html`<p class="door-care__level">${found.headline}</p>`
  const { step, steps, band } = standing(pack, of)
  return html`<p class="door-care__level door-badge--${band}">${bars(step, steps)}<span>${found.headline}</span></p>`
}

/** Several to ring, because it is not known where the child lives: that question is asked where it matters. */
function where(pack: Pack, changes: Change[]): TemplateResult | typeof nothing {
  const asked = changes.find((one) => one.fact === 'local_authority' || one.fact === 'district')
  return asked ? html`<div class="door-care__where"><p>${asked.question}</p>${answerable(pack, asked)}</div>` : nothing
}

/** For which children: the local authorities that the document ties a contact to. */
function livesIn(pack: Pack, contact: ContactNow): string {
  const ids = pack.contacts.find((one) => one.id === contact.id)?.local_authorities ?? []
  const names = ids.map((id) => pack.local_authorities.find((one) => one.id === id)?.name ?? id)
  return names.length === 0 ? '' : `Child’s home: ${names.join(', ')}`
}

/** `alone` on its own screen, where its heading is the screen's; beside others, one step lower. */
export function care(pack: Pack, found: Finding, alone: boolean, more: TemplateResult | typeof nothing): TemplateResult {
  const on = (card: ContactNow['card']): ContactNow[] => found.contacts.filter((one) => one.card === card)
  // One with a number to press is shown ahead of one that the document prints no number for.
  const first = on('ring').sort((one, other) => Number(other.phone.length > 0) - Number(one.phone.length > 0))
  const ring = [...first, ...on('when-open')]
  const lead = on('lead')
  // 999 is the button wherever the engine's own words name it.
  const danger = found.urgent.some((line) => line.text.includes('999'))
  const several = ring.filter((one) => one.phone.length > 0).length > 1
  const words = html`<span class="govuk-visually-hidden">${SAID[found.urgency]} </span>${found.action}`
  return html`<section class="door-care door-care--${found.urgency}" aria-labelledby=${alone ? 'title' : 'care'}>
    ${alone
      ? html`<h1 class="door-care__heading" id="title" tabindex="-1">${words}</h1>`
      : html`<h2 class="door-care__heading" id="care">${words}</h2>`}
    <div class="door-care__body">
      ${indicated(pack, found)} ${danger ? [nineNineNine, urgentWords(found.urgent)] : nothing}
      ${ring.length > 0
        ? html`<section aria-label=${first.length > 0 ? 'Ring now' : 'Ring when open'}>
            ${ring.map((one, at) => [call(one, at === 0, several ? livesIn(pack, one) : '', alone), at === 0 && several ? where(pack, found.would_change) : nothing])}
            ${on('instead').map(instead)}
          </section>`
        : nothing}
      ${danger ? nothing : urgentWords(found.urgent)}
      ${lead.length > 0
        ? html`<section aria-label="Your safeguarding lead">${lead.map((one) => call(one, ring.length === 0, '', alone))}</section>`
        : nothing}
      ${found.statutory.length > 0
        ? html`<p class="door-statutory">
            Children Act 1989: <strong>${found.statutory.map((one) => `section ${one.replace(/^s/, '')}`).join(', ')}</strong>
          </p>`
        : nothing}
      ${more}
    </div>
  </section>`
}
