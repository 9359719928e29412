// The door to the engine (WebAssembly). Converts and recovers, decides nothing.
// A trap leaves the engine's memory in an unknown state, so it is never asked again: a fresh copy takes its place.

import glueUrl from '../pkg/doorstep.js?url'
import wasmUrl from '../pkg/doorstep_bg.wasm?url'
import type { Case, Fault, Finding } from './contract.ts'
import type { Opened } from './packs.ts'

interface Checker {
  check(caseJson: string): string
  record(caseJson: string): string
  free(): void
}

interface Engine {
  default(options: { module_or_path: string | URL }): Promise<unknown>
  Checker: new (pack: Uint8Array, shared: Uint8Array) => Checker
  version(): string
}

/** The case, or the pack, has faults that the engine names. */
export class Faults extends Error {
  constructor(readonly faults: Fault[]) {
    super(faults.map((fault) => fault.message).join('; '))
  }
}

/** The engine did not load, or stopped. */
export class Stopped extends Error {}

let engine: Promise<Engine> | undefined
let copies = 0
let checker: { pack: string; checker: Checker } | undefined

async function start(): Promise<Engine> {
  // A query makes the browser load the module again, with fresh memory.
  const url = new URL(glueUrl, import.meta.url)
  if (copies > 0) url.searchParams.set('copy', String(copies))
  copies += 1
  const loaded = (await import(/* @vite-ignore */ url.href)) as Engine
  await loaded.default({ module_or_path: new URL(wasmUrl, import.meta.url) })
  return loaded
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

export async function check(opened: Opened, what: Case): Promise<Finding> {
  return JSON.parse(await ask(opened, (one) => one.check(JSON.stringify(what)))) as Finding
}

export async function record(opened: Opened, what: Case): Promise<string> {
  return ask(opened, (one) => one.record(JSON.stringify(what)))
}

async function ask(opened: Opened, question: (checker: Checker) => string): Promise<string> {
  try {
    return question(await checkerFor(opened))
  } catch (error) {
    const faults = faultsIn(error)
    if (faults) throw new Faults(faults)
    // A trap: once more with a fresh engine, so that a passing fault does not cost the answers.
    engine = undefined
    checker = undefined
    try {
      return question(await checkerFor(opened))
    } catch (again) {
      engine = undefined
      checker = undefined
      throw new Stopped(words(again))
    }
  }
}

async function checkerFor(opened: Opened): Promise<Checker> {
  const { Checker } = await ready()
  if (checker?.pack !== opened.pack.id) {
    checker?.checker.free()
    checker = undefined
    checker = { pack: opened.pack.id, checker: new Checker(opened.file, opened.shared) }
  }
  return checker.checker
}

function faultsIn(error: unknown): Fault[] | undefined {
  if (typeof error !== 'object' || error === null || !('faults' in error) || !Array.isArray(error.faults)) return undefined
  return error.faults as Fault[]
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error))
