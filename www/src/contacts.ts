// A school's own contacts: one file, chosen on this device, or put beside the page by whoever runs it; or a lead whom the
// page around this one names. The device's own wins.
// The engine judges the file; what it refuses is left out, and said.

import type { Edition, Fault } from './contract.ts'
import { tryContacts, type Laid } from './engine.ts'
import { forgetBeside, keepBeside, keptBeside } from './offline/beside.ts'
import { editions, openPack } from './packs.ts'
import { forgetContacts, rememberContacts, rememberedContacts } from './remembered.ts'
import { settings } from './settings.ts'

export interface Contacts {
  /** Chosen here, put beside the page, or set by the page around it. */
  from: 'device' | 'page' | 'frame'
  text: string
  /** Whose they are and when somebody made sure of them; known once the engine has taken the file. */
  name: string
  updated: string
  /** Empty where they hold for every area. */
  areas: string[]
  /** Why they are not in use. */
  faults: Fault[]
}

/** What is known of those in use, for the screens; none until it was asked for. */
export let contacts: Contacts | null = null

/** True where there are contacts beside the page that somebody does not want on this device. */
export let refusedThoseBeside = false

/** True where this browser did not keep the file: it is used until the page is closed. */
export let notKept = false

/** When those beside the page were fetched, where they could not be fetched now. */
export let besideSince: Date | null = null

/** No list of contacts is larger, and a larger one would have to be read before it could be refused. */
const MOST_BYTES = 100_000
const PATIENCE = 10_000
/** Where a copy of them is kept. */
const LESS_PATIENCE = 3000

/** Chosen here: its text; empty for none at all; null where nothing was chosen. */
let own: string | null = rememberedContacts()

/** The file that index.html names, if any. */
let beside: Promise<{ text: string } | { fault: Fault }> | null = null

function besideThePage(): Promise<{ text: string } | { fault: Fault }> | null {
  if (settings.contacts !== '') return Promise.resolve({ text: settings.contacts })
  const name = document.querySelector<HTMLMetaElement>('meta[name="doorstep-overlay"]')?.content.trim() ?? ''
  if (name === '') return null
  beside ??= fetched(name).then(
    (text) => ({ text }),
    (error: unknown) => {
      // Asked for again the next time somebody looks.
      beside = null
      const why = error instanceof Error ? error.message : String(error)
      return { fault: { code: 'cannot-read', key: '', message: `${name} could not be read (${why})`, help: 'tell whoever looks after this page' } }
    },
  )
  return beside
}

/** As they are now; with no network, as they were when they last came. */
async function fetched(name: string): Promise<string> {
  const url = new URL(name, document.baseURI)
  const kept = await keptBeside(url)
  const text = await fromNetwork(url, kept ? LESS_PATIENCE : PATIENCE).catch(async (error: unknown) => {
    // Whoever took the file away does not want its numbers rung any more.
    const isGone = error instanceof Error && /^4(04|10)$/.test(error.message)
    if (isGone) await forgetBeside(url)
    if (isGone || !kept) throw error
    return null
  })
  besideSince = null
  if (text !== null && isJson(text)) {
    await keepBeside(url, text)
    return text
  }
  if (!kept) return text ?? ''
  besideSince = kept.at
  return kept.text
}

/** Never waits long: a finding is worth more than a school's contacts. */
async function fromNetwork(url: URL, most: number): Promise<string> {
  const patience = new AbortController()
  const late = setTimeout(() => { patience.abort() }, most)
  try {
    const answer = await fetch(url, { signal: patience.signal })
    if (!answer.ok) throw new Error(String(answer.status))
    return await answer.text()
  } finally {
    clearTimeout(late)
  }
}

/** Not the log-in page of a guest network, say. Whether the engine takes it is another question. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\uFEFF/, ''))
    return true
  } catch {
    return false
  }
}

let started: ReturnType<typeof besideThePage> = null

/** Fetches the file beside the page, if there is one, before anybody waits for it. */
export function startContacts(): void {
  if (own === null) started = besideThePage()
}

/** The text that findings are worked out with; empty for none. */
export async function contactsInUse(): Promise<string> {
  if (own !== null) return own
  const got = await started
  return got && 'text' in got ? got.text : ''
}

/** What is wrong with the file beside the page where it did not come at all. */
export async function besideFault(): Promise<Fault | null> {
  if (own !== null) return null
  const got = await started
  return got && 'fault' in got ? got.fault : null
}

/** Finds out about those in use, for the screen that tells of them. */
export async function judgeContacts(list: Edition[]): Promise<void> {
  if (own === null) started = besideThePage()
  const fault = await besideFault()
  const text = await contactsInUse()
  refusedThoseBeside = own === '' && besideThePage() !== null
  if (fault) contacts = { from: 'page', text: '', name: '', updated: '', areas: [], faults: [fault] }
  else if (text === '') contacts = null
  else if (contacts?.text !== text) contacts = { from: source(), ...(await judged(text, list, 'once')) }
}

const source = (): Contacts['from'] => (own !== null ? 'device' : settings.contacts === '' ? 'page' : 'frame')

/** What the engine makes of a file: in every area in force that it is for, or in as many as it takes to know whose it is. */
async function judged(text: string, list: Edition[], how: 'everywhere' | 'once'): Promise<Omit<Contacts, 'from'>> {
  const nobody: Omit<Contacts, 'from'> = { text, name: '', updated: '', areas: [], faults: [] }
  const current = list.filter((edition) => edition.current)
  const told = new Map<string, Fault>()
  let about = nobody
  for (const edition of current) {
    if (about.name !== '' && how === 'once') break
    if (about.areas.length > 0 && !isFor(about.areas, edition)) continue
    const laid = await tryContacts(await openPack(edition), text).catch(unchecked)
    if (laid.kind !== 'refused') about = { ...nobody, ...described(text) }
    else for (const fault of laid.faults) told.set(`${fault.key} ${fault.message}`, fault)
  }
  // In a frame that is locked to one area, a file may still be for others.
  const all = editions()
  const unknown = about.areas.filter((area) => !all.some((edition) => isFor([area], edition)))
  for (const area of unknown) {
    const known = [...new Set(all.map((edition) => edition.area))].join(', ')
    told.set(area, { code: 'unknown-area', key: 'areas', message: `this copy holds no area \`${area}\``, help: `its areas are ${known}` })
  }
  return { ...about, faults: [...told.values()] }
}

function unchecked(error: unknown): Laid {
  const why = error instanceof Error ? error.message : String(error)
  return { kind: 'refused', faults: [{ code: 'stopped', key: '', message: `the file could not be checked (${why})`, help: 'try again later' }] }
}

const isFor = (areas: string[], edition: Edition): boolean => areas.includes(edition.area) || areas.includes(edition.id)

/** Whose contacts they are, from a file that the engine has taken. */
function described(text: string): { name: string; updated: string; areas: string[] } {
  const file = JSON.parse(text.replace(/^\uFEFF/, '')) as { name: string; updated: string; areas?: string[] | null }
  return { name: file.name.trim(), updated: file.updated.trim().replace(/^unknown$/, ''), areas: (file.areas ?? []).map((area) => area.trim()) }
}

/** Reads a file that was chosen here. It is used, and kept, where nothing is wrong with it; otherwise returns what is. */
export async function chooseContacts(file: File, list: Edition[]): Promise<Fault[]> {
  const fault = (message: string, help: string): Fault[] => [{ code: 'cannot-read', key: '', message, help }]
  if (file.size > MOST_BYTES) return fault('the file is too large to be a list of contacts', 'choose the JSON file of your school’s contacts')
  const text = await file.text().catch(() => null)
  if (text === null) return fault('the file could not be read', 'choose it again')
  const found = await judged(text, list, 'everywhere')
  if (found.faults.length > 0) return found.faults
  own = text
  notKept = !rememberContacts(text)
  contacts = { from: 'device', ...found }
  return []
}

/** Uses none from now on, and forgets those chosen here. */
export function stopContacts(): void {
  refusedThoseBeside = besideThePage() !== null
  own = refusedThoseBeside ? '' : null
  notKept = false
  contacts = null
  if (refusedThoseBeside) rememberContacts('')
  else forgetContacts()
}

/** As on a device where none were ever chosen: those beside the page count again. */
export function forgetOwnContacts(): void {
  forgetContacts()
  own = null
  notKept = false
  contacts = null
  refusedThoseBeside = false
  startContacts()
}

/** Uses those beside the page again. */
export async function useThoseBeside(list: Edition[]): Promise<void> {
  forgetContacts()
  own = null
  await judgeContacts(list)
}
