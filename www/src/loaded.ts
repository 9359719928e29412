// What has been fetched and worked out so far, and what went wrong. Nothing of it outlives the page.

import type { Case, Edition, Finding } from './contract.ts'
import { besideFault, contactsInUse, judgeContacts } from './contacts.ts'
import { check, disagreement, Faults, ready, record, type Laid } from './engine.ts'
import { editions, openPack, type Opened } from './packs.ts'
import { offered } from './settings.ts'
import { asCase, entered } from './state.ts'
import { whenInEngland } from './time.ts'

export type Trouble =
  /** The list of areas, a pack or the engine did not load, or the engine stopped. */
  | { kind: 'stopped'; what: string; why: string }
  /** The engine reads the answers and finds fault with them. */
  | { kind: 'faults'; faults: Faults['faults'] }

export interface Worked {
  case: Case
  finding: Finding
  /** What became of the school's own contacts. */
  contacts: Laid
  /** The device's clock when it was worked out. */
  at: number
}

export let list: Edition[] = []
export let opened: Opened | null = null
export let worked: Worked | null = null
export let recordText = ''
export let disagreementText = ''
export let trouble: Trouble | null = null

/** The entry in the list of the pack in use. */
export const edition = (): Edition | undefined => list.find((one) => one.id === entered.pack)

export function noTrouble(): void {
  trouble = null
}

export function inTrouble(what: string, error: unknown): void {
  trouble =
    error instanceof Faults
      ? { kind: 'faults', faults: error.faults }
      : { kind: 'stopped', what, why: error instanceof Error ? error.message : String(error) }
}

export function forgetWork(): void {
  worked = null
  recordText = ''
  disagreementText = ''
}

/** What was worked out for other answers is never shown or copied as the finding for these. True where there was such. */
export function forgetOldWork(): boolean {
  if (!worked || JSON.stringify(asCase(entered, entered.pack ?? '', worked.case.when)) === JSON.stringify(worked.case)) return false
  forgetWork()
  return true
}

/** Each of these returns false, and leaves the trouble to be shown, where it cannot do its part. */
async function attempt(what: string, part: () => Promise<void>): Promise<boolean> {
  try {
    await part()
    return true
  } catch (error) {
    inTrouble(what, error)
    return false
  }
}

export const haveList = (): Promise<boolean> =>
  attempt('The list of areas could not be opened.', () => {
    list = offered(editions())
    return Promise.resolve()
  })

/** The list, and what the engine says of the school's own contacts where there are any. */
export async function haveAbout(): Promise<boolean> {
  if (!(await haveList())) return false
  return attempt('The checker could not read the school’s contacts.', () => judgeContacts(list))
}

export const haveEngine = (): Promise<boolean> =>
  attempt('The checker could not start in this browser.', async () => {
    await ready()
  })

export const havePack = (): Promise<boolean> =>
  attempt('The document for this area could not be opened.', async () => {
    const wanted = edition()
    if (!wanted || opened?.pack.id === wanted.id) return
    const got = await openPack(wanted)
    // Another area may have been chosen while this one was on its way.
    if (entered.pack === wanted.id) opened = got
  })

export async function haveFinding(): Promise<boolean> {
  if (!(await havePack())) return false
  return attempt('The checker stopped.', async () => {
    if (!opened) throw new Error('no area is chosen')
    const asked = asCase(entered, opened.pack.id, whenInEngland(new Date()))
    const { finding, laid } = await check(opened, asked, await contactsInUse())
    const missing = await besideFault()
    const contacts: Laid = missing ? { kind: 'refused', faults: [missing] } : laid
    worked = { case: asked, finding, contacts, at: Date.now() }
  })
}

/** The record of the finding last shown: for the same answers and the same moment. */
export async function haveRecord(): Promise<boolean> {
  if (!worked && !(await haveFinding())) return false
  return attempt('The checker stopped.', async () => {
    if (!opened || !worked) return
    const contacts = await contactsInUse()
    recordText = await record(opened, worked.case, contacts)
    disagreementText = await disagreement(opened, worked.case, contacts)
  })
}
