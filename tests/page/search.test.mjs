// Finding a statement in one's own words: as somebody types, from a pasted note, and when the search does not come.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { assertAccessible } from './accessible.mjs'
import { FINDING, assertQuiet, assertSays, back, chooseArea, folded, heading, openPage, ownWords, said, statement, useBrowser, trapping } from './browser.mjs'

useBrowser()

const WEIGHT = 'not putting on weight dr cant find why'
const THRIVE = statement('failure-to-thrive').text
const NOTE = `Mum smelt of drink at pick up again and could not walk straight. He had no coat on, in December, and the same
clothes all week. Told his teacher that dad hits him with a belt. We had lunch late today.`

const press = (page, name) => page.getByRole('button', { name }).first().click()

/** To the screen of concerns, with nothing else said. */
async function toConcerns(page, area) {
  await heading(page, /where/i)
  await chooseArea(page, area)
  await heading(page, /danger/i)
  await press(page, /^no/i)
  await heading(page, /child/i)
  await press(page, /^continue/i)
  await heading(page, /worries/i)
}

const tick = (page, text) => page.getByRole('checkbox', { name: text }).first()
const topics = (page) => page.getByRole('heading', { level: 3 })
const isFocused = (page) => ownWords(page).evaluate((box) => document.activeElement === box)

const visit = (page, about) => assertAccessible(page, about, async (where) => {
  // What is pressed among the results; a tick box is pressed by its label as well.
  const small = await page.evaluate(() => [...document.querySelectorAll('#screen button, #screen .govuk-checkboxes__label, #looking')]
    .map((one) => [one.innerText, one.getBoundingClientRect()])
    .filter(([, { width, height }]) => width > 0 && (height < 43.5 || width < 43.5))
    .map(([words]) => words))
  assert.deepEqual(small, [], where)
})

describe('in one’s own words', () => {
  test('everyday words find the statement, which is ticked and stands in the finding', async (t) => {
    const page = await openPage(t)
    await toConcerns(page)
    await ownWords(page).pressSequentially(WEIGHT, { delay: 15 })
    await tick(page, THRIVE).waitFor()
    assert.ok(await isFocused(page), 'the box keeps the focus')
    assert.match(folded(await topics(page).first().innerText()), /growth and weight/i)
    // The whole ladder of the topic stands round it, with levels, and what was found is marked in words.
    const ladder = folded(await page.getByRole('region', { name: 'Growth and weight' }).innerText())
    for (const words of ['Level 1 (Universal)', 'Level 4 (Specialist)', 'Seriously obese', 'Close to your words']) assert.ok(ladder.includes(words), `${words} in ${ladder}`)
    assert.doesNotMatch(ladder, /\d\.\d|%|score/i)
    await tick(page, THRIVE).check()
    await assertSays(page, 'Ticked: 1 statement', 'Ticked so far')
    await press(page, /see the finding/i)
    await heading(page, FINDING)
    await assertSays(page, 'at least Level 4')
    await assertSays(page, THRIVE)
    assertQuiet(page)
  })

  test('the count is told to a screen reader', async (t) => {
    const page = await openPage(t)
    await toConcerns(page)
    await ownWords(page).fill(WEIGHT)
    await page.locator('#told[role=status]').filter({ hasText: /\d+ statements on \d+ subjects/ }).waitFor({ state: 'attached' })
  })

  test('at most four subjects at once; the others and whole ladders when asked for', async (t) => {
    const page = await openPage(t)
    await toConcerns(page)
    await ownWords(page).fill('cries when it is home time and says nobody loves her')
    await topics(page).first().waitFor()
    assert.ok((await topics(page).count()) <= 4)
    const more = page.getByRole('button', { name: /more subjects?/ })
    await more.click()
    assert.ok((await topics(page).count()) > 4)
    await press(page, /show fewer/i)
    assert.equal(await topics(page).count(), 4)
    await ownWords(page).fill('')
    await topics(page).first().waitFor({ state: 'detached' })
    await ownWords(page).fill('hears voices and is depressed')
    const whole = page.getByRole('button', { name: /whole ladder/i }).first()
    await whole.waitFor()
    const boxes = await page.getByRole('checkbox').count()
    assert.equal(await whole.getAttribute('aria-expanded'), 'false')
    await whole.click()
    assert.ok((await page.getByRole('checkbox').count()) > boxes)
    await press(page, /show less of this ladder/i)
    assert.equal(await page.getByRole('checkbox').count(), boxes)
    assertQuiet(page)
  })

  test('a grave sign comes before everything else', async (t) => {
    const page = await openPage(t)
    await toConcerns(page)
    await ownWords(page).fill('bruise on a baby')
    const first = page.getByRole('region', { name: 'Look at these first' })
    await first.getByRole('checkbox', { name: statement('injury-not-mobile').text }).check()
    assert.match(await page.getByRole('heading', { level: 2 }).first().innerText(), /look at these first/i)
    // Ticked there is ticked wherever else it stands.
    for (const one of await page.getByRole('checkbox', { name: statement('injury-not-mobile').text }).all()) assert.ok(await one.isChecked())
    await assertSays(page, 'Ticked: 1 statement')
    assertQuiet(page)
  })

  test('where nothing fits, that is said, with what to do, and the headings stand below', async (t) => {
    const page = await openPage(t)
    await toConcerns(page)
    await ownWords(page).fill('zzzz qqqq')
    await assertSays(page, 'That is not the same as no concern', 'browse the list')
    await page.getByRole('heading', { name: 'All headings' }).waitFor()
    assert.equal(await page.getByRole('checkbox').count(), 0)
    assertQuiet(page)
  })

  test('a situation is found and ticked as one', async (t) => {
    const page = await openPage(t)
    await toConcerns(page)
    await ownWords(page).fill('childrens social care did not accept my referral')
    await page.getByRole('checkbox', { name: /did not accept my/i }).first().check()
    await assertSays(page, 'Ticked: 1 situation')
    assertQuiet(page)
  })

  test('in another area the same words find that area’s statements', async (t) => {
    const page = await openPage(t)
    await toConcerns(page)
    await ownWords(page).fill(WEIGHT)
    await tick(page, THRIVE).waitFor()
    for (const words of [/child/i, /danger/i, /where/i]) await back(page, words)
    await toConcerns(page, 'Leicester')
    assert.equal(await ownWords(page).inputValue(), WEIGHT)
    await topics(page).first().waitFor()
    await assertSays(page, 'Tier 4')
    assertQuiet(page)
  })
})

describe('a pasted note', () => {
  test('each part is quoted and has its own statements', async (t) => {
    const page = await openPage(t)
    await toConcerns(page)
    await ownWords(page).fill(NOTE)
    const drink = page.getByRole('region', { name: /Mum smelt of drink/ })
    const belt = page.getByRole('region', { name: /hits him with a belt/ })
    await drink.waitFor()
    assert.ok((await drink.getByRole('heading', { level: 3 }).count()) <= 2)
    await drink.getByRole('checkbox').first().check()
    await belt.getByRole('checkbox').last().check()
    await assertSays(page, 'Ticked: 2 statements')
    assertQuiet(page)
  })

  test('a megabyte is cut, which is said; markup, signs and other scripts are text', async (t) => {
    const page = await openPage(t)
    await toConcerns(page)
    const markup = '<img src=x onerror="document.title=1"><script>document.title=2</script> 😀 يضربه أبوه dad hits him \u202e'
    await ownWords(page).fill(markup)
    await topics(page).first().waitFor()
    assert.equal(await ownWords(page).inputValue(), markup)
    assert.equal(await page.locator('#screen img, #screen script').count(), 0)
    // As a paste sets it: to hand over so much by the keyboard takes the browser too long.
    const paste = (text) => ownWords(page).evaluate((box, text) => {
      box.value = text
      box.dispatchEvent(new Event('input', { bubbles: true }))
    }, text)
    await paste(`${markup}. ${'he is hungry. '.repeat(75_000)}`)
    await assertSays(page, 'Only the first 5,000 characters are searched')
    await page.getByRole('region', { name: /dad hits him/ }).waitFor()
    assert.equal(await page.locator('#screen img, #screen script').count(), 0)
    await paste('a'.repeat(1_000_000))
    await assertSays(page, 'That is not the same as no concern')
    await press(page, /clear the box/i)
    assert.equal(await ownWords(page).inputValue(), '')
    assert.ok(await isFocused(page))
    await ownWords(page).fill('يضربه أبوه')
    assert.equal(await ownWords(page).getAttribute('dir'), 'rtl')
    await assertAccessible(page, 'after a megabyte')
    assertQuiet(page)
  })
})

describe('what was typed', () => {
  test('stays over back and forward, in memory alone', async (t) => {
    const page = await openPage(t)
    await toConcerns(page)
    await ownWords(page).fill(WEIGHT)
    await tick(page, THRIVE).waitFor()
    await back(page, /child/i)
    await page.goForward()
    await heading(page, /worries/i)
    assert.equal(await ownWords(page).inputValue(), WEIGHT)
    await tick(page, THRIVE).waitFor()
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state, location.href]))
    assert.ok(!kept.includes('weight'), kept)
    await page.reload()
    await toConcerns(page)
    assert.equal(await ownWords(page).inputValue(), '')
    assertQuiet(page)
  })

  test('is gone after "start again" and after the screen was hidden', async (t) => {
    const page = await openPage(t)
    await toConcerns(page)
    await ownWords(page).fill(WEIGHT)
    await tick(page, THRIVE).waitFor()
    await press(page, /start again/i)
    await toConcerns(page)
    assert.equal(await ownWords(page).inputValue(), '')
    assert.equal(await page.getByRole('checkbox').count(), 0)
    await ownWords(page).fill(WEIGHT)
    await tick(page, THRIVE).waitFor()
    await page.getByRole('link', { name: /hide/i }).click()
    await page.getByRole('heading', { level: 1 }).filter({ hasNotText: /worries/i }).waitFor()
    for (let i = 0; i < 2; i += 1) {
      await page.goBack()
      await page.waitForLoadState('networkidle')
      assert.ok(!(await said(page)).includes('weight'))
    }
    await toConcerns(page)
    assert.equal(await ownWords(page).inputValue(), '')
    assertQuiet(page)
  })

  test('is asked of nobody: no request once the search is there', async (t) => {
    const page = await openPage(t)
    await toConcerns(page)
    await ownWords(page).fill('dad')
    await topics(page).first().waitFor()
    await page.waitForLoadState('networkidle')
    const files = page.watched.requests.map((request) => new URL(request.url()).pathname)
    for (const file of files) {
      assert.match(file, /^\/(|plain\.html|sandboxed\.js|manifest\.webmanifest|icon\.svg|overlay\.json|assets\/(index|doorstep_bg|finder_bg|shared|v9|search)-[\w-]+\.(js|css|wasm|json|bin))$/)
    }
    await page.context().setOffline(true)
    for (const words of [WEIGHT, NOTE, 'bruise on a baby', 'zzzz']) {
      await ownWords(page).fill(words)
      await page.waitForTimeout(300)
    }
    assert.equal(page.watched.requests.length, files.length)
    assertQuiet(page)
  })
})

describe('the search does not come', () => {
  const ways = { 'its WebAssembly': '**/finder_bg-*.wasm', 'its data': '**/search-*.bin' }
  for (const [part, what] of Object.entries(ways)) {
    test(`${part}: that is said, browsing goes on, and it can be tried again`, async (t) => {
      let blocked = true
      const page = await openPage(t, { spoil: { what, how: (route) => (blocked ? route.abort() : route.continue()) } })
      await toConcerns(page)
      await assertSays(page, 'could not be loaded')
      // A word of the document is still found.
      await ownWords(page).fill('thrive')
      await tick(page, THRIVE).waitFor()
      const item = statement('failure-to-thrive')
      await ownWords(page).fill('')
      await page.getByRole('button', { name: new RegExp(`^${item.heading}`, 'i') }).first().click()
      await tick(page, THRIVE).check()
      await back(page, /worries/i)
      await ownWords(page).fill(WEIGHT)
      blocked = false
      await press(page, /load the search again/i)
      await page.getByRole('heading', { name: 'Growth and weight' }).waitFor()
      assert.ok(await tick(page, THRIVE).isChecked())
      await press(page, /see the finding/i)
      await heading(page, FINDING)
      await assertSays(page, 'at least Level 4')
    })
  }

  test('data of another build are not used: it says so', async (t) => {
    const page = await openPage(t, {
      spoil: { what: '**/search-*.bin', how: (route) => route.fulfill({ contentType: 'application/octet-stream', body: 'not search data' }) },
    })
    await toConcerns(page)
    await assertSays(page, 'could not be loaded')
  })

  test('slow to come: a case is checked without it', async (t) => {
    const held = []
    const page = await openPage(t, { spoil: { what: '**/search-*.bin', how: (route) => { held.push(route) } } })
    await toConcerns(page)
    await ownWords(page).fill('thrive')
    await assertSays(page, 'still on its way')
    await tick(page, THRIVE).check()
    await press(page, /see the finding/i)
    await heading(page, FINDING)
    await assertSays(page, 'at least Level 4')
    await back(page, /worries/i)
    await ownWords(page).fill(WEIGHT)
    for (const route of held) await route.continue()
    await page.getByRole('heading', { name: 'Growth and weight' }).waitFor()
    assert.ok(!(await said(page)).includes('still on its way'))
  })

  test('it stops once: a fresh one answers, and nobody notices', async (t) => {
    const page = await openPage(t, { script: trapping('finder_find', 1) })
    await toConcerns(page)
    await ownWords(page).fill(WEIGHT)
    await page.getByRole('heading', { name: 'Growth and weight' }).waitFor()
    assert.ok(!(await said(page)).includes('could not be loaded'))
  })

  test('it stops for good: that is said, and browsing goes on', async (t) => {
    const page = await openPage(t, { script: trapping('finder_find', 1000) })
    await toConcerns(page)
    await ownWords(page).fill('thrive')
    await assertSays(page, 'could not be loaded')
    await tick(page, THRIVE).check()
    await press(page, /see the finding/i)
    await heading(page, FINDING)
    await assertSays(page, 'at least Level 4')
  })
})

test('accessible, and no wider than the screen, at any width, light and dark', async (t) => {
  const page = await openPage(t)
  await toConcerns(page)
  const states = { [WEIGHT]: THRIVE, 'bruise on a baby': statement('injury-not-mobile').text, [NOTE]: '' }
  for (const [words, text] of Object.entries(states)) {
    await ownWords(page).fill(words)
    await topics(page).first().waitFor()
    await page.getByRole('checkbox', { name: text }).first().check()
    for (const more of await page.getByRole('button', { name: /more subject|whole ladder|nearest all the same/i }).all()) await more.click({ timeout: 500 }).catch(() => {})
    await visit(page, words)
  }
  await ownWords(page).fill('zzzz')
  await assertSays(page, 'not the same as no concern')
  await visit(page, 'nothing fits')
  await ownWords(page).fill(`${'unbroken'.repeat(60)}. ${NOTE}`)
  await page.getByRole('region', { name: /unbroken/ }).waitFor()
  await visit(page, 'a long word')
  const without = await openPage(t, { spoil: { what: '**/search-*.bin', how: (route) => route.abort() } })
  await toConcerns(without)
  await assertSays(without, 'could not be loaded')
  await visit(without, 'no search')
})

test('by the keyboard alone', async (t) => {
  const page = await openPage(t)
  await toConcerns(page)
  const words = () => page.evaluate(() => (document.activeElement?.labels?.[0] ?? document.activeElement)?.innerText ?? '')
  const tabTo = async (wanted) => {
    for (let i = 0; i < 60; i += 1) {
      await page.keyboard.press('Tab')
      if (wanted.test(await words())) return
    }
    assert.fail(`Tab never came to ${wanted}`)
  }
  await tabTo(/own words/)
  await page.keyboard.type(WEIGHT, { delay: 15 })
  await tick(page, THRIVE).waitFor()
  await tabTo(/clear the box/i)
  await tabTo(/failure to thrive/i)
  await page.keyboard.press('Space')
  assert.ok(await tick(page, THRIVE).isChecked())
  await tabTo(/more subject/i)
  await page.keyboard.press('Enter')
  assert.match(await words(), /show fewer/i)
  await tabTo(/see the finding/i)
  await page.keyboard.press('Enter')
  await heading(page, FINDING)
  await assertSays(page, 'at least Level 4')
  assertQuiet(page)
})
