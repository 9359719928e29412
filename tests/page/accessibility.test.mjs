// axe finds nothing on any screen, light and dark, small and large; each screen says where one is; what is pressed is as large
// as a thumb; and it holds with the screen made four times larger and with colours of the reader's own.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { assertAccessible, tooWide } from './accessible.mjs'
import { assertQuiet, back, chooseArea, findOut, heading, openPage, ownWords, pack, toRecord, unfold, useBrowser } from './browser.mjs'

useBrowser()

const item = (level) => pack.items.find((one) => one.level === level && !one.ages)

/** Smaller than a thumb, in CSS pixels, and neither a link within a sentence nor with that much room to itself. */
const tooSmall = (page) => page.evaluate(() => {
  const least = 43.5
  const targets = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [role="button"], [tabindex="0"]')]
  const boxOf = (one) => {
    const boxes = [one, ...(one.labels ?? [])].map((part) => part.getBoundingClientRect()).filter(({ width, height }) => width > 1 && height > 1)
    if (boxes.length === 0 || !one.checkVisibility({ visibilityProperty: true })) return null
    const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))]
    return { left, top, right: Math.max(...boxes.map((box) => box.right)), bottom: Math.max(...boxes.map((box) => box.bottom)) }
  }
  const inSentence = (one) => {
    const block = one.closest('p, li, dd, q, div')
    return one.matches('a, button') && getComputedStyle(one).display.startsWith('inline') && block.textContent.trim().length > one.textContent.trim().length + 10
  }
  const all = targets.map((one) => [one, boxOf(one)]).filter(([, box]) => box)
  const small = all.filter(([one, box]) => (box.right - box.left < least || box.bottom - box.top < least) && !inSentence(one))
  return small
    .filter(([one, box]) => {
      const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2]
      return all.some(([other, its]) => other !== one && !other.contains(one) && !one.contains(other) &&
        its.left < x + 22 && its.right > x - 22 && its.top < y + 22 && its.bottom > y - 22)
    })
    .map(([one, box]) => `${one.tagName} "${(one.labels?.[0] ?? one).textContent.replace(/\s+/g, ' ').trim().slice(0, 60)}" ${Math.round(box.right - box.left)} x ${Math.round(box.bottom - box.top)}`)
})

const visit = (page, screen) => assertAccessible(page, screen, async (where) => {
  assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, `${where} has one main heading`)
  assert.ok((await page.title()).length > 5, `${where} has a title`)
  assert.equal(await page.locator('html').getAttribute('lang'), 'en-GB', where)
  assert.deepEqual(await tooSmall(page), [], `${where}: too small for a thumb`)
})

describe('at every width, light and dark', () => {
  test('the whole way to a finding, everything in it opened, and its record', async (t) => {
    const page = await openPage(t)
    await findOut(page, { concerns: [item('2').id, item('4').id], danger: true, visit: (screen) => visit(page, screen) })
    await unfold(page)
    await visit(page, 'finding, opened')
    await toRecord(page)
    await visit(page, 'record')
    assertQuiet(page)
  })

  test('the screens beside the way', async (t) => {
    const page = await openPage(t)
    await findOut(page, { concerns: [item('3').id] })
    await back(page, /worries|concern/i)
    await page.getByRole('button', { name: /check your answers/i }).click()
    await heading(page, /check|answers/i)
    await visit(page, 'check')
    await back(page, /worries|concern/i)
    await ownWords(page).fill('zzzz')
    await visit(page, 'a search that finds nothing')
    await ownWords(page).fill('school')
    await visit(page, 'a search')
    await ownWords(page).fill('')
    for (const name of [new RegExp(`^${item('3').heading}`, 'i'), /situations/i, new RegExp(`^${pack.groups[0].name.slice(0, 12).replace(/[()]/g, '\\$&')}`)]) {
      await page.getByRole('button', { name }).first().click()
      await page.getByRole('checkbox').first().waitFor()
      await visit(page, String(name))
      await back(page, /worries|concern/i)
    }
    await page.getByRole('button', { name: /about/i }).first().click()
    await heading(page, /about/i)
    await visit(page, 'about')
    await page.getByRole('button', { name: /clear everything/i }).click()
    await heading(page, /clear everything/i)
    await visit(page, 'clear everything')
    assertQuiet(page)
  })

  test('mistakes and failures', async (t) => {
    const page = await openPage(t)
    await chooseArea(page)
    await page.getByRole('button', { name: /^no/i }).click()
    await page.getByRole('radio', { name: /neighbouring/i }).check()
    await page.getByRole('button', { name: /^continue/i }).click()
    await page.locator('.govuk-error-summary').or(page.getByRole('alert')).first().waitFor()
    await visit(page, 'no neighbour named')
    await page.getByRole('radio', { name: /not known/i }).first().check()
    await page.getByRole('radio', { name: /year or older/i }).check()
    await page.getByLabel(/age in years/i).fill('999')
    await page.getByRole('button', { name: /^continue/i }).click()
    await page.locator('.govuk-error-summary').first().waitFor()
    await visit(page, 'a wrong age')
    const broken = await openPage(t, { spoil: { what: '**/*.wasm', how: (route) => route.abort() } })
    await broken.getByText(/could not|cannot/i).first().waitFor()
    await visit(broken, 'the engine did not start')
  })
})

test('without scripts', async (t) => {
  const page = await openPage(t, { javaScriptEnabled: false })
  assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1)
  assert.equal(await page.locator('html').getAttribute('lang'), 'en-GB')
})

test('the dull page that hides the screen, too', async (t) => {
  // axe is a script of its own; the page allows none but its one.
  const page = await openPage(t, { path: 'plain.html', bypassCSP: true })
  await heading(page, /oven/i)
  await assertAccessible(page, 'the dull page')
})

test('an answer that is not counted', async (t) => {
  const page = await openPage(t)
  await findOut(page, { concerns: [item('3').id] })
  await back(page, /worries|concern/i)
  await back(page, /child/i)
  await page.getByLabel(/age in years/i).fill('9x')
  await page.goForward()
  await page.goForward()
  await page.getByText('Not counted yet').waitFor()
  await visit(page, 'not counted')
})

test('with text twice as large, nothing is wider than a small screen', async (t) => {
  const page = await openPage(t, { width: 640 })
  await page.evaluate(() => { document.documentElement.style.fontSize = '200%' })
  await findOut(page, { concerns: [item('4').id], visit: async (screen) => assert.equal(await tooWide(page), 0, screen) })
})

// A window of 1280 by 1024 px, four times larger, is one of 320 by 256; phones that lie on their side are as low.
for (const [about, width, height] of [['400% of a desk’s screen', 320, 256], ['a phone on its side', 640, 256]]) {
  test(`${about}: nothing is wider than the window, and nothing stays in front of what is read`, async (t) => {
    const page = await openPage(t, { viewport: { width, height } })
    const visit = async (screen) => {
      assert.equal(await tooWide(page), 0, `${screen} is wider than the window`)
      // What stays in its place while the rest scrolls may take no more than half of the height.
      const covered = await page.evaluate(() => {
        scrollTo(0, document.documentElement.scrollHeight / 3)
        const fixed = [...document.querySelectorAll('body *')].filter((one) => /fixed|sticky/.test(getComputedStyle(one).position))
        const seen = fixed.map((one) => one.getBoundingClientRect()).filter(({ top, bottom }) => bottom > 0 && top < innerHeight)
        const tall = seen.reduce((sum, { top, bottom }) => sum + Math.min(bottom, innerHeight) - Math.max(top, 0), 0)
        scrollTo(0, 0)
        return tall / innerHeight
      })
      assert.ok(covered <= 0.5, `${screen}: ${Math.round(covered * 100)}% of the height is always taken`)
      // Whatever the focus comes to is scrolled to where it is seen.
      for (let i = 0; i < 12; i += 1) {
        await page.keyboard.press('Tab')
        const hidden = await page.evaluate(() => {
          const one = document.activeElement
          if (one === document.body) return ''
          const parts = [one, ...(one.labels ?? [])].flatMap((part) => [...part.getClientRects()]).filter(({ width: wide, height: high }) => wide > 1 && high > 1)
          const seen = parts.some(({ left, right, top, bottom }) => [0.15, 0.5, 0.85].some((x) => [0.15, 0.5, 0.85].some((y) => {
            const there = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y)
            return there && (one.contains(there) || there.contains(one) || one.labels?.[0]?.contains(there))
          })))
          return seen ? '' : one.outerHTML.slice(0, 120)
        })
        assert.equal(hidden, '', `${screen}: the focus is on something out of sight`)
      }
      await page.evaluate(() => { document.activeElement?.blur(); scrollTo(0, 0) })
    }
    await findOut(page, { concerns: [item('4').id], visit })
    await unfold(page)
    assert.equal(await tooWide(page), 0, 'finding, opened')
    await toRecord(page)
    await visit('record')
  })
}

test('with colours of the reader’s own, the focus is seen and the level is marked by more than colour', async (t) => {
  const page = await openPage(t, { forcedColors: 'active' })
  await findOut(page, {
    concerns: [item('3').id],
    visit: async (screen) => {
      for (let i = 0; i < 10; i += 1) {
        await page.keyboard.press('Tab')
        const unseen = await page.evaluate(() => {
          const one = document.activeElement
          if (!one || one === document.body) return ''
          const label = one.labels?.[0]
          // Shadows and backgrounds go: an outline or a border is what stays.
          const seen = [getComputedStyle(one), ...(label ? [getComputedStyle(label, '::before')] : [])]
            .some((style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)
          return seen ? '' : one.outerHTML.slice(0, 120)
        })
        assert.equal(unseen, '', `${screen}: the focus is not seen`)
      }
      await page.evaluate(() => { document.activeElement?.blur() })
    },
  })
  // The mark of the level is in words and in shape: as many bars are filled as the level is steps up.
  await page.getByText(/at least/i).filter({ visible: true }).first().waitFor()
  const bars = await page.locator('.door-bars').filter({ visible: true }).first().evaluate((one) => {
    const fill = (each) => { const { fill: inside, stroke } = getComputedStyle(each); return `${inside} ${stroke}` }
    return { on: [...new Set([...one.querySelectorAll('.on')].map(fill))], off: [...new Set([...one.querySelectorAll('.off')].map(fill))] }
  })
  assert.ok(bars.on.length === 1 && bars.off.length <= 1 && bars.on[0] !== bars.off[0], JSON.stringify(bars))
  assertQuiet(page)
})

test('with reduced motion, nothing moves by itself', async (t) => {
  const page = await openPage(t)
  await findOut(page, {
    concerns: [item('3').id],
    visit: async (screen) => {
      const moving = await page.evaluate(() => document.getAnimations().map((one) => one.animationName ?? one.transitionProperty))
      assert.deepEqual(moving, [], screen)
    },
  })
})
