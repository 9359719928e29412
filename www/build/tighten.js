// Folds the indentation inside the page's templates: the only line breaks followed by spaces that a minified file has left.
// A browser folds them too, so nothing reads differently.

/** @returns {import('vite').Plugin} */
export function tightTemplates() {
  return {
    name: 'tight-templates',
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === 'chunk') chunk.code = chunk.code.replace(/\n {2,}/g, ' ')
      }
    },
  }
}
