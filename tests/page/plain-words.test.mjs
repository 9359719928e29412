// The page's own sentences are plain enough for a tired reader: reading age about 12. What packs and documents say is not
// judged here: the sentences are taken from the page's source, where no quotation stands.

import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { fleschKincaid } from 'flesch-kincaid'
import { syllable } from 'syllable'
import ts from 'typescript'
import { repo } from '../wasm/engine.mjs'

/** Grade 7 is reading age 12. */
const GRADE = 7
/** No sentence may be much harder than the rest: as long as this, or as hard as this where it is long enough to tell. */
const MOST_WORDS = 30
const HARDEST = 13
const FEWEST_TO_TELL = 9

/** Names that the law gives, which nobody can put more plainly. */
const NAMES = [
  'Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018',
  'Equality and Human Rights Commission',
  'Equality Advisory and Support Service',
  'UK General Data Protection Regulation',
  'Data Protection Act 2018',
  'Web Content Accessibility Guidelines',
]

/** Stands for what only a running page knows: one short word. */
const VALUE = 'it'
const INLINE = /^\/?(a|abbr|b|em|span|strong)\b/

/** HTML as text, one paragraph, heading or button a line. */
const text = (html) =>
  html
    .replace(/<!--[^]*?-->|<(head|svg|script)\b[^]*?<\/\1>/g, '')
    .replace(/<([^>]*)>/g, (_, tag) => (INLINE.test(tag) ? '' : '\n'))
    .replace(/&\w+;/g, ' ')

/** The words of a template, with a word in place of each value; none where a value is part of a tag. */
function template(node) {
  if (ts.isNoSubstitutionTemplateLiteral(node)) return node.text
  let words = node.head.text
  for (const { literal } of node.templateSpans) {
    const inTag = words.lastIndexOf('<') > words.lastIndexOf('>')
    words += (inTag ? '""' : VALUE) + literal.text
  }
  return words
}

/** What a source file may show: its templates, and strings that begin like a sentence. */
function* shown(source) {
  const found = []
  const walk = (node) => {
    if (ts.isTaggedTemplateExpression(node)) found.push(text(template(node.template)))
    else if (ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
      if (!ts.isTaggedTemplateExpression(node.parent)) found.push(template(node))
    } else if (ts.isStringLiteral(node)) found.push(node.text)
    ts.forEachChild(node, walk)
  }
  walk(source)
  yield* found
}

const files = readdirSync(`${repo}www/src`, { recursive: true }).filter((file) => file.endsWith('.ts'))

function sentences() {
  const all = new Map()
  const add = (file, words) => {
    const lines = words.split(/\n(?=\s*\n)/).map((line) => NAMES.reduce((plain, name) => plain.replace(name, 'Name'), line.replace(/\s+/g, ' ')))
    for (const one of lines.flatMap((line) => line.split(/(?<=[.!?:;])\s+(?=[A-Z“\d]|it\b)/)).map((line) => line.trim())) {
      if (/^["“]?([A-Z]|it\b)/.test(one) && one.split(' ').length >= 3 && !/[{}=<>\\]|govuk-|door-/.test(one)) all.set(one, file)
    }
  }
  for (const file of files) {
    const source = ts.createSourceFile(file, readFileSync(`${repo}www/src/${file}`, 'utf8'), ts.ScriptTarget.Latest, true)
    for (const words of shown(source)) add(file, words)
  }
  add('index.html', text(readFileSync(`${repo}www/index.html`, 'utf8')))
  return [...all].map(([words, file]) => ({ words, file, ...counted(words) }))
}

function counted(words) {
  const list = words.match(/[\p{L}\p{N}’'-]+/gu) ?? []
  const sum = { sentence: 1, word: list.length, syllable: list.reduce((total, word) => total + Math.max(1, syllable(word)), 0) }
  return { ...sum, grade: fleschKincaid(sum) }
}

const all = sentences()
const listed = (some) => some.map(({ grade, words, file }) => `${grade.toFixed(1)}  ${file}: ${words}`).join('\n')

test(`its full sentences read at grade ${GRADE} at most`, (t) => {
  // As many as there are, so that a fault in gathering them is seen.
  const full = all.filter(({ words, word }) => word >= 6 && /[.!?:]$/.test(words))
  assert.ok(full.length > 100, `${full.length} sentences`)
  const whole = { sentence: full.length, word: 0, syllable: 0 }
  for (const { word, syllable: syllables } of full) {
    whole.word += word
    whole.syllable += syllables
  }
  const grade = fleschKincaid(whole)
  const worst = [...full].sort((a, b) => b.grade - a.grade).slice(0, 10)
  t.diagnostic(`grade ${grade.toFixed(1)}, ${full.length} sentences of ${(whole.word / full.length).toFixed(1)} words; the hardest:\n${listed(worst)}`)
  assert.ok(grade <= GRADE, `grade ${grade.toFixed(1)}; mend the hardest:\n${listed(worst)}`)
})

test('no sentence is much longer or harder than that', () => {
  const hard = all.filter(({ word, grade }) => word > MOST_WORDS || (word >= FEWEST_TO_TELL && grade > HARDEST))
  assert.deepEqual(hard, [], listed(hard))
})

test('the measure can tell plain words from hard ones', () => {
  assert.ok(counted('Ring the number below if you are not sure.').grade < 4)
  assert.ok(counted('Practitioners should consequently undertake multidisciplinary consideration of circumstances necessitating intervention.').grade > 15)
})
