// What the page and its service worker say to each other. Nothing of a case is ever in it, only whether one is open.

/** What the page asks, each with a port to answer on. */
export interface Questions {
  /** Which files are here? `script` is the page's own, which tells whose copy the page is. */
  files: { ask: 'files'; script: string }
  /** The same, after each was compared with its hash and what was missing or wrong was fetched again. */
  mend: { ask: 'mend'; script: string }
  /** Which copy are you? */
  copy: { ask: 'copy' }
  /** Take over now: refused while a case is open in any tab. */
  use: { ask: 'use' }
}

export interface Answers {
  files: Files
  mend: Files
  copy: Copy
  use: Used
}

export interface Files {
  of: number
  missing: number
  /** False where the page that asks came from another copy. */
  yours: boolean
}

export interface Copy {
  version: string
  built: string
  documents: { id: string; area: string; edition: string; hash: string }[]
  /** What all documents share, topics and bank holidays; and the search. */
  shared: string
  search: string
}

export interface Used {
  used: boolean
  /** Tabs in which a case is open, or which did not answer. */
  open: number
}

/** What the worker asks a page, and its answer. */
export interface TabAsked {
  ask: 'tab'
}
export interface Tab {
  caseOpen: boolean
  script: string
}

/** What the worker tells pages when it could not keep this copy: no room, or files that did not come or were others. */
export interface NotKept {
  told: 'not-kept'
  why: 'room' | 'files'
}
