// The shapes that cross the door of the engine. Mirrors src/pack.rs, src/case.rs, src/finding.rs and src/finder.rs, key for key:
// a change there is a change here. Nothing is decided in this file.

// ---- the list of packs (packs/index.json) ----

export type Status = 'current' | 'superseded' | 'draft'

export interface Named {
  id: string
  name: string
}

export interface Edition {
  id: string
  area: string
  area_name: string
  edition: string
  title: string
  short_title: string
  publisher: string
  published: string
  published_words: string
  status: Status
  current: boolean
  replaces: string | null
  superseded_by: string | null
  local_authorities: Named[]
  bytes: number
}

// ---- a pack (src/pack.rs); a key that Rust leaves out when empty is optional here ----

export type Band = 'universal' | 'early-help' | 'targeted' | 'statutory'

export interface Cited {
  text: string
  where: string
}

export interface Ages {
  from?: number
  to?: number
  unborn?: boolean
}

export interface Covers {
  unborn: boolean
  from: number
  to: number
  to_with_send?: number
  where: string
}

export interface District extends Named {
  local_authority: string
}

export interface Service {
  id: string
  name: string
  text: string
  phone?: string[]
  email?: string[]
  web?: string[]
  ages?: Ages
  local_authorities?: string[]
  cite: string
}

export interface Action {
  text: string
  domain?: string
  where: string
}

export interface Level {
  id: string
  within?: string
  rank: number
  name: string
  label: string
  bands: Band[]
  statutory: string[]
  definition: string
  definitions: Cited[]
  assessment?: Cited
  actions?: Action[]
  services: Service[]
}

export interface Topic extends Named {
  group: string
}

export interface Group extends Named {
  level?: string
}

export interface Item {
  id: string
  kind: 'indicator' | 'criterion'
  group: string | null
  level: string | null
  domain: string | null
  heading: string | null
  text: string
  topic: string
  where: string
  ages?: Ages
  preamble?: string
  uncertain?: string
  /** Left out where a pack travels: the page does not draw it. */
  same_as?: string[]
}

export interface Question {
  id: string
  text: string
  why: string
  where: string
}

export interface Situation {
  id: string
  text: string
  cite: string
  topics?: string[]
  level?: string
  group?: string
}

export interface FaultyPhone {
  printed: string
  fault: string
}

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'

export type Opening =
  | { kind: 'not-stated' }
  | { kind: 'always' }
  | { kind: 'weekly'; hours: { days: Weekday[]; open: number; close: number }[] }
  | { kind: 'outside'; of: string }

export interface Contact {
  id: string
  name: string
  purpose?: string
  phone: string[]
  phone_faulty?: FaultyPhone[]
  email?: string[]
  web?: string[]
  address?: string
  opening: Opening
  outside?: string[]
  emergency?: boolean
  local_authorities?: string[]
  districts?: string[]
  neighbour?: string
  borrowed_from?: string
  cite: string
}

export interface Checklist {
  id: string
  name: string
  situations?: string[]
  items: string[]
  cite: string
}

export interface Term {
  short: string
  long: string
  where?: string
}

export interface Discrepancy {
  id: string
  text: string
  used: string
  cite: string
  contacts?: string[]
  statements?: string[]
  situations?: string[]
}

export interface RouteStep {
  text: string
  by?: string
  within_hours?: number
  within_working_days?: number
  where: string
}

export interface RouteConsent {
  text: string
  given?: string
  refused?: string
  not_sought?: string
  would_increase_risk?: string
  where: string
}

/** What the document says to do; only the reading pages draw it as it stands. Which route fits a case is for the engine. */
export interface Route {
  id: string
  about: string
  levels?: string[]
  situations?: string[]
  contacts?: string[]
  also?: string[]
  steps?: RouteStep[]
  consent?: RouteConsent
  until_open?: Cited
  where: string
}

/** Rules are the engine's business: the page never reads them. */
export interface Pack {
  id: string
  area: string
  area_name: string
  edition: string
  title: string
  short_title: string
  publisher: string
  published: string
  status: Status
  replaces?: string
  superseded_by?: string
  read_at?: string
  checked_by: string
  checked_on: string
  indicators: boolean
  quoting?: string
  covers: Covers
  home: Cited
  outside_age?: Cited
  immediate_danger?: Cited
  disagreement?: string
  local_authorities: Named[]
  districts?: District[]
  levels: Level[]
  domains: Named[]
  topics: Topic[]
  groups?: Group[]
  items: Item[]
  questions?: Question[]
  situations: Situation[]
  routes: Route[]
  contacts: Contact[]
  checklists: Checklist[]
  glossary: Term[]
  discrepancies: Discrepancy[]
  bank_holidays: { from: string; until: string; days: string[] }
}

// ---- a case (src/case.rs); what is absent is not known ----

export type Age = 'unborn' | { years: number; months?: number }
export type Consent = 'given' | 'refused' | 'not-sought' | 'would-increase-risk'

export interface Case {
  pack: string
  local_authority?: string
  district?: string
  age?: Age
  send?: boolean
  when?: string
  concerns: string[]
  situations: string[]
  immediate_danger?: boolean
  answers: Record<string, string>
}

/** What the engine throws: `{ faults: [...] }`. */
export interface Fault {
  code: string
  message: string
  key: string
  help: string
}

// ---- a finding (src/finding.rs); every key is there ----

export interface Line {
  text: string
  cite: string
}

export interface Reason {
  id: string
  text: string
  level: string | null
  level_name: string
  under: string
  topic: string
  cite: string
  why: string | null
  strength: boolean
  preamble: string | null
  uncertain: string | null
}

export interface AlsoAt {
  id: string
  text: string
  level: string | null
  level_name: string
  topic: string
  cite: string
}

export interface Ticked {
  id: string
  text: string
  cite: string
}

export interface Step {
  text: string
  by: string | null
  quoted: boolean
  cite: string
}

export interface ContactNow {
  id: string
  name: string
  purpose: string | null
  phone: string[]
  phone_faulty: FaultyPhone[]
  email: string[]
  web: string[]
  open: boolean | null
  closes: string | null
  next_opens: string | null
  status: string
  hours: string | null
  first: boolean
  card: 'ring' | 'when-open' | 'instead' | 'lead' | null
  borrowed_from: string | null
  cite: string
}

export interface Change {
  question: string
  to: string | null
  why: string
  fact: string
  statements: string[]
  cite: string
}

export interface ServiceLine {
  name: string
  text: string
  level: string
  phone: string[]
  email: string[]
  web: string[]
  cite: string
}

export interface List {
  name: string
  items: string[]
  cite: string
}

export interface FindingDocument {
  area: string
  title: string
  publisher: string
  published: string
  status: Status
  note: string
}

export interface Finding {
  pack: string
  document: FindingDocument
  headline: string
  action: string
  urgency: 'immediate' | 'urgent' | 'advice'
  answer: 'level' | 'nothing-listed' | 'not-enough-known' | 'no-indicators'
  level: string | null
  sublevel: string | null
  statutory: string[]
  urgent: Line[]
  reasons: Reason[]
  also_at: AlsoAt[]
  situations: Ticked[]
  steps: Step[]
  contacts: ContactNow[]
  consent: Line | null
  would_change: Change[]
  spread: Record<string, Record<string, number>>
  services: ServiceLine[]
  checklists: List[]
  cautions: Line[]
}

// ---- what the search finds (src/finder.rs); ids of statements and situations, best first ----

export interface FoundPart {
  /** As it was typed. */
  text: string
  fits: boolean
  /** What to say where nothing fits well. */
  advice: string | null
  hits: string[]
}

export interface Found {
  hits: string[]
  /** What a grave sign in the words puts before everything else. */
  grave: string[]
  fits: boolean
  advice: string | null
  /** The pieces of a longer note; none where it is one description. */
  parts: FoundPart[]
}
