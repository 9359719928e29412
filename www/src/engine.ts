// The door to the engine (WebAssembly). Converts and recovers, decides nothing.
// A trap leaves the engine's memory in an unknown state, so it is never asked again: a fresh copy takes its place.

import freshEngine, { type Fresh } from '../pkg/doorstep.js?fresh'
import type { Case, Fault, Finding } from './contract.ts'
import { engineWasm } from './files.ts'
import type { Opened } from './packs.ts'

interface Checker {
  overlay(text: string): boolean
  check(caseJson: string): string
  record(caseJson: string): string
  disagreement(caseJson: string): string
  free(): void
}

interface Engine {
  Checker: new (pack: Uint8Array, shared: Uint8Array) => Checker
  version(): string
}

/** What became of a school's own contacts: nobody's, in use, meant for other areas, or refused. */
export type Laid = { kind: 'none' | 'laid' | 'elsewhere' } | { kind: 'refused'; faults: Fault[] }

/** The case, or the pack, has faults that the engine names. */
export class Faults extends Error {
  constructor(readonly faults: Fault[]) {
    super(faults.map((fault) => fault.message).join('; '))
  }
}

/** The engine did not load, or stopped. */
export class Stopped extends Error {}

let engine: Promise<Engine> | undefined
let checker: { pack: string; checker: Checker; contacts: string; laid: Laid } | undefined

async function start(): Promise<Engine> {
  const copy = freshEngine() as Fresh & Engine
  await copy.start({ module_or_path: await engineWasm() })
  return copy
}

/** Starts the engine, or waits for it. What failed is started afresh at the next call. */
export function ready(): Promise<Engine> {
  engine ??= start().catch((error: unknown) => {
    engine = undefined
    throw new Stopped(words(error))
  })
  return engine
}

export async function version(): Promise<string> {
  return (await ready()).version()
}

/** The finding, with a school's own contacts (the text of their file, or none) where the engine takes them. */
export async function check(opened: Opened, what: Case, contacts: string): Promise<{ finding: Finding; laid: Laid }> {
  return ask(opened, contacts, (one, laid) => ({ finding: JSON.parse(one.check(JSON.stringify(what))) as Finding, laid }))
}

export async function record(opened: Opened, what: Case, contacts: string): Promise<string> {
  return ask(opened, contacts, (one) => one.record(JSON.stringify(what)))
}

/** Words to question a decision with, and the document's own way to take it further. */
export async function disagreement(opened: Opened, what: Case, contacts: string): Promise<string> {
  return ask(opened, contacts, (one) => one.disagreement(JSON.stringify(what)))
}

/** What the engine makes of a school's own contacts in this area, without using them. */
export async function tryContacts(opened: Opened, contacts: string): Promise<Laid> {
  return ask(opened, contacts, (_, laid) => laid)
}

async function ask<T>(opened: Opened, contacts: string, question: (checker: Checker, laid: Laid) => T): Promise<T> {
  const answer = async (): Promise<T> => {
    const { Checker } = await ready()
    // In one go: another question may be about another area.
    const one = checkerFor(Checker, opened, contacts)
    return question(one.checker, one.laid)
  }
  try {
    return await answer()
  } catch (error) {
    const faults = faultsIn(error)
    if (faults) throw new Faults(faults)
    // A trap: once more with a fresh engine, so that a passing fault does not cost the answers.
    engine = undefined
    checker = undefined
    try {
      return await answer()
    } catch (again) {
      engine = undefined
      checker = undefined
      throw new Stopped(words(again))
    }
  }
}

function checkerFor(Checker: Engine['Checker'], opened: Opened, contacts: string): { checker: Checker; laid: Laid } {
  if (checker?.pack !== opened.pack.id) {
    checker?.checker.free()
    checker = undefined
    checker = { pack: opened.pack.id, checker: new Checker(opened.file, opened.shared), contacts: '', laid: { kind: 'none' } }
  }
  if (checker.contacts !== contacts) {
    // None at all before others: what is refused must not leave those of before in use.
    if (checker.contacts !== '') checker.checker.overlay('')
    checker.contacts = contacts
    checker.laid = lay(checker.checker, contacts)
  }
  return checker
}

/** Contacts at which the engine stopped: it is never given them again, so that it can go on without them. */
let deadly = ''

function lay(checker: Checker, contacts: string): Laid {
  if (contacts === '') return { kind: 'none' }
  if (contacts === deadly) return { kind: 'refused', faults: [STOPPED] }
  try {
    return { kind: checker.overlay(contacts) ? 'laid' : 'elsewhere' }
  } catch (error) {
    const faults = faultsIn(error)
    if (faults) return { kind: 'refused', faults }
    deadly = contacts
    throw error
  }
}

const STOPPED: Fault = {
  code: 'stopped',
  key: '',
  message: 'the checker stopped while it read the file',
  help: 'leave the file out, and tell whoever wrote it',
}

function faultsIn(error: unknown): Fault[] | undefined {
  if (typeof error !== 'object' || error === null || !('faults' in error) || !Array.isArray(error.faults)) return undefined
  return error.faults as Fault[]
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error))
