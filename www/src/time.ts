// The time by a clock in England, whatever zone the device is set to. The engine has no clock: this is the only one.

const parts = (options: Intl.DateTimeFormatOptions, at: Date): Map<string, string> =>
  new Map(
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', ...options })
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  )

/** `2026-11-20T16:45`; undefined where the device cannot tell, so that hours stay "not known". */
export function whenInEngland(at: Date): string | undefined {
  try {
    const p = parts(
      { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
      at,
    )
    const text = `${p.get('year') ?? ''}-${p.get('month') ?? ''}-${p.get('day') ?? ''}T${p.get('hour') ?? ''}:${p.get('minute') ?? ''}`
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) ? text : undefined
  } catch {
    return undefined
  }
}

/** `1 September 2026`, from `2026-09-01`. */
export function dayInWords(day: string): string {
  const at = new Date(`${day}T00:00Z`)
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }).format(at)
}

/** `16:45 on Friday 20 November`, from what `whenInEngland` gave. */
export function inWords(when: string): string {
  // Read as UTC and written as UTC: the wall clock's own numbers come out again.
  const at = new Date(`${when}:00Z`)
  const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' }).format(at)
  return `${when.slice(11)} on ${day}`
}
