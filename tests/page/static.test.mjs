// The pages that need no script: everything that a pack says is there, in its place, with whom to ring on top.

import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { DIST } from '../../scripts/serve.mjs'
import { PLAIN_POLICY, written } from '../../www/build/policy.js'
import { repo, showPack } from '../wasm/engine.mjs'
import { assertAccessible } from './accessible.mjs'
import { assertQuiet, folded, openPage, packs, useBrowser } from './browser.mjs'

useBrowser()

const editions = packs()
const duty = JSON.parse(readFileSync(`${repo}www/packs/emergency.json`, 'utf8'))
const fileOf = ({ id }) => `${id.replace('/', '-')}.html`
const all = ['index.html', 'accessibility.html', 'privacy.html', ...editions.map(fileOf)]
const open = (t, file, more = {}) => openPage(t, { path: `read/${file}`, javaScriptEnabled: false, ...more })

/** Keys whose values a reader must find on the page; the rest are ids, and what only the engine uses. */
const SAID = new Set([
  'text', 'name', 'where', 'long', 'short', 'used', 'purpose', 'printed', 'fault', 'address', 'preamble', 'uncertain', 'title', 'publisher',
  'quoting', 'given', 'refused', 'not_sought', 'would_increase_risk', 'by', 'about', 'borrowed_from', 'phone', 'email', 'web', 'heading', 'domain',
  'cite', 'read_at', 'checked_by', 'area_name', 'label', 'short_title',
])
const ENGINES_OWN = new Set(['rules', 'questions', 'topics', 'bank_holidays'])

/** Every string that a pack says. */
function* said(value, key, pack) {
  if (typeof value === 'string') {
    // The page names its document on top; a place in it is given by its section.
    const section = key === 'cite' && value.startsWith(`${pack.short_title} (`) ? value.slice(value.indexOf('), ') + 3) : value
    if (SAID.has(key)) yield section
  } else if (Array.isArray(value)) {
    // A checklist's points are plain words.
    for (const one of value) yield* said(one, key === 'items' && typeof one === 'string' ? 'text' : key, pack)
  } else if (value && typeof value === 'object') {
    for (const [inner, one] of Object.entries(value)) {
      if (ENGINES_OWN.has(inner) || (inner === 'domain' && 'where' in value && !('kind' in value))) continue
      yield* said(one, inner, pack)
    }
  }
}

const plain = (text) => folded(text).toLowerCase()

for (const edition of editions) {
  describe(edition.id, () => {
    const pack = showPack(edition.id)

    test('says everything that the pack says', async (t) => {
      const page = await open(t, fileOf(edition))
      // Not what is said a second time: the names of links for screen readers, and the numbers on top.
      const text = plain(await page.locator('main').evaluate((main) => {
        const copy = main.cloneNode(true)
        for (const twice of copy.querySelectorAll('.govuk-visually-hidden, .door-duty')) twice.remove()
        return copy.textContent
      }))
      const wanted = [...new Set(said(pack, '', pack))]
      assert.ok(wanted.length > 80, `${wanted.length} strings`)
      assert.deepEqual(wanted.filter((words) => !text.includes(plain(words))), [])
      const [year, month, day] = pack.checked_on.split('-').map(Number)
      const checked = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(Date.UTC(year, month - 1, day))
      assert.ok(text.includes(plain(`${pack.checked_by}, ${checked}`)), checked)
    })

    test('shows each statement once, word for word, at its own level and under its own heading', async (t) => {
      const page = await open(t, fileOf(edition))
      const shown = await page.locator('.door-said > li').evaluateAll((lines) =>
        lines.filter((line) => line.querySelector('.door-anchor')).map((line) => ({
          id: line.id,
          part: line.closest('.door-readpart').querySelector('h2').id,
          words: [...line.querySelector('.door-said__words').childNodes].filter((node) => !node.matches?.('.door-small, .door-cite, .door-badge')).map((node) => node.textContent).join(''),
          own: line.querySelector('.door-badge')?.textContent ?? null,
          bar: line.closest('.door-readpart').querySelector('.door-levelbar').textContent,
          heading: line.closest('[data-part]').parentElement.closest('[data-part]').querySelector(':scope > h4')?.textContent ?? null,
          link: line.querySelector('.door-anchor').getAttribute('href'),
        })),
      )
      assert.equal(shown.length, pack.items.length)
      const places = new Map(shown.map((one) => [one.id, one]))
      for (const item of pack.items) {
        const here = places.get(item.id)
        assert.ok(here, item.id)
        assert.equal(folded(here.words), folded(item.text), item.id)
        assert.equal(here.link, `#${item.id}`)
        assert.equal(here.part, item.kind === 'criterion' ? `list-${item.group}` : `level-${item.level}`, item.id)
        assert.equal(plain(here.heading ?? ''), plain(item.heading ?? ''), item.id)
        const level = pack.levels.find((one) => one.id === item.level)
        const label = level?.label ?? 'level of its own'
        assert.ok(folded(here.own ?? here.bar).includes(label), `${item.id}: ${here.own ?? here.bar}, and not ${label}`)
      }
    })

    test('stands in the order of the source', async (t) => {
      const page = await open(t, fileOf(edition))
      const shown = await page.locator('.door-said > li:has(.door-anchor)').evaluateAll((lines) => lines.map((line) => line.id))
      const lists = new Map()
      for (const item of pack.items) {
        const list = `${item.kind} ${item.group ?? item.level}`
        lists.set(list, [...(lists.get(list) ?? []), item])
      }
      for (const items of lists.values()) {
        const wanted = items.map((item) => item.id)
        assert.deepEqual(shown.filter((id) => wanted.includes(id)), wanted)
      }
    })

    test('every number is one link that dials what it prints; a faulty one never is', async (t) => {
      const page = await open(t, fileOf(edition))
      const links = await page.locator('a[href^="tel:"]').evaluateAll((found) => found.map((link) => [link.getAttribute('href'), link.textContent]))
      for (const [href, words] of links) {
        const digits = words.split(/ext/i)[0].replace(/\D/g, '')
        assert.equal(href.replace(/\D/g, ''), digits, words)
      }
      const printed = new Set(links.map(([, words]) => words.trim()))
      const numbers = [...pack.contacts, ...pack.levels.flatMap((one) => one.services)].flatMap((one) => one.phone ?? [])
      assert.deepEqual(numbers.filter((phone) => !printed.has(phone)), [])
      for (const { printed: faulty } of pack.contacts.flatMap((one) => one.phone_faulty ?? [])) {
        assert.ok(!links.some(([href]) => href.replace(/\D/g, '') === faulty.replace(/\D/g, '')), faulty)
        assert.equal(await page.getByText(`Do not dial: ${faulty}`).count(), 1)
      }
    })

    test('999 and the numbers of the area stand before everything else', async (t) => {
      const page = await open(t, fileOf(edition))
      const links = await page.locator('main a').evaluateAll((found) => found.map((link) => link.getAttribute('href')))
      assert.equal(links[0], 'tel:999')
      const area = duty.find((one) => one.area === edition.area)
      const numbers = area.contacts.flatMap((one) => one.phone)
      assert.deepEqual(links.slice(1, 1 + numbers.length), numbers.map((phone) => `tel:${phone.replace(/\D/g, '')}`))
      // The hours of the contacts below are worded as the engine words them.
      for (const { name, hours } of edition.current ? area.contacts : []) {
        if (hours === null) continue
        const contact = page.locator('[id^="contact-"]').filter({ has: page.getByRole('heading', { name, exact: true }) })
        assert.ok(folded(await contact.innerText()).includes(`Hours: ${hours}.`), name)
      }
    })
  })
}

test('every place that a page links to is there, and no id stands twice', async (t) => {
  const page = await open(t, all[0])
  for (const file of all) {
    await page.goto(`${page.origin}/read/${file}`)
    const { ids, links } = await page.evaluate(() => ({
      ids: [...document.querySelectorAll('[id]')].map((one) => one.id),
      links: [...document.querySelectorAll('a[href]')].map((one) => one.getAttribute('href')),
    }))
    assert.deepEqual(ids.filter((id, at) => ids.indexOf(id) !== at), [], file)
    for (const link of links) {
      if (link.startsWith('#')) assert.ok(ids.includes(link.slice(1)), `${file}: ${link}`)
      else if (!/^(https?|tel|mailto):/.test(link)) assert.ok(existsSync(new URL(link, pathToFileURL(`${DIST}read/${file}`))), `${file}: ${link}`)
    }
  }
})

test('no page has a script, a listener, a style of its own or a mark of the templates', () => {
  for (const file of all) {
    const text = readFileSync(`${DIST}read/${file}`, 'utf8')
    assert.doesNotMatch(text, /<script|<!--|\son\w+=|\sstyle=|\s@|\stitle=|lit\$|\[object|undefined/i, file)
    assert.ok(text.replaceAll('&#39;', "'").includes(`content="${written(PLAIN_POLICY)}"`), file)
  }
})

test('an abbreviation is a word of its own, never cut out of a longer one', () => {
  const link = /(.)<a class="govuk-link door-term" href="#term-[^"]+">([^<]+)<\/a>(..)/gs
  const found = editions.flatMap((edition) => [...readFileSync(`${DIST}read/${fileOf(edition)}`, 'utf8').matchAll(link)])
  assert.ok(found.length > 50)
  assert.deepEqual(found.filter(([, before, , after]) => /[A-Za-z0-9@.]/.test(before) || /^(s?[A-Za-rt-z0-9])/.test(after)).map(([all]) => all), [])
  // SEND, where SEN is an abbreviation too.
  assert.ok(found.some(([, , words]) => words === 'SEND') && found.some(([, , words]) => words === 'SEN'))
})

test('it works from a folder, with no server', async (t) => {
  const page = await open(t, 'index.html')
  await page.goto(pathToFileURL(`${DIST}read/index.html`).href)
  assert.equal(await page.locator('.door-header').evaluate((bar) => getComputedStyle(bar).backgroundColor), 'rgb(23, 50, 77)')
  await page.getByRole('link', { name: /Pathway to Provision/ }).click()
  await page.getByRole('link', { name: 'Everyone to contact' }).click()
  assert.match(page.url(), /#part-contacts$/)
})

test('the page that cannot start leads to the documents', async (t) => {
  const page = await openPage(t, { javaScriptEnabled: false })
  await page.getByRole('link', { name: /documents can be read without/i }).click()
  await page.getByRole('heading', { level: 1, name: 'Read the documents' }).waitFor()
})

test('axe finds nothing at any width, light and dark, and nothing is wider than the screen', async (t) => {
  // axe is a script of its own; the pages have none to run.
  const page = await openPage(t, { path: `read/${all[0]}`, bypassCSP: true })
  for (const file of all) {
    await page.goto(`${page.origin}/read/${file}`)
    await assertAccessible(page, file)
  }
  assertQuiet(page)
})
