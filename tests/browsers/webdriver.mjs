// A page in a browser that speaks WebDriver: the little of it that a person does. Firefox and WebKit differ in how the
// commands reach them (`send`), and in nothing else here.
//
// What is pressed is found as a screen reader finds it: by the role and the name that the browser itself works out.

import assert from 'node:assert/strict'

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'
const PATIENCE = 20_000

/** Where elements of a role may be, before the browser is asked for their roles and names. */
const MAY_BE = {
  button: 'button, summary, [role="button"]',
  checkbox: 'input[type="checkbox"]',
  link: 'a[href]',
  radio: 'input[type="radio"]',
  textbox: 'textarea, input:not([type]), input[type="text"]',
}

/** Asks again until the answer is something, or time is up. */
async function until(what, about) {
  const end = Date.now() + PATIENCE
  for (;;) {
    const found = await what()
    if (found) return found
    assert.ok(Date.now() < end, `not within ${PATIENCE / 1000} s: ${typeof about === 'string' ? about : await about()}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** `send(command, more)` gives the value that the browser answers with; commands have the names of the W3C's standard. */
export function pageOf(send) {
  /** Runs a function in the page. */
  const inPage = (script, ...args) => send('execute', { script: `return (${script}).apply(null, arguments)`, args })
  const folded = (text) => text.replace(/\s+/g, ' ').trim()
  const id = (element) => element[ELEMENT]

  /** Those on the screen that may have this role and these words, in order. */
  const candidates = (role, name) =>
    inPage(
      `(where, source, flags) => [...document.querySelectorAll(where)].filter((one) => {
        const words = [one.getAttribute('aria-label'), one.textContent, ...[...(one.labels ?? [])].map((label) => label.textContent)]
        const seen = one.getClientRects().length > 0
        return seen && new RegExp(source, flags).test(words.filter(Boolean).map((text) => text.replace(/\\s+/g, ' ').trim()).join('\\n'))
      })`,
      MAY_BE[role],
      name.source,
      name.flags.includes('m') ? name.flags : `${name.flags}m`,
    )

  /** The first of this role and name, by the browser's own reckoning; undefined where there is none now. */
  async function now(role, name) {
    for (const element of await candidates(role, name)) {
      const its = { role: await send('role', { id: id(element) }), name: folded(await send('label', { id: id(element) })) }
      // Engines differ in what they call the part of a <details> that is pressed.
      const known = role === 'button' ? /^(button|summary|toggle ?button|disclosure ?triangle)$/i : new RegExp(`^(${role}|${role === 'textbox' ? 'entry|text ?field' : role})$`, 'i')
      if (known.test(its.role) && name.test(its.name)) return { id: id(element), ...its }
    }
    return undefined
  }

  const page = {
    inPage,
    now,
    goto: (url) => send('goto', { url }),
    url: () => send('url'),
    title: () => send('title'),
    /** What the page says, white space folded. */
    said: async () => folded(await inPage('() => document.body.innerText')),
    find: (role, name) => until(() => now(role, name), async () => `${role} ${name} on a screen that says: ${await page.said()}`),
    /** A person's press: scrolled to, in sight, on top. */
    press: async (role, name) => send('press', { id: (await page.find(role, name)).id }),
    type: async (role, name, text) => send('type', { id: (await page.find(role, name)).id, text }),
    attribute: (element, of) => inPage('(element, name) => element.getAttribute(name)', { [ELEMENT]: element.id }, of),
    valueOf: (element) => inPage('(element) => element.value ?? element.checked', { [ELEMENT]: element.id }),
    /** Waits for the screen with this main heading, and gives it in full. */
    heading: (words) =>
      until(
        async () => {
          const all = await inPage('() => [...document.querySelectorAll("h1")].map((one) => one.innerText)')
          return all.length === 1 && words.test(folded(all[0])) && folded(all[0])
        },
        async () => `a heading ${words} on a screen that says: ${await page.said()}`,
      ),
    /** Waits until the window is as wide as this: it may start otherwise. */
    width: (width) => until(() => inPage('(width) => innerWidth === width', width), async () => `${width} px, but ${await inPage('() => innerWidth')}`),
    /** Waits until the page says this. */
    says: (words) => until(async () => words.test(await page.said()), async () => `${words} on a screen that says: ${await page.said()}`),
  }
  return page
}
