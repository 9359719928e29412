// Puts words in the place of a mark in index.html. A page without the mark stops the build: something would be missing.

/**
 * @param {string} name
 * @param {string} mark
 * @param {() => string} words worked out when the page is built
 * @returns {import('vite').Plugin}
 */
export const inPlaceOf = (name, mark, words) => ({
  name,
  transformIndexHtml: {
    order: 'pre',
    handler(page) {
      if (!page.includes(mark)) throw new Error(`index.html has no "${mark}": ${name} would be missing`)
      return page.replace(mark, words)
    },
  },
})
