// Keeps the finding up with the answers, on the screen that shows both. Draws when it has changed, and tells a screen
// reader when what it says has changed: never at each key.

import type { Pack } from './contract.ts'
import { haveFinding, opened, worked, type Worked } from './loaded.ts'
import { asCase, change, entered } from './state.ts'
import { whenInEngland } from './time.ts'

/** Somebody may be typing an age. */
const PAUSE = 300
/** After the last change, before it is read out. */
const PAUSE_TO_TELL = 700

/** The answers last worked out, or being worked out. */
let asked = ''
let agelessly = ''
let pause: ReturnType<typeof setTimeout> | undefined
let telling: ReturnType<typeof setTimeout> | undefined
let told = ''
/** One after another: an answer of before must never come last. */
let working: Promise<void> = Promise.resolve()

/** Called at every drawing of that screen. The minute is part of the case: who is open is never more than a minute old. */
export function keepWorked(pack: Pack): void {
  const now = asCase(entered, pack.id, whenInEngland(new Date()))
  const key = JSON.stringify(now)
  if (key === asked) return
  const others = JSON.stringify({ ...now, age: null })
  const typing = others === agelessly
  asked = key
  agelessly = others
  clearTimeout(pause)
  pause = setTimeout(() => {
    working = working.then(() => work(key))
  }, typing ? PAUSE : 0)
}

async function work(key: string): Promise<void> {
  if (asked !== key) return
  // Another document was chosen, and is on its way.
  if (opened?.pack.id !== entered.pack) {
    asked = ''
    return
  }
  const done = await haveFinding()
  if (asked !== key) return
  // The next drawing tries again.
  if (!done) asked = ''
  else if (worked) tell(worked.finding.headline)
  change({})
}

function tell(headline: string): void {
  clearTimeout(telling)
  telling = setTimeout(() => {
    const status = document.getElementById('told')
    // The first one was not asked for.
    if (status && told !== '' && told !== headline) status.textContent = headline
    told = headline
  }, PAUSE_TO_TELL)
}

/** The finding for these answers; none while the first is worked out, or another area's document is on its way. */
export const liveFinding = (pack: Pack): Worked | null => (worked?.case.pack === pack.id ? worked : null)

export function forgetLive(): void {
  clearTimeout(pause)
  clearTimeout(telling)
  asked = ''
  agelessly = ''
  told = ''
}
