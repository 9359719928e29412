// The documents of this copy, to choose one to read: those in force first.

import { html, nothing, type TemplateResult } from 'lit-html'
import type { Edition } from '../contract.ts'
import { standingTag } from '../parts/document.ts'
import type { Ways } from './ways.ts'

export function documentList(list: Edition[], ways: Pick<Ways, 'toDocument' | 'age'>): TemplateResult {
  return html`<ul class="govuk-list door-editions">
    ${[...list].sort((a, b) => Number(b.current) - Number(a.current)).map(
      (one) => html`<li>
        <strong>${one.area_name}</strong> ${standingTag(one.status)}<br />
        <a class="govuk-link door-press" href=${ways.toDocument(one.id)}>${one.title}</a><br />
        <span class="door-small">${one.edition === one.published ? nothing : html`Edition ${one.edition}, `}${one.published_words}${ways.age(one.published)}</span>
      </li>`,
    )}
  </ul>`
}
