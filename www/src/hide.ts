// Hides the screen at one touch: forgets the case, shows something dull at once, then goes to a dull page of its own.

import { inOneFile } from './files.ts'
import { stopKeeping } from './kept.ts'
import { forgetLive } from './live.ts'
import { anySet, settings } from './settings.ts'
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
  stopKeeping()
  forgetLive()
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
  if (inOneFile || anySet()) wayHome(main)
  else if (navigator.onLine || opensOffline()) location.replace(DULL)
}

/** Where another page would lose what was set for this one, or there is none, the way back is here. */
function wayHome(under: HTMLElement): void {
  const link = under.appendChild(document.createElement('p')).appendChild(document.createElement('a'))
  link.textContent = 'Home'
  link.href = '#'
  link.addEventListener('click', (event) => {
    event.preventDefault()
    if (anySet()) history.replaceState(null, '', `#${settings.written}`)
    location.reload()
  })
}

const PRESSES = 3
const WITHIN = 3000

/** The button, and Shift by itself three times with nothing between. */
export function offerHiding(): void {
  document.getElementById('hide')?.addEventListener('click', (event) => {
    event.preventDefault()
    hideNow()
  })
  let presses: number[] = []
  /** Shift went down, and nothing else has been pressed since. */
  let alone = false
  const pressedElse = (): void => {
    presses = []
    alone = false
  }
  addEventListener('keydown', (event) => {
    // With Alt or Ctrl it changes the keyboard's language, on some systems.
    if (event.key !== 'Shift' || event.altKey || event.ctrlKey) pressedElse()
    else if (!event.repeat) alone = true
  })
  addEventListener('pointerdown', pressedElse)
  addEventListener('keyup', (event) => {
    // Shift that made a capital letter is no press of its own.
    if (event.key !== 'Shift' || !alone) return
    alone = false
    const now = Date.now()
    presses = [...presses.filter((at) => now - at < WITHIN), now]
    if (presses.length >= PRESSES) hideNow()
  })
  // Back from the dull page: a fresh start, never the screen as it was.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload()
  })
}
