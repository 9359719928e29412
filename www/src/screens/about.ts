// About this copy: its version, its documents, and what it keeps on this device.

import { html, nothing, type TemplateResult } from 'lit-html'
import { contacts } from '../contacts.ts'
import { version } from '../engine.ts'
import { list } from '../loaded.ts'
import { standingTag } from '../parts/document.ts'
import { offlinePart } from '../offline/parts.ts'
import { summary, toField } from '../parts/problems.ts'
import { PART, schoolPart } from '../parts/school.ts'
import { title } from '../parts/title.ts'
import { forgetArea, rememberedArea } from '../remembered.ts'
import { change } from '../state.ts'
import type { Drawn } from './screen.ts'

let engine: string | null = null

function engineVersion(): string {
  if (engine === null) {
    engine = 'starting'
    version().then(
      (found) => {
        engine = found
        change({})
      },
      () => {
        engine = 'could not start'
        change({})
      },
    )
  }
  return engine
}

export function about(): Drawn {
  const kept = rememberedArea()
  const own = contacts?.from === 'device'
  return {
    title: 'About this copy',
    body: html`${summary()} ${title('About this copy')}
      <p class="govuk-body">
        Doorstep reads local safeguarding threshold documents. It says what the document indicates, why, and whom to ring. It supports your
        judgement and does not replace it. It never says that a child is safe.
      </p>
      <p class="govuk-body">Engine: ${engineVersion()}</p>
      <h2 class="govuk-heading-m">Documents in this copy</h2>
      <ul class="govuk-list door-editions">
        ${list.map(
          (one): TemplateResult => html`<li>
            <strong>${one.area_name}</strong> ${standingTag(one.status)}<br />${one.title}, ${one.published_words}
          </li>`,
        )}
      </ul>
      ${schoolPart()}
      ${offlinePart()}
      <h2 class="govuk-heading-m">What is kept on this device</h2>
      <p class="govuk-body">
        ${kept === null ? nothing : html`The area you chose last: <strong>${list.find((one) => one.area === kept)?.area_name ?? kept}</strong>.`}
        ${own ? html`Your school’s contacts, <a class="govuk-link" href="#${PART}" @click=${(event: Event) => { toField(event, PART) }}>as above</a>.` : nothing}
        ${kept === null && !own ? 'Nothing.' : 'Nothing else.'} What you enter about a child stays in this tab and is gone when you close it, reload it or hide it.
      </p>
      ${kept === null
        ? nothing
        : html`<button type="button" class="govuk-button govuk-button--secondary" @click=${() => { forgetArea(); change({}) }}>Forget the area</button>`}
      <h2 class="govuk-heading-m">What leaves this device</h2>
      <p class="govuk-body">
        Nothing that you enter. The page may fetch files from its own address only, and your browser enforces that. To see for yourself, switch the
        network off once an area is chosen: everything still works, and the browser’s network tools show no request.
      </p>`,
  }
}
