// What is kept on this device: the id of the area chosen last, and the school's own contacts that were chosen here. Both
// are settings of the device. Never anything about a case.

const AREA = 'doorstep.area'
const CONTACTS = 'doorstep.contacts'

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

/** The text of the file; empty where somebody wants no contacts here, not even those beside the page. */
export const rememberedContacts = (): string | null => kept(CONTACTS)

export const rememberContacts = (text: string): boolean => keep(CONTACTS, text)

export function forgetContacts(): void {
  forget(CONTACTS)
}

/** True where something of a case waits in this tab's own storage for the page to be loaded again. */
export function somethingKeptInTab(): boolean {
  try {
    return sessionStorage.length > 0
  } catch {
    return false
  }
}
