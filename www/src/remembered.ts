// What is kept on this device: the id of the area chosen last, whether all is wanted on one screen, and the school's own
// contacts that were chosen here. All are settings of the device. Never anything about a case.

const OURS = 'doorstep.'
const AREA = `${OURS}area`
const DENSE = `${OURS}dense`
const CONTACTS = `${OURS}contacts`

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** False where this browser keeps nothing. */
function keep(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value)
    return true
  } catch {
    return false
  }
}

function forget(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // Nothing was kept.
  }
}

export const rememberedArea = (): string | null => kept(AREA)

/** A browser that keeps nothing is fine: the area is asked for again. */
export function rememberArea(area: string): void {
  keep(AREA, area)
}

export function forgetArea(): void {
  forget(AREA)
}

export const rememberedDense = (): boolean => kept(DENSE) === 'on'

export function rememberDense(on: boolean): void {
  if (on) keep(DENSE, 'on')
  else forget(DENSE)
}

/** The text of the file; empty where somebody wants no contacts here, not even those beside the page. */
export const rememberedContacts = (): string | null => kept(CONTACTS)

export const rememberContacts = (text: string): boolean => keep(CONTACTS, text)

export function forgetContacts(): void {
  forget(CONTACTS)
}

/** The names of all that this page keeps on the device or in this tab, as the browser has them. */
export function namesKept(): string[] {
  try {
    return [localStorage, sessionStorage].flatMap((kept) => Object.keys(kept)).filter((name) => name.startsWith('doorstep.'))
  } catch {
    return []
  }
}

/** Everything that this page ever kept here. What other pages of the same site keep is not ours. */
export function forgetEverything(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(OURS)) localStorage.removeItem(key)
  } catch {
    // Nothing was kept.
  }
}

/** True where something of a case waits in this tab's own storage for the page to be loaded again. Others' things are not ours. */
export function somethingKeptInTab(): boolean {
  try {
    return Object.keys(sessionStorage).some((name) => name.startsWith(OURS))
  } catch {
    return false
  }
}
