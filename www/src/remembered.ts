// The one thing kept on this device: the id of the area chosen last. Never anything about a case.

const KEY = 'doorstep.area'

export function rememberedArea(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

export function rememberArea(area: string): void {
  try {
    localStorage.setItem(KEY, area)
  } catch {
    // A browser that keeps nothing is fine: the area is asked for again.
  }
}

export function forgetArea(): void {
  try {
    localStorage.removeItem(KEY)
  } catch {
    // Nothing was kept.
  }
}
