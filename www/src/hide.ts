// Hides the screen at one touch: forgets the case, shows something dull at once, then goes to a dull page of its own.

import { forgetCase } from './state.ts'
import { forgetWork } from './loaded.ts'
import { forgetLooking } from './looking.ts'
import { opensOffline } from './offline/parts.ts'
import { forgetVisits } from './router.ts'

/** The other page; drawn from the page already open as well, so that it is there at once, and where it is not kept. */
const DULL = 'plain.html'
const HIDDEN = 'door-dull'
const DULL_WORDS = [
  ['h1', 'Oven temperatures'],
  ['p', 'Gas mark 3: 170°C, fan 150°C. Warm.'],
  ['p', 'Gas mark 4: 180°C, fan 160°C. Moderate.'],
  ['p', 'Gas mark 5: 190°C, fan 170°C. Fairly hot.'],
  ['p', 'Gas mark 6: 200°C, fan 180°C. Hot.'],
  ['p', 'Heat the oven for ten minutes before you put food in.'],
] as const

export const isHidden = (): boolean => document.body.classList.contains(HIDDEN)

export function hideNow(): void {
  forgetCase()
  forgetWork()
  forgetLooking()
  document.title = 'Oven temperatures'
  document.body.replaceChildren()
  document.body.className = HIDDEN
  const main = document.body.appendChild(document.createElement('main'))
  for (const [tag, words] of DULL_WORDS) main.appendChild(document.createElement(tag)).textContent = words
  forgetVisits()
  // With no network, and no copy of that page, the dull words above stay.
  if (navigator.onLine || opensOffline()) location.replace(DULL)
}

const PRESSES = 3
const WITHIN = 3000

/** The button, and Shift three times with nothing between. */
export function offerHiding(): void {
  document.getElementById('hide')?.addEventListener('click', (event) => {
    event.preventDefault()
    hideNow()
  })
  let presses: number[] = []
  addEventListener('keydown', (event) => {
    if (event.key !== 'Shift') presses = []
  })
  addEventListener('keyup', (event) => {
    if (event.key !== 'Shift') return
    const now = Date.now()
    presses = [...presses.filter((at) => now - at < WITHIN), now]
    if (presses.length >= PRESSES) hideNow()
  })
  // Back from the dull page: a fresh start, never the screen as it was.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload()
  })
}
