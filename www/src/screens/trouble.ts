// Something did not load or stopped. Says so in words; the numbers stand below on the page itself, whatever happens.

import { html } from 'lit-html'
import type { Trouble } from '../loaded.ts'
import { title } from '../parts/title.ts'
import { go } from '../router.ts'
import type { Drawn } from './screen.ts'

export function inWords(trouble: Trouble, again: () => void): Drawn {
  return {
    title: 'The checker is not working',
    body: html`${title('The checker is not working')}
      <p class="govuk-body"><strong>If anyone is in danger, ring 999.</strong> For advice now, ring the numbers below. Do not wait for this page.</p>
      <a class="door-ring door-ring--999" href="tel:999"><span class="door-ring__verb">Ring</span> <span class="door-ring__number">999</span></a>
      ${trouble.kind === 'faults'
        ? html`<p class="govuk-body">The checker cannot read these answers:</p>
            <ul class="govuk-list govuk-list--bullet">
              ${trouble.faults.map((fault) => html`<li>${fault.message}. ${fault.help}.</li>`)}
            </ul>`
        : html`<p class="govuk-body">${trouble.what} Your answers are kept while this page is open.</p>
            <p class="door-small">Reason: ${trouble.why}</p>`}
      <div class="door-buttons">
        <button type="button" class="govuk-button" @click=${again}>Try again</button>
        ${trouble.kind === 'faults'
          ? html`<button type="button" class="govuk-button govuk-button--secondary" @click=${() => { go({ screen: 'check' }) }}>Check your answers</button>`
          : html`<button type="button" class="govuk-button govuk-button--secondary" @click=${() => { go({ screen: 'area' }) }}>Choose the area again</button>`}
      </div>`,
  }
}
