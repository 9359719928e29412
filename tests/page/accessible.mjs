// What must hold for whoever sees, touches or enlarges the page otherwise: axe finds nothing, and nothing is wider than the
// window. On two phones and a desk, light and dark, without going the way to a screen six times over.

import assert from 'node:assert/strict'
import axe from 'axe-core'

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const WIDTHS = [320, 390, 1280]
const LIGHTS = ['light', 'dark']

/** What axe finds on the page, or in the frame, as it stands: a line each. */
export async function axeFaults(page) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  // What passes is not described: that takes longer than to find what does not.
  const { violations } = await page.evaluate((values) => globalThis.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }), WCAG)
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`))
}

/** By how many pixels the page is wider than its window. */
export const tooWide = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Looks at the screen that is there at every width, light and dark. `look` is called with the words for each, for what else must hold. */
export async function assertAccessible(page, screen, look = async () => {}) {
  const before = page.viewportSize()
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width > 700 ? 800 : 720 })
    for (const colorScheme of LIGHTS) {
      const where = `${screen}, ${width} px, ${colorScheme}`
      await page.emulateMedia({ colorScheme })
      // What is scrolled half behind a bar that stays counts as covered.
      await page.evaluate(() => scrollTo(0, 0))
      assert.equal(await tooWide(page), 0, `${where}: wider than the window`)
      assert.deepEqual(await axeFaults(page), [], where)
      await look(where)
    }
  }
  await page.setViewportSize(before)
  await page.emulateMedia({ colorScheme: null })
}
