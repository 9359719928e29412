// Immediate danger comes before everything, and needs no engine: 999 is on the screen at once.

import { html, nothing } from 'lit-html'
import { edition, opened } from '../loaded.ts'
import { actions } from '../parts/actions.ts'
import { cite } from '../parts/cite.ts'
import { cited } from '../parts/document.ts'
import { title } from '../parts/title.ts'
import { go, visit } from '../router.ts'
import { change } from '../state.ts'
import type { Drawn } from './screen.ts'

export const ring999 = html`<a class="door-ring door-ring--999" href="tel:999">
  <span class="door-ring__verb">Ring</span> <span class="door-ring__number">999</span>
</a>`

export function danger(): Drawn {
  const then = visit().then
  return {
    title: 'Immediate danger',
    body: html`${title('Is anyone in immediate danger?')}
      <p class="govuk-body">
        Someone is being hurt or is about to be, a life is at risk, or a child must not be left where they are.
        <strong>If you are not sure, ring 999.</strong>
      </p>
      ${ring999}
      ${actions(
        {
          text: 'No, go on',
          act: () => {
            change({ danger: false })
            go({ screen: then ?? 'child' })
          },
        },
        {
          text: 'Yes',
          act: () => {
            change({ danger: true })
            go(then ? { screen: 'ring', then } : { screen: 'ring' })
          },
        },
      )}`,
  }
}

export function ring(): Drawn {
  const of = edition()
  // An area just chosen may still be on its way: another's words must not stand here.
  const says = opened?.pack.id === of?.id ? opened?.pack.immediate_danger : undefined
  return {
    title: 'Ring 999',
    body: html`${title('Ring 999 now')} ${ring999}
      <ul class="govuk-list govuk-list--bullet">
        <li>Ask for the police, or for an ambulance if someone is hurt or ill.</li>
        <li>Say where you are and that a child is in danger.</li>
        <li>Keep yourself safe. Stay on the line.</li>
      </ul>
      ${says && of ? html`<p class="govuk-body">${says.text}</p>${cite(cited(of, says.where))}` : nothing}
      <p class="govuk-body">When that is done, go on: the finding says whom else to tell.</p>
      ${actions({
        text: 'I have rung, go on',
        act: () => {
          go({ screen: visit().then ?? 'child' })
        },
      })}`,
  }
}
