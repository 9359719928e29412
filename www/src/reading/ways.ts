// What differs between reading in the app and reading a static page: addresses, abbreviations, and what a tap does. The
// templates take it from here, so that both are drawn by the same ones.

import { nothing, type TemplateResult } from 'lit-html'
import type { Term } from '../contract.ts'
import { pieces } from './terms.ts'

export interface Ways {
  /** The address of a place in the document. */
  to: (id: string) => string
  /** The address of another document of this copy. */
  toDocument: (pack: string) => string
  /** Goes to a place without changing the app's address; nothing to do on a static page. */
  jump: (event: Event) => void
  /** Copies the address of a place. */
  copy: (event: Event) => void
  /** An abbreviation that can be asked what it stands for. */
  term: (term: Term) => TemplateResult
  /** How long ago the document came out; a static page cannot know. */
  age: (published: string) => string | typeof nothing
  glossary: Term[]
}

/** Text of the document, with its abbreviations explained at a tap. */
export const explained = (text: string, ways: Pick<Ways, 'term' | 'glossary'>): (string | TemplateResult)[] =>
  pieces(text, ways.glossary).map((piece) => (typeof piece === 'string' ? piece : ways.term(piece)))
