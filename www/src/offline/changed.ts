// What changed from one copy to another, in words.

import type { Copy } from '../../worker/talk.ts'

export function changed(from: Copy, to: Copy): string[] {
  const words: string[] = []
  for (const one of to.documents) {
    const before = from.documents.find(({ id }) => id === one.id)
    if (!before) words.push(`${one.area}: a document was added, ${one.edition}`)
    else if (before.hash !== one.hash) words.push(`${one.area}, ${one.edition}: its statements or contacts changed`)
  }
  for (const one of from.documents) {
    if (!to.documents.some(({ id }) => id === one.id)) words.push(`${one.area}: a document is no longer here, ${one.edition}`)
  }
  const none = words.length === 0
  if (from.shared !== to.shared) words.push('The subjects or bank holidays that all documents share changed')
  if (from.search !== to.search) words.push('The search in your own words changed')
  if (none) words.push('The program changed; no document did')
  return words
}
