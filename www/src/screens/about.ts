// About this copy: its version, its documents, and what it keeps on this device.

import { html, nothing } from 'lit-html'
import { copy } from '../copy.ts'
import { version } from '../engine.ts'
import { list } from '../loaded.ts'
import { offlinePart } from '../offline/parts.ts'
import { summary } from '../parts/problems.ts'
import { schoolPart } from '../parts/school.ts'
import { whoSetTheArea } from '../parts/settings.ts'
import { title } from '../parts/title.ts'
import { ACCESSIBILITY } from '../reading/accessibility.ts'
import { ageInWords } from '../reading/ages.ts'
import { documentList } from '../reading/documents.ts'
import { KEPT, PRIVACY, proof } from '../reading/privacy.ts'
import { forgetArea, namesKept, rememberedArea } from '../remembered.ts'
import { go } from '../router.ts'
import { change } from '../state.ts'
import { builtInWords } from './notes.ts'
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
  const names = namesKept()
  return {
    title: 'About this copy',
    body: html`${summary()} ${title('About this copy')}
      <p class="govuk-body">
        Doorstep reads local safeguarding threshold documents. It says what the document indicates, why, and whom to ring. It supports your
        judgement and does not replace it. It never says that a child is safe.
      </p>
      <p class="govuk-body">Version ${copy.version}, last changed on ${builtInWords()}. Engine: ${engineVersion()}</p>
      ${whoSetTheArea()}
      <h2 class="govuk-heading-m">Documents in this copy</h2>
      ${documentList(list, { toDocument: (id) => `#read/${id}`, age: (published) => ` (${ageInWords(published, new Date())})` })}
      ${schoolPart()}
      ${offlinePart()}
      <h2 class="govuk-heading-m">What is kept on this device</h2>
      ${names.length === 0
        ? html`<p class="govuk-body">Nothing.</p>`
        : html`<ul class="govuk-list govuk-list--bullet">
            ${names.map((name) => html`<li>${KEPT.find(([known]) => known === name)?.[1] ?? name} ${name === 'doorstep.area' ? html`<strong>${list.find((one) => one.area === kept)?.area_name ?? kept}</strong>.` : nothing}</li>`)}
          </ul>`}
      <p class="govuk-body">What you enter about a child stays in this tab and is gone when you close it, reload it or hide it.</p>
      ${kept === null
        ? nothing
        : html`<button type="button" class="govuk-button govuk-button--secondary" @click=${() => { forgetArea(); change({}) }}>Forget the area</button>`}
      <h2 class="govuk-heading-m">What leaves this device</h2>
      <p class="govuk-body">
        Nothing that you enter. The page may fetch files from its own address only, and your browser enforces that. To see for yourself:
      </p>
      ${proof()}
      <h2 class="govuk-heading-m">For the site that offers it</h2>
      <div class="door-buttons">
        <button type="button" class="govuk-button govuk-button--secondary" @click=${() => { go({ screen: 'accessibility' }) }}>${ACCESSIBILITY}</button>
        <button type="button" class="govuk-button govuk-button--secondary" @click=${() => { go({ screen: 'privacy' }) }}>${PRIVACY}</button>
      </div>`,
  }
}
