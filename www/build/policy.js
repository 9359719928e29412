// What the page may do, in one place: index.html carries it, and so do the header files for web servers. Only its own files,
// no inline script or style, no text made into markup.

import { inPlaceOf } from './marked.js'

/** @type {Record<string, string[]>} */
export const POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'worker-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  // The view library's own templates, and the address of the service worker.
  'trusted-types': ['lit-html', 'doorstep'],
}

/** For pages with no script. */
/** @type {Record<string, string[]>} */
export const PLAIN_POLICY = {
  'default-src': ["'none'"],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
}

/**
 * For the whole of it in one file: nothing is fetched, and of scripts and styles only these very ones count.
 * @param {string[]} scripts their hashes, as in 'sha256-…'
 * @param {string[]} styles
 * @returns {Record<string, string[]>}
 */
export const policyOfOneFile = (scripts, styles) => ({
  'default-src': ["'none'"],
  'script-src': [...scripts, "'wasm-unsafe-eval'"],
  'style-src': styles,
  'base-uri': POLICY['base-uri'] ?? [],
  'form-action': POLICY['form-action'] ?? [],
  'require-trusted-types-for': POLICY['require-trusted-types-for'] ?? [],
  'trusted-types': POLICY['trusted-types'] ?? [],
})

/** Who may show the page in a frame: only a server can say so, and whoever runs it sets it. */
export const FRAMED_BY = "'self'"

/** @param {Record<string, string[]>} policy */
export const written = (policy) => Object.entries(policy).map(([name, from]) => `${name} ${from.join(' ')}`).join('; ')

const MARK = 'content-security-policy-of-the-page'

export const policyInPage = () => inPlaceOf('the policy', MARK, () => written(POLICY))
