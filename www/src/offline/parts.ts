// What the page says about working with no network: a line at its foot, and a part of "About this copy".

import { html, nothing, type TemplateResult } from 'lit-html'
import { besideSince } from '../contacts.ts'
import { copy } from '../copy.ts'
import { age, dayInWords } from './age.ts'
import { canInstall, install, isInstalled, isSafariOnPhone } from './install.ts'
import { askThePerson, asksThePerson, caseIsOpen, compareAll, kept, newer, promised, startAgainHere, useNewer } from './kept.ts'

/** True where a page of this copy can be opened with no network. */
export const opensOffline = (): boolean => kept.is === 'ready' && navigator.serviceWorker.controller !== null

function inWords(): string {
  switch (kept.is) {
    case 'coming':
      return 'Getting ready to work offline…'
    case 'file':
      return 'All of this is in one file: it needs no network.'
    case 'ready':
      return 'Ready to work offline.'
    case 'missing':
      return `Not ready to work offline: ${kept.missing} of ${kept.files} files ${kept.missing === 1 ? 'is' : 'are'} missing on this device. Connect once.`
    case 'older':
      return 'This tab holds an older copy, and goes on with it until you start it again.'
    case 'not':
      return 'Not kept on this device: to open this page again takes a network.'
  }
}

const WHY = {
  browser: 'This browser keeps no pages, or not in this window. While this tab is open, all of it works.',
  room: 'There is too little room on this device. While this tab is open, all of it works. Free some room and open the page again.',
  files: 'Not every file came, or one was not as it should be: a poor connection, or a log-in page in between. While this tab is open, what has come works. Open the page again where the network is better.',
} as const

/** Under every screen. */
export const offlineLine = (): TemplateResult => html`${newerPart()}
  <p class="door-offline">
    ${inWords()}
    ${kept.is === 'older' && !caseIsOpen() ? html`<button type="button" class="door-link" @click=${startAgainHere}>Start it again</button>` : nothing}
    ${keepButton()}
  </p>`

function newerPart(): TemplateResult {
  // There from the start, so that screen readers tell what comes into it.
  return html`<div role="status">${newer ? newerBox(newer.changes, newer.refusedBy) : nothing}</div>`
}

const newerBox = (changes: string[], refusedBy: number): TemplateResult => html`<div class="door-newer">
  <p><strong>New guidance is ready</strong></p>
  <ul class="govuk-list govuk-list--bullet">${changes.map((one) => html`<li>${one}</li>`)}</ul>
  ${caseIsOpen()
    ? html`<p>This case goes on with the guidance it began with. The new guidance is used once you start again.</p>`
    : html`${refusedBy > 0
          ? html`<p>Not yet: ${refusedBy === 1 ? 'another tab has' : `${refusedBy} other tabs have`} a case open. Finish it there first, or close it.</p>`
          : nothing}
        <button type="button" class="govuk-button door-small-button" @click=${() => void useNewer()}>Use it now</button>`}
</div>`

const keepButton = (): TemplateResult | typeof nothing =>
  canInstall() ? html`<button type="button" class="door-link" @click=${() => void install()}>Keep it on this device</button>` : nothing

/** In "About this copy". */
export function offlinePart(now = Date.now()): TemplateResult {
  compareAll()
  const built = age(now)
  return html`<h2 class="govuk-heading-m" id="offline-part">Without a network</h2>
    <p class="govuk-body">${inWords()} ${kept.is === 'not' ? WHY[kept.why] : nothing}</p>
    ${kept.is === 'ready' ? html`<p class="govuk-body">All ${kept.files} files of this page are kept on this device. ${promise()} In a private window it lasts until that window is closed.</p>` : nothing}
    ${kept.is === 'ready' && promised === false && asksThePerson
      ? html`<button type="button" class="govuk-button govuk-button--secondary" @click=${() => void askThePerson()}>Ask the browser to keep it</button>`
      : nothing}
    <p class="govuk-body">
      This copy: version ${copy.version}, ${built ? html`of ${built.day}` : html`its day is not known`}.
      ${built?.old ? html`<strong>It is more than six months old: connect to a network and open the page again, so that it can fetch a newer one.</strong>` : nothing}
      ${built?.clockWrong ? html`<strong>By this device’s clock that day has not come yet. Look at the clock: opening hours and time limits go by it.</strong>` : nothing}
    </p>
    ${besideSince
      ? html`<p class="govuk-body">
          The school’s contacts could not be fetched now. They are as they were on ${dayInWords(besideSince)}.
        </p>`
      : nothing}
    ${keepPart()}`
}

const promise = (): string =>
  promised === true
    ? 'The browser has promised to keep it, even when room is short.'
    : 'The browser may clear it when room on the device is short, or when it was not used for some weeks. This page looks at every start, and says so.'

function keepPart(): TemplateResult | typeof nothing {
  if (isInstalled()) return nothing
  if (isSafariOnPhone()) return howOnAPhone()
  return canInstall() ? html`<p class="govuk-body">${keepButton()}, beside your other apps.</p>` : nothing
}

/** Where the browser lets people do it, but never offers it. */
const howOnAPhone = (): TemplateResult => html`<h3 class="govuk-heading-s">Keep it on this device</h3>
  <ol class="door-install">
    <li>
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M8 9H5v12h14V9h-3M12 15V3M8 7l4-4 4 4" /></svg>
      <span>Tap <strong>Share</strong>: the square with an arrow that points up.</span>
    </li>
    <li>
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 4h16v16H4zM12 8v8M8 12h8" /></svg>
      <span>Tap <strong>Add to Home Screen</strong>: the square with a plus. It is further down the list.</span>
    </li>
    <li>
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 13l5 5L20 6" /></svg>
      <span>Tap <strong>Add</strong>, at the top. Open it once from the Home Screen while there is a network.</span>
    </li>
  </ol>`
