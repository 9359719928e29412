// Writes read/: every document as a page that needs no script, with whom to ring on top, drawn by the app's own templates.

import { readFileSync } from 'node:fs'
import { html } from 'lit-html'
import { ACCESSIBILITY, accessibilityStatement } from '../src/reading/accessibility.ts'
import { documentBody, termId } from '../src/reading/document.ts'
import { documentList } from '../src/reading/documents.ts'
import { ringFirst } from '../src/reading/duty.ts'
import { PRIVACY, privacyNote } from '../src/reading/privacy.ts'
import { dayInWords } from '../src/time.ts'
import { unpack } from '../src/wire.ts'
import { thisCopy } from './copy.js'
import { markup } from './markup.js'
import { PLAIN_POLICY, written as inWords } from './policy.js'

/** @param {string} id */
const fileOf = (id) => `${id.replace('/', '-')}.html`

/** What a static page cannot do, it does not show: a tap leads to the glossary instead. */
const ways = {
  to: (/** @type {string} */ id) => `#${id}`,
  toDocument: (/** @type {string} */ id) => fileOf(id),
  jump: () => undefined,
  copy: () => undefined,
  term: (/** @type {import('../src/contract.ts').Term} */ { short }) => html`<a class="govuk-link door-term" href="#${termId(short)}">${short}</a>`,
  age: () => '',
}

/**
 * @typedef {{ file: string, title: string, caption?: string, duty: import('../src/reading/duty.ts').Duty[], body: unknown }} Page
 * @param {Page} page
 * @param {string} css
 */
function written({ title, caption, duty, body }, css) {
  const words = markup(html`
  <body class="govuk-template__body">
    <a href="#main" class="govuk-skip-link">Skip to main content</a>
    <header class="door-header">
      <div class="govuk-width-container door-header__row">
        <p class="door-header__name">Doorstep</p>
        <a class="door-header__danger" href="tel:999"><span class="door-header__rest">In danger? </span>Ring 999</a>
        <a class="door-header__hide" href="../plain.html">Hide<span class="door-header__rest"> this screen</span></a>
      </div>
    </header>
    <div class="govuk-width-container">
      <main class="govuk-main-wrapper door-main door-static" id="main" tabindex="-1">
        <h1 class="govuk-heading-l" id="title">${caption ? html`<span class="govuk-caption-l">${caption}</span>` : ''}${title}</h1>
        ${duty.length > 0 ? ringFirst(duty) : ''} ${body}
      </main>
      <footer class="door-footer">
        <p>Supports your judgement, never replaces it. This page sends nothing and keeps nothing.</p>
        <p>
          <a class="govuk-link door-press" href="index.html">All documents</a>
          <a class="govuk-link door-press" href="../index.html">The checker</a>
          <a class="govuk-link door-press" href="accessibility.html">Accessibility</a>
          <a class="govuk-link door-press" href="privacy.html">Privacy</a>
        </p>
      </footer>
    </div>
  </body>`)
  const head = markup(html`
    <meta http-equiv="Content-Security-Policy" content=${inWords(PLAIN_POLICY)} />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <meta name="referrer" content="no-referrer" />
    <meta name="format-detection" content="telephone=no" />
    <meta name="color-scheme" content="light dark" />
    <title>${title} – Doorstep</title>
    <link rel="icon" type="image/svg+xml" href="../icon.svg" />
    <link rel="stylesheet" href="../${css}" />`)
  return `<!doctype html>\n<html lang="en-GB" class="govuk-template">\n<head>\n<meta charset="utf-8" />\n${head}\n</head>\n${words}\n</html>\n`
}

/**
 * @param {string} packs the folder that `doorstep compile` wrote
 * @returns {import('vite').Plugin}
 */
export function readingPages(packs) {
  const copy = thisCopy()
  const built = /^\d/.test(copy.built) ? dayInWords(copy.built) : copy.built
  /** @param {string} path */
  const json = (path) => JSON.parse(readFileSync(`${packs}/${path}`, 'utf8'))

  /** @returns {Page[]} */
  function pages() {
    /** @type {import('../src/contract.ts').Edition[]} */
    const list = json('index.json')
    /** @type {import('../src/reading/duty.ts').Duty[]} */
    const duty = json('emergency.json')
    const shared = json('shared.json')
    const intro = html`<p class="govuk-body">
      These pages work without the checker and without scripts. In an emergency ring 999. What a document says counts, wherever it and these pages differ.
    </p>`
    return [
      { file: 'index.html', title: 'Read the documents', duty, body: html`${intro}${documentList(list, ways)}` },
      { file: 'accessibility.html', title: ACCESSIBILITY, duty: [], body: accessibilityStatement(copy.version, built) },
      { file: 'privacy.html', title: PRIVACY, duty: [], body: privacyNote(copy.version, built) },
      ...list.map((edition) => {
        const pack = unpack(json(`${edition.id}.json`), shared, `${edition.short_title} (${edition.published_words}), `)
        return {
          file: fileOf(edition.id),
          title: edition.short_title,
          caption: edition.area_name,
          duty: duty.filter((one) => one.area === edition.area),
          body: documentBody(pack, edition, { ...ways, glossary: pack.glossary }, html``),
        }
      }),
    ]
  }

  return {
    name: 'reading-pages',
    generateBundle(_, bundle) {
      const css = Object.keys(bundle).filter((file) => file.endsWith('.css'))
      if (css.length !== 1 || !css[0]) this.error(`the static pages take the page's one style sheet, but there are ${css.length}`)
      for (const page of pages()) this.emitFile({ type: 'asset', fileName: `read/${page.file}`, source: written(page, css[0]) })
    },
  }
}
