// Chooses the area, and so the document, and fetches it.

import type { Edition } from './contract.ts'
import { havePack, list } from './loaded.ts'
import { rememberArea } from './remembered.ts'
import { areaSet } from './settings.ts'
import { change, choosePack, entered } from './state.ts'

/** Uses this document from now on, here and at the next start. */
export async function choose(edition: Edition): Promise<void> {
  choosePack(edition)
  // What the page around this one has set is no choice of this device.
  if (areaSet(list) === null) rememberArea(edition.area)
  await havePack()
  // Drawn again: the document has come.
  change({})
}

/** Chooses the area used last, so that its document is there before it is asked for. */
export async function chooseRemembered(area: string | null): Promise<void> {
  const edition = list.find((one) => one.current && one.area === area)
  // Also where the page around this one no longer offers the one in use; what was entered for that one is not lost.
  if (edition && !list.some((one) => one.id === entered.pack)) await choose(edition)
}
