// What the page around this one has set: what is wrong with it, in words for whoever wrote it, and who set the area.

import { html, nothing, type TemplateResult } from 'lit-html'
import { contacts } from '../contacts.ts'
import { list } from '../loaded.ts'
import { canGoBack, visit } from '../router.ts'
import { isLocked, problemsOfSettings, settingOf } from '../settings.ts'
import { faultInWords } from './problems.ts'

const LEAD = 'The safeguarding lead is left out. '

function problems(): string[] {
  const faults = contacts?.from === 'frame' ? contacts.faults : []
  return [...problemsOfSettings(list), ...faults.map((fault) => LEAD + faultInWords({ ...fault, key: settingOf(fault.key) }))]
}

/** Below the first screen and "about this copy": it is for a web editor, and in nobody's way who has a child to think of. */
export function settingsSaid(): TemplateResult | typeof nothing {
  const found = canGoBack() && visit().screen !== 'about' ? [] : problems()
  if (found.length === 0) return nothing
  return html`<div class="door-caution" id="settings">
    <p>Something in the settings of this page is wrong. The checker works without it. For whoever looks after the page:</p>
    <ul class="govuk-list govuk-list--bullet door-long">
      ${found.map((words) => html`<li>${words}</li>`)}
    </ul>
  </div>`
}

/** For "about this copy". */
export function whoSetTheArea(): TemplateResult | typeof nothing {
  const [first] = list
  if (!first || !isLocked(list)) return nothing
  return html`<p class="govuk-body">The page that this one is part of has set the area to <strong>${first.area_name}</strong>. It cannot be changed here.</p>`
}
