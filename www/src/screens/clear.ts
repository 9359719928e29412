// Clear everything: says what that is, and asks once more, for it cannot be undone.

import { html } from 'lit-html'
import { actions } from '../parts/actions.ts'
import { title } from '../parts/title.ts'
import type { Drawn } from './screen.ts'

export const clearing = (clear: () => void): Drawn => ({
  title: 'Clear everything',
  body: html`${title('Clear everything?')}
    <p class="govuk-body">This erases from this device:</p>
    <ul class="govuk-list govuk-list--bullet">
      <li>all that you entered about a child, also what this tab kept</li>
      <li>the area that you chose last</li>
      <li>whether you want all on one screen</li>
      <li>the file of your school’s contacts, if you chose one</li>
    </ul>
    <p class="govuk-body">It cannot be undone. The checker itself stays.</p>
    ${actions({ text: 'Yes, clear everything', act: clear }, { text: 'No, go back', act: () => { history.back() } })}`,
})
