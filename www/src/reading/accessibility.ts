// An accessibility statement that whoever puts this copy on a site can paste. It claims what the tests show, and no more.

import { html, type TemplateResult } from 'lit-html'

export const ACCESSIBILITY = 'Accessibility statement'

export const accessibilityStatement = (version: string, built: string): TemplateResult => html`
  <p class="govuk-body">
    This statement is about Doorstep, version ${version} (${built}), as [your organisation] offers it. Where there are square brackets, put
    your own words.
  </p>
  <p class="govuk-body">You can:</p>
  <ul class="govuk-list govuk-list--bullet">
    <li>zoom in to 400%, or make text twice as large, and lose nothing</li>
    <li>do everything with a keyboard</li>
    <li>use a screen reader: each screen has one main heading, and what changes is said</li>
    <li>use dark mode, forced colours, and less motion</li>
    <li>see each level in words and shape, and not by colour alone</li>
    <li>read the documents with scripts switched off</li>
  </ul>
  <h2 class="govuk-heading-m">How accessible it is</h2>
  <p class="govuk-body">
    It is built to meet the Web Content Accessibility Guidelines, version 2.2, level AA. We know of no place where it fails them. Nobody from
    outside has audited it.
  </p>
  <h2 class="govuk-heading-m">What we know to be hard</h2>
  <ul class="govuk-list govuk-list--bullet">
    <li>The threshold statements are quoted word for word. Some use long sentences and the terms of the trade.</li>
    <li>The original documents, where we link to one, are on other sites. Most are PDF files, and may not be accessible.</li>
    <li>Pressing Shift three times hides the page. If you press it by chance, what you entered is gone. Sticky Keys can clash with this.</li>
    <li>The reading pages are long. Each begins with its contents, and the browser’s own search finds every word.</li>
  </ul>
  <h2 class="govuk-heading-m">How it was tested</h2>
  <p class="govuk-body">
    Every version comes with its tests. They check the screens with axe-core in Chromium, on small and large screens, light and dark. They
    walk the whole way with the keyboard alone, by what a screen reader is given, at 400% zoom, and with text twice as large. A shorter walk
    is made in Firefox and in WebKit. It has not been tested with disabled people yet, nor by hand with a screen reader.
  </p>
  <h2 class="govuk-heading-m">Tell us what does not work</h2>
  <p class="govuk-body">
    If you cannot use a part of it, or need the words in another form, contact [name, telephone and email]. We answer within [number] days.
    If you cannot use this page now and are worried about a child, ring the numbers in your area’s document. In an emergency ring 999.
  </p>
  <h2 class="govuk-heading-m">If our answer does not help</h2>
  <p class="govuk-body">
    The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility
    Regulations 2018. If you are not happy with our answer, contact the Equality Advisory and Support Service.
  </p>
  <p class="govuk-body">Last changed by [your organisation] on [date].</p>
`
