// What the words typed on the concerns screen have found so far. In memory alone, and never more than the last answer.

import { subjects } from './browse.ts'
import type { Found, Pack } from './contract.ts'
import { fetchFinder, find, finderReady } from './finder.ts'
import { visit } from './router.ts'
import { change, entered } from './state.ts'

/** No more characters than this are read: more than any note, and little enough to answer at once. */
export const MOST = 5000
/** Between two keys: long enough to let a quick typist finish a word. */
const PAUSE = 100
/** After the last key, before the count is read out. */
const PAUSE_TO_TELL = 700

export let search: 'coming' | 'here' | 'failed' = 'coming'

let answer: { pack: string; found: Found } | null = null
/** The words that were looked up last, or are being looked up, with their pack. */
let asked = ''
let pause: ReturnType<typeof setTimeout> | undefined
let telling: ReturnType<typeof setTimeout> | undefined
/** What was unfolded among the results. */
const unfolded = new Set<string>()

/** Whether the box is on the screen. */
const shown = (): boolean => ['concerns', 'dense'].includes(visit().screen)

function drawAgain(): void {
  if (shown()) change({})
}

/** Fetches the search in the background. What fails is tried again, and said, when somebody looks. */
export async function fetchSearch(): Promise<void> {
  await fetchFinder().catch(() => undefined)
}

let brought = false

/** Starts the search, or once more where it failed. */
export async function bringSearch(): Promise<void> {
  search = 'coming'
  drawAgain()
  try {
    await finderReady()
    search = 'here'
  } catch {
    search = 'failed'
  }
  drawAgain()
}

/** The answer to show: while somebody types on, the one before stays until the next has come. */
export function found(pack: Pack): Found | null {
  return answer?.pack === pack.id ? answer.found : null
}

/** Looks up what the box holds, where that has not been done. Called at every drawing of the concerns screen. */
export function keepUp(pack: Pack): void {
  if (!brought) {
    brought = true
    // Not while the screen is being drawn, and not before it is seen.
    setTimeout(() => void bringSearch(), 50)
  }
  const text = entered.looking.slice(0, MOST)
  if (text.trim() === '') {
    forgetLooking()
    return
  }
  const key = `${pack.id}\n${text}`
  if (search === 'failed' || key === asked) return
  asked = key
  clearTimeout(pause)
  pause = setTimeout(() => void lookUp(pack, text, key), PAUSE)
}

async function lookUp(pack: Pack, text: string, key: string): Promise<void> {
  try {
    await finderReady()
    // Typed on, or hidden, while it was on its way.
    if (asked !== key) return
    const now = await find(pack, text)
    if (asked !== key) return
    search = 'here'
    answer = { pack: pack.id, found: now }
    unfolded.clear()
    tell(inWords(pack, now))
  } catch {
    search = 'failed'
    answer = null
    asked = ''
  }
  drawAgain()
}

/** Says how many there are to a screen reader, when the typing stops. */
export function tell(words: string): void {
  clearTimeout(telling)
  telling = setTimeout(() => {
    const told = document.getElementById('told')
    if (told && shown()) told.textContent = words
  }, PAUSE_TO_TELL)
}

const count = (number: number, one: string): string => (number === 1 ? `1 ${one}` : `${number} ${one}s`)

function inWords(pack: Pack, of: Found): string {
  const first = of.grave.length === 0 ? '' : `${count(of.grave.length, 'statement')} to look at first. `
  if (of.parts.length > 0) return `${first}Found for ${count(of.parts.length, 'part')} of your note.`
  const all = `${count(of.hits.length, 'statement')} on ${count(subjects(pack, of.hits).length, 'subject')}.`
  return `${first}${of.advice ?? ''} ${of.hits.length > 0 ? all : ''}`.trim()
}

export const isUnfolded = (key: string): boolean => unfolded.has(key)

export function unfold(key: string, on: boolean): void {
  if (on) unfolded.add(key)
  else unfolded.delete(key)
  change({})
}

/** Forgets what was found. What was typed is forgotten with the case. */
export function forgetLooking(): void {
  clearTimeout(pause)
  clearTimeout(telling)
  asked = ''
  answer = null
  unfolded.clear()
}
