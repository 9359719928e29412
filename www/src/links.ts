// Links made from what a pack prints. What is not surely a number, an address or a page stays plain text.

/** A `tel:` link; an extension is left out, so that the main number is dialled. Undefined where it is no number. */
export function tel(printed: string): string | undefined {
  const main = printed.split(/\b(?:ext|extension|option)\b/i)[0] ?? ''
  const digits = main.replace(/^(\+44)\s*\(0\)/, '$1').replace(/[\s().-]/g, '').replace(/,+$/, '')
  return /^\+?\d{3,15}$/.test(digits) ? `tel:${digits}` : undefined
}

/** The page, as printed, but never in clear: `https://` stands before a bare `www.` and in the place of `http://`. */
export function web(printed: string): string | undefined {
  const address = /^www\./i.test(printed) ? `https://${printed}` : printed.replace(/^http:\/\//i, 'https://')
  if (!/^https:\/\//i.test(address)) return undefined
  try {
    const { href, username, password } = new URL(address)
    return username === '' && password === '' ? href : undefined
  } catch {
    return undefined
  }
}

export function mail(printed: string): string | undefined {
  return /^[^\s@<>?&"%]+@[^\s@<>?&"%]+\.[a-z]+$/i.test(printed) ? `mailto:${printed}` : undefined
}
