// lit-html templates as HTML text, for pages that need no script. What is drawn in a browser from values is escaped here;
// listeners and properties, which only a script could use, are left out.

/** @param {unknown} text */
const escape = (text) =>
  String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')

/** @param {unknown} value */
const isNothing = (value) => value === null || value === undefined || value === '' || typeof value === 'symbol'

/**
 * @param {unknown} value a template, text, or a list of these
 * @returns {string}
 */
export function markup(value) {
  if (isNothing(value)) return ''
  if (typeof value === 'string' || typeof value === 'number') return escape(value)
  if (Array.isArray(value)) return value.map(markup).join('')
  if (typeof value === 'object' && value !== null && '_$litType$' in value) {
    return template(/** @type {import('lit-html').TemplateResult} */ (value))
  }
  throw new Error(`a static page cannot show this: ${typeof value === 'object' ? Object.keys(value ?? {}).join(', ') : typeof value}`)
}

// Where a value stands: in text, or as all or part of an attribute that began in this tag.
const ATTRIBUTE = /\s([@.?]?)([\w:-]+)=(?:"([^"]*)|'([^']*))?$/

/** @param {import('lit-html').TemplateResult} result */
function template({ strings, values }) {
  let out = ''
  let inTag = false
  /** What closes the attribute that a value left open, and whether that is dropped with the attribute. */
  let dropped = ''
  /** The text since the tag began, values left out: an escaped value has no quotation mark or bracket of its own. */
  let tag = ''
  for (const [at, string] of strings.entries()) {
    let text = string.replace(/\s+/g, ' ')
    if (dropped && text.startsWith(dropped)) text = text.slice(dropped.length)
    dropped = ''
    out += text
    for (const letter of text) {
      if (!inTag && letter === '<') [inTag, tag] = [true, '']
      if (inTag) tag += letter
      if (inTag && letter === '>' && !quoted(tag)) inTag = false
    }
    if (at === values.length) break
    const value = values[at]
    if (!inTag) {
      out += markup(value)
      continue
    }
    const attribute = ATTRIBUTE.exec(tag)
    if (!attribute) throw new Error(`a static page cannot have a value here: ${tag}`)
    const [whole, kind, name, double, single] = attribute
    const quote = double !== undefined ? '"' : single !== undefined ? "'" : ''
    const alone = !double && !single && (quote === '' || strings[at + 1]?.startsWith(quote))
    if (kind || (alone && typeof value === 'symbol')) {
      if (!alone) throw new Error(`a static page cannot have this attribute: ${whole}`)
      out = out.slice(0, -whole.length) + (kind === '?' && value ? ` ${name}` : '')
      tag = tag.slice(0, -whole.length)
      dropped = quote
    } else {
      const written = Array.isArray(value) ? value.map(markup).join('') : typeof value === 'boolean' ? String(value) : markup(value)
      out += quote === '' ? `"${written}"` : written
      if (quote === '') tag += '""'
    }
  }
  return out
}

/** @param {string} tag */
const quoted = (tag) => tag.replace(/"[^"]*"|'[^']*'/g, '').search(/["']/) >= 0
