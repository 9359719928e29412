// A finding on the page for a given case, of any pack, at any width: whatever is tapped on the way, the engine is asked about
// the case given. So a state that takes many taps to reach, or an edition that is out of force, is as easy to look at as any.

import { checkerFor, packs, showPack, start } from '../wasm/engine.mjs'
import { findOut, openPage } from './browser.mjs'

start()
const known = new Map()

const checker = (id) => {
  if (!known.has(id)) known.set(id, checkerFor(id))
  return known.get(id)
}

export const findingOf = (given) => JSON.parse(checker(given.pack).check(JSON.stringify(whole(given))))
export const recordOf = (given) => checker(given.pack).record(JSON.stringify(whole(given)))
export const disagreementOf = (given) => checker(given.pack).disagreement(JSON.stringify(whole(given)))

/** With the keys that the page always sends. */
const whole = (given) => ({ concerns: [], situations: [], answers: {}, ...given })

const shown = new Map()
export const packOf = (id) => {
  if (!shown.has(id)) shown.set(id, showPack(id))
  return shown.get(id)
}

/** Some statements of a pack that are tied to no age, of these levels, in this order. */
export const statementsAt = (id, ...levels) =>
  levels.map((level, at) => packOf(id).items.filter((item) => item.level === level && !item.ages)[at].id)

/** Opens the page and goes to the finding of this case. `options` are those of `openPage`. */
export async function openFinding(t, given, { spoil, script, ...options } = {}) {
  const edition = packs().find((one) => one.id === given.pack)
  const page = await openPage(t, {
    ...(given.when ? { when: given.when } : {}),
    ...options,
    script: `
      const real = JSON.stringify
      JSON.stringify = (value, ...more) => real(value?.pack && value.concerns ? ${JSON.stringify(whole(given))} : value, ...more)
      ${script ?? ''}`,
    // The edition asked for is the only one to choose.
    spoil: { what: '**/packs/index.json', how: (route) => route.fulfill({ json: [{ ...edition, current: true }] }) },
  })
  await findOut(page, { area: edition.area_name, age: null, concerns: [] })
  return page
}
