// A link to a place in a document: `#read/nottinghamshire/v9/some-statement`. It is taken out of the address at once, so that
// the address of an open page never says what somebody is reading.

import type { Visit } from '../router.ts'

export function linked(): Visit | null {
  const [first, area, edition, place] = location.hash.slice(1).split('/')
  if (first !== 'read') return null
  history.replaceState(history.state, '', location.pathname + location.search)
  if (!area || !edition) return { screen: 'documents' }
  return { screen: 'reading', of: `${area}/${edition}`, ...(place ? { field: place } : {}) }
}
