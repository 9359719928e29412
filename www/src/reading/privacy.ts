// A privacy note that whoever puts this copy on a site can paste, and how anybody can see for themselves that it is true.

import { html, type TemplateResult } from 'lit-html'

export const PRIVACY = 'Privacy note'

/** What the page may keep on a device, by the name that the browser keeps it under. */
export const KEPT: [string, string][] = [
  ['doorstep.area', 'The area that you chose last.'],
  ['doorstep.contacts', 'Your school’s own contacts, if you chose a file of them.'],
  ['doorstep.dense', 'Whether you want everything on one screen.'],
  ['doorstep.case', 'Your answers, in this tab alone, if you asked for that. They go when you close the tab.'],
]

/** How to prove it; for people who need not take our word. */
export const proof = (): TemplateResult => html`<ol class="govuk-list govuk-list--number">
  <li>Open this page and choose an area. Wait a few seconds.</li>
  <li>Switch your phone to flight mode, or unplug the network.</li>
  <li>Make up a case. Go all the way to the finding and the record. All of it works.</li>
  <li>
    On a computer, press F12 and open “Network” before you begin. While you use the page you see it fetch its own files, and nothing else. Your
    words are in none of these requests.
  </li>
  <li>In the same tools, look at “Application” or “Storage”. You find what is listed on this page.</li>
</ol>`

export const privacyNote = (version: string, built: string): TemplateResult => html`
  <p class="govuk-body">
    This note is about Doorstep, version ${version} (${built}), as [your organisation] offers it. Where there are square brackets, put your
    own words.
  </p>
  <h2 class="govuk-heading-m">What you enter stays with you</h2>
  <p class="govuk-body">
    You need no account. Doorstep asks for no names. What you enter about a child is worked out on your own device. It is not sent to us, to
    the makers of Doorstep, or to anybody else. It stays in the memory of the tab. It is gone when you close the tab or hide the page. If you ask for it, your answers are
    kept in the tab while it is open, for 12 hours at most. Notes and the words that you type to search are never kept.
  </p>
  <h2 class="govuk-heading-m">What is kept on your device</h2>
  <ul class="govuk-list govuk-list--bullet">
    <li>The files of the page, so that it opens again.</li>
    ${KEPT.map(([, words]) => html`<li>${words}</li>`)}
  </ul>
  <p class="govuk-body">“About this copy” shows what is kept on the device in your hand. There you can make it forget all but the files of the page; your browser’s settings clear those.</p>
  <h2 class="govuk-heading-m">What our web server sees</h2>
  <p class="govuk-body">
    When the page is opened, the server that it lies on is asked for its files. Like every web server it sees an internet address and the
    time. [Say how long you keep such logs.] It does not see what you enter. There are no cookies, no statistics and no adverts.
  </p>
  <h2 class="govuk-heading-m">What leaves the page by your own hand</h2>
  <ul class="govuk-list govuk-list--bullet">
    <li>If you ring or write to someone, your phone or mail program keeps a trace of it.</li>
    <li>If you follow a link to another site, that site’s own rules apply.</li>
    <li>If you copy, share, save or print the record, it is a record about a child. Keep it as your organisation’s rules say.</li>
    <li>Others who use the same device can see what you left open. Hide the page when you are done.</li>
  </ul>
  <h2 class="govuk-heading-m">Who is responsible</h2>
  <p class="govuk-body">
    The makers of Doorstep get no data from its use. What you write down or pass on about a child is the responsibility of the organisation
    that you work for. It is the controller of those data under the UK General Data Protection Regulation and the Data Protection Act 2018.
    This note is no data protection impact assessment. Whether one is needed is for your data protection officer to say.
  </p>
  <p class="govuk-body">Questions about this note: [name, telephone and email of your data protection officer].</p>
  <h2 class="govuk-heading-m">See for yourself</h2>
  ${proof()}
`
