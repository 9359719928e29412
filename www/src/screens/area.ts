// Where the child lives: which document counts, and whose contacts. One touch chooses, and goes on.

import { html, nothing, type TemplateResult } from 'lit-html'
import { choose } from '../choosing.ts'
import type { Edition } from '../contract.ts'
import { edition, list } from '../loaded.ts'
import { dense } from '../mode.ts'
import { standingTag } from '../parts/document.ts'
import { schoolInUse } from '../parts/school.ts'
import { title } from '../parts/title.ts'
import { go, visit } from '../router.ts'
import { entered } from '../state.ts'
import { switchMode } from './dense.ts'
import type { Drawn } from './screen.ts'

const button = (edition: Edition, inUse: boolean): TemplateResult => html`<li>
  <button
    type="button"
    class="door-area ${inUse ? 'door-area--inuse' : ''}"
    @click=${() => {
      void choose(edition)
      go({ screen: visit().then ?? 'danger' })
    }}
  >
    <span class="door-area__name">${inUse ? 'Go on with ' : ''}${edition.area_name} ${standingTag(edition.status)}</span>
    <span class="door-area__document">${edition.short_title}, ${edition.published_words}</span>
  </button>
</li>`

const areas = (editions: Edition[]): TemplateResult => html`<ul class="door-areas" role="list">
  ${editions.map((one) => button(one, one.id === entered.pack))}
</ul>`

export function area(): Drawn {
  const inUse = edition()
  const rest = list.filter((one) => one !== inUse)
  // The area in use, or used last, comes first: it is the likeliest.
  const first = [...(inUse ? [inUse] : []), ...rest.filter((one) => one.current)]
  const others = rest.filter((one) => !one.current)
  return {
    title: 'Where the child lives',
    body: html`${title('Where does the child live?')}
      <p class="govuk-body">Choose by the child’s <strong>home address</strong>, not by the school. Each area has its own document.</p>
      ${areas(first)}
      ${others.length > 0
        ? html`<details class="govuk-details door-others">
            <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Other editions</span></summary>
            <div class="govuk-details__text">
              <p class="govuk-body">These are not in force. Use them to look up how a case was read before.</p>
              ${areas(others)}
            </div>
          </details>`
        : nothing}
      <p class="govuk-body door-small">
        Not listed? Doorstep does not hold that area’s document. Ask the children’s services of the council where the child lives. In an
        emergency ring 999.
      </p>
      ${dense
        ? html`<p class="govuk-body door-small">All is on one screen from now on, once the area is chosen.</p>`
        : html`<p class="govuk-body door-small">
            Do you do this often?
            <button type="button" class="door-link door-quiet" @click=${() => { switchMode(true) }}>Put all on one screen</button>
          </p>`}
      ${schoolInUse()}`,
  }
}
