// The whole way by the accessibility tree alone: what is not in it does not exist for a screen reader. Nothing here looks at
// the page's elements; what is pressed is pressed as assistive technology does it.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { assertQuiet, openPage, pack, statement, useBrowser } from './browser.mjs'

useBrowser()

/** Roles that do something when they are used; each must say what. */
const ACTIVE = new Set([
  'button', 'checkbox', 'combobox', 'DisclosureTriangle', 'link', 'listbox', 'menuitem', 'option', 'radio', 'searchbox', 'slider',
  'spinbutton', 'switch', 'tab', 'textbox',
])
/** Those that may take the focus beside them: headings of a new screen, and what is scrolled by keys. */
const MAY_TAKE_FOCUS = new Set(['RootWebArea', 'alert', 'group', 'heading', 'list', 'main', 'region'])

/** A screen as it is read out: its nodes in reading order. */
class Tree {
  constructor(page, session) {
    this.page = page
    this.session = session
  }

  static async of(page) {
    const session = await page.context().newCDPSession(page)
    await session.send('Accessibility.enable')
    await session.send('DOM.enable')
    return new Tree(page, session)
  }

  async nodes() {
    const { nodes } = await this.session.send('Accessibility.getFullAXTree')
    const byId = new Map(nodes.map((node) => [node.nodeId, node]))
    const read = (node) => {
      const properties = Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value]))
      const own = node.ignored ? [] : [{
        role: node.role?.value ?? '', name: (node.name?.value ?? '').replace(/\s+/g, ' ').trim(), description: node.description?.value ?? '', element: node.backendDOMNodeId, inside: [], ...properties,
      }]
      const below = (node.childIds ?? []).flatMap((id) => (byId.has(id) ? read(byId.get(id)) : []))
      if (own[0]) own[0].inside = below
      return [...own, ...below]
    }
    return read(nodes.find((node) => !node.parentId))
  }

  /** Waits until something of this role and name is there. */
  async find(role, name) {
    const roles = new Set([role, ...(role === 'button' ? ['DisclosureTriangle'] : [])])
    const until = Date.now() + 10_000
    for (;;) {
      const nodes = await this.nodes()
      const found = nodes.find((node) => roles.has(node.role) && name.test(node.name))
      if (found) return found
      assert.ok(Date.now() < until, `no ${role} ${name} among ${nodes.filter((node) => roles.has(node.role)).map((node) => node.name).join(' | ')}`)
      await this.page.waitForTimeout(100)
    }
  }

  /** What a screen reader does to press something. */
  async press(role, name) {
    const { element } = await this.find(role, name)
    const { object } = await this.session.send('DOM.resolveNode', { backendNodeId: element })
    await this.session.send('Runtime.callFunctionOn', { objectId: object.objectId, functionDeclaration: 'function () { this.click() }', userGesture: true })
  }

  async type(name, text) {
    const { element } = await this.find('textbox', name)
    await this.session.send('DOM.focus', { backendNodeId: element })
    await this.page.keyboard.insertText(text)
  }

  heading = (words) => this.find('heading', words)
}

const words = (node) => node.inside.filter(({ role }) => role === 'StaticText').map(({ name }) => name).join(' ')

/** What holds on every screen. */
async function assertReadable(tree, screen) {
  const nodes = await tree.nodes()
  const all = (role) => nodes.filter((node) => node.role === role)
  const said = (found) => found.map(({ role, name }) => `${role} ${name}`).join(' | ')
  for (const landmark of ['banner', 'main', 'contentinfo']) assert.equal(all(landmark).length, 1, `${screen}: ${landmark}`)
  for (const region of [...all('region'), ...all('search'), ...all('navigation')]) {
    if (region.role === 'region') assert.notEqual(region.name, '', `${screen}: a region without a name: ${words(region).slice(0, 80)}`)
  }
  const headings = all('heading')
  assert.equal(headings.filter(({ level }) => level === 1).length, 1, `${screen}: ${said(headings)}`)
  let before = 0
  for (const heading of headings) {
    assert.notEqual(heading.name, '', `${screen}: an empty heading`)
    assert.ok(heading.level <= before + 1, `${screen}: from level ${before} to level ${heading.level} at "${heading.name}"`)
    before = heading.level
  }
  const active = nodes.filter((node) => ACTIVE.has(node.role))
  assert.ok(active.length > 3, `${screen}: there is something to use`)
  for (const node of active) assert.notEqual(node.name, '', `${screen}: a ${node.role} without a name`)
  for (const node of nodes.filter((one) => one.focusable)) {
    assert.ok(ACTIVE.has(node.role) || MAY_TAKE_FOCUS.has(node.role), `${screen}: ${node.role} "${node.name}" takes the focus and is nothing to use`)
  }
  for (const image of nodes.filter(({ role }) => /^(img|image|graphics-document|SvgRoot)$/i.test(role))) assert.notEqual(image.name, '', `${screen}: a picture without words`)
  // A place for what is told later must be there before it is.
  assert.ok(nodes.some(({ live }) => live === 'polite'), `${screen}: nowhere to tell of changes`)
}

/** From the first screen to the concerns, each as it is asked. */
async function toConcerns(tree, visit = async () => {}) {
  await tree.heading(/where/i)
  await visit('area')
  const nodes = await tree.nodes()
  const asButton = nodes.some((node) => node.role === 'button' && /^Nottinghamshire/.test(node.name))
  await tree.press(asButton ? 'button' : 'radio', /^Nottinghamshire/)
  if (!asButton) await tree.press('button', /^continue/i)
  await tree.heading(/danger/i)
  await visit('danger')
  await tree.press('button', /^no/i)
  await tree.heading(/about the child/i)
  await tree.press('radio', /year or older/i)
  await tree.type(/age in years/i, '9')
  await visit('child')
  await tree.press('button', /^continue/i)
  await tree.heading(/worries/i)
  await visit('concerns')
}

const CONCERN = pack.items.find((item) => item.level === '4' && !item.ages)

describe('by the accessibility tree alone', () => {
  test('from the first screen to the record: every screen has its landmarks, headings, names and places to tell', async (t) => {
    const page = await openPage(t)
    const tree = await Tree.of(page)
    const visit = (screen) => assertReadable(tree, screen)
    await toConcerns(tree, visit)
    await tree.type(/own words/i, 'not putting on weight dr cant find why')
    await tree.press('checkbox', new RegExp(`^${statement('failure-to-thrive').text.replace(/[^\w ]/g, '.')}`))
    await visit('search')
    await tree.press('button', /see the finding/i)
    await tree.find('link', /^ring .*\d{3}/i)
    await visit('finding')
    for (const { name } of (await tree.nodes()).filter((node) => node.role === 'DisclosureTriangle' && node.expanded === false)) {
      await tree.press('DisclosureTriangle', new RegExp(`^${name.replace(/[^\w ]/g, '.')}$`))
    }
    await visit('finding, opened')
    await tree.press('button', /record|copy or print/i)
    await tree.heading(/record/i)
    await visit('record')
    await tree.press('button', /about this copy/i)
    await tree.heading(/about/i)
    await visit('about')
    assertQuiet(page)
  })

  test('a finding is read out from what to do, by the level, to the number', async (t) => {
    const page = await openPage(t)
    const tree = await Tree.of(page)
    await toConcerns(tree)
    await tree.type(/own words/i, CONCERN.text)
    await tree.press('checkbox', new RegExp(`^${CONCERN.text.slice(0, 40).replace(/[^\w ]/g, '.')}`))
    await tree.press('button', /see the finding/i)
    await tree.find('link', /^ring .*\d{3}/i)
    const main = (await tree.nodes()).find(({ role }) => role === 'main')
    const at = (which) => main.inside.findIndex(which)
    const heading = at((node) => node.role === 'heading' && node.level === 1)
    const level = at((node) => node.role === 'StaticText' && /level 4/i.test(node.name))
    const number = at((node) => node.role === 'link' && /^ring .*\d{3}/i.test(node.name))
    const why = at((node) => node.role === 'heading' && /^why/i.test(node.name))
    assert.ok(heading >= 0 && heading <= level && level < number && number < why, `heading ${heading}, level ${level}, number ${number}, why ${why}`)
    const before = main.inside.slice(0, heading).filter(({ role }) => role === 'StaticText').map(({ name }) => name).join(' ')
    assert.ok(before.length < 100, `only where one is comes before it: ${before}`)
    // The focus is on it, so that it is read at once.
    const focused = main.inside.find((node) => node.focused)
    assert.equal(focused?.role, 'heading')
    assert.equal(focused.level, 1)
  })

  test('what happens is told: how much was found, what is wrong, what was copied', async (t) => {
    const page = await openPage(t, { permissions: ['clipboard-read', 'clipboard-write'] })
    const tree = await Tree.of(page)
    const told = async (live, about) => {
      const until = Date.now() + 10_000
      for (;;) {
        const all = (await tree.nodes()).filter((node) => node.live === live && node.role !== 'StaticText').map(words)
        if (all.some((one) => about.test(one))) return
        assert.ok(Date.now() < until, `${about} is not told: ${all.join(' | ')}`)
        await page.waitForTimeout(100)
      }
    }
    await toConcerns(tree)
    await tree.type(/own words/i, 'always hungry, same clothes all week')
    await told('polite', /\d+ (statement|part|subject)/i)
    await page.goBack()
    await tree.heading(/about the child/i)
    await tree.type(/age in years/i, '999')
    await tree.press('button', /^continue/i)
    await told('assertive', /age in whole years/i)
    const field = await tree.find('textbox', /age in years/i)
    assert.match(field.description, /age in whole years/i, 'it is read out with its field as well')
    await tree.press('radio', /not born/i)
    await tree.press('button', /^continue/i)
    await tree.heading(/worries/i)
    await tree.press('button', /see the finding/i)
    await tree.press('button', /record|copy or print/i)
    await tree.heading(/record/i)
    await tree.press('button', /^copy/i)
    await told('polite', /copied/i)
    assertQuiet(page)
  })
})
