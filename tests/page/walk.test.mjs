// Back and forward never lose or alter an answer: walks at random, the same for the same seed, and looks at what "check
// your answers" says against what was answered on the way.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { showPack } from '../wasm/engine.mjs'
import { FINDING, areaButton, assertQuiet, folded, heading, openPage, ownWords, pack, useBrowser } from './browser.mjs'

useBrowser()

const STEPS = 45

/** Numbers that look random: the same for the same seed. */
function dice(seed) {
  let state = seed
  const roll = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  return { often: (chance) => roll() < chance, one: (list) => list[Math.floor(roll() * list.length)] }
}

const some = (all) => ['2', '3', '4'].map((level) => all.find((item) => item.level === level && !item.ages && item.text.length < 90)).filter(Boolean)
const llr = showPack('llr/2021')
const AREAS = {
  Nottinghamshire: {
    concerns: some(pack.items),
    homes: ['Nottinghamshire County Council', 'Not known yet', 'Neighbouring area: Derbyshire County Council'],
    home: 'Nottinghamshire County Council',
  },
  Leicester: {
    concerns: some(llr.items),
    homes: ['Leicester City Council', 'Leicestershire County Council', 'Rutland County Council', 'Not known yet'],
    home: 'Not known yet',
  },
}
const AGES = ['Not known yet', 'Not born yet', '9 years', '1 year', '4 months']
const CONSENTS = ['Yes, they agree', 'No, they refuse', 'Nobody has asked them', 'Not known yet']

const press = (page, name) => page.getByRole('button', { name }).first().click()
const group = (page, name) => page.getByRole('group', { name })

/** What was answered, as "check your answers" must say it. */
const nothing = () => ({ area: null, danger: 'Not known yet', age: 'Not known yet', send: 'Not known yet', consent: 'Not known yet', of: {} })
const ofArea = (told) => (told.of[told.area] ??= { home: AREAS[told.area].home, concerns: [] })

/** On each screen: things that a person may do there. Each may change what is told. */
const screens = {
  async area(page, told, die) {
    const area = die.often(0.75) && told.area ? told.area : die.one(Object.keys(AREAS))
    told.area = area
    await areaButton(page, area).click()
    await heading(page, /danger|check your/i)
  },
  async danger(page, told, die) {
    const yes = die.often(0.3)
    told.danger = yes ? 'Yes' : 'No'
    await press(page, yes ? /^yes/i : /^no/i)
    if (yes) {
      await heading(page, /999/)
      if (die.often(0.3)) return
      await press(page, /go on/i)
    }
    await heading(page, /child|check your/i)
  },
  async ring(page) {
    await press(page, /go on/i)
    await heading(page, /child|check your/i)
  },
  async child(page, told, die) {
    if (die.often(0.5)) {
      const { homes } = AREAS[told.area]
      const home = die.one(homes)
      ofArea(told).home = home
      const where = group(page, /where is the child/i)
      const next = home.startsWith('Neighbouring')
      await where.getByRole('radio', { name: next ? /neighbouring/i : home }).check()
      if (next) await page.getByLabel('Which area?').selectOption({ label: home.replace('Neighbouring area: ', '') })
    }
    if (die.often(0.5)) {
      const age = die.one(AGES)
      told.age = age
      const [number, unit] = age.split(' ')
      const years = /year/.test(unit)
      const name = /\d/.test(number) ? (years ? '1 year or older' : 'Under 1 year') : age
      await group(page, /how old/i).getByRole('radio', { name, exact: true }).check()
      if (/\d/.test(number)) await page.getByLabel(years ? /in years/i : /in months/i).fill(number)
    }
    if (die.often(0.4)) {
      told.send = die.one(['Yes', 'No', 'Not known yet'])
      await group(page, /disability/i).getByRole('radio', { name: told.send, exact: true }).check()
    }
    if (die.often(0.4)) {
      told.consent = die.one(CONSENTS)
      await group(page, /agree to you/i).getByRole('radio', { name: told.consent, exact: true }).check()
    }
    // Some go back without "continue": what they answered counts all the same.
    if (die.often(0.25)) return
    await press(page, /^continue/i)
    await heading(page, /worries|check your answers/i)
  },
  async concerns(page, told, die) {
    const mine = ofArea(told)
    const item = die.one(AREAS[told.area].concerns)
    await ownWords(page).fill(item.text)
    const box = page.getByRole('checkbox', { name: item.text }).first()
    const on = !mine.concerns.includes(item.text)
    await box.setChecked(on)
    mine.concerns = on ? [...mine.concerns, item.text] : mine.concerns.filter((one) => one !== item.text)
    if (die.often(0.3)) return
    const finding = die.often(0.4)
    await press(page, finding ? /see the finding/i : /check your answers/i)
    await heading(page, finding ? FINDING : /check your answers/i)
  },
  async check(page, told, die) {
    await assertTold(page, told)
    const [name, next] = die.one([[/^see the finding/i, FINDING], [/^change area/i, /where/i], [/^change immediate/i, /danger/i], [/^change age/i, /child/i], [/^change concerns/i, /worries/i]])
    await press(page, name)
    await heading(page, next)
  },
  async finding(page) {
    await press(page, /change answers/i)
    await heading(page, /check your answers/i)
  },
}

const HEADINGS = { area: /^where does/i, danger: /^is anyone/i, ring: /^ring 999/i, child: /^about the child/i, concerns: /^what worries/i, check: /^check your/i }

async function screenNow(page) {
  const words = folded(await page.getByRole('heading', { level: 1 }).innerText())
  return Object.keys(HEADINGS).find((one) => HEADINGS[one].test(words)) ?? 'finding'
}

async function assertTold(page, told) {
  await heading(page, /check your answers/i)
  const row = async (key) => folded(await page.locator('.govuk-summary-list__row', { has: page.getByText(key, { exact: true }) }).locator('dd').first().innerText())
  const mine = ofArea(told)
  const now = {
    area: await row('Area'),
    home: await row('The child’s home'),
    danger: await row('Immediate danger'),
    age: await row('Age'),
    send: await row('Special educational needs or a disability'),
    consent: await row('Do the parents or carers agree to you sharing this?'),
    concerns: (await page.locator('.door-picked__words').evaluateAll((all) => all.map((one) => one.firstChild.nextSibling.data ?? one.innerText))).map(folded),
  }
  assert.ok(now.area.startsWith(told.area), `${now.area} for ${told.area}`)
  const { danger, age, send, consent } = told
  assert.deepEqual(
    { ...now, area: undefined, concerns: now.concerns.toSorted() },
    { area: undefined, home: mine.home, danger, age, send, consent, concerns: mine.concerns.map(folded).toSorted() },
  )
}

/** In the browser; it may have nowhere to go. */
async function move(page, direction) {
  const before = await page.evaluate(() => history.state?.at)
  await page.evaluate((by) => history.go(by), direction)
  await page.waitForFunction((was) => history.state?.at !== was, before, { timeout: 700 }).catch(() => undefined)
  await page.waitForTimeout(80)
}

describe('a walk with back and forward and changes', () => {
  for (const seed of [1, 2, 3, 4]) {
    test(`seed ${seed}`, async (t) => {
      const page = await openPage(t)
      const die = dice(seed)
      const told = nothing()
      const path = []
      await heading(page, /where/i)
      try {
        for (let step = 0; step < STEPS; step += 1) {
          const now = await screenNow(page)
          const at = await page.evaluate(() => history.state.at)
          // Never back beyond the page.
          const way = die.often(0.35) ? (die.often(0.6) && at > 0 ? -1 : 1) : 0
          path.push(way === 0 ? now : `${now} ${way < 0 ? 'back' : 'forward'}`)
          if (way === 0) await screens[now](page, told, die)
          else await move(page, way)
        }
        if (!told.area || (await screenNow(page)) === 'area') await screens.area(page, told, die)
        for (let on = await screenNow(page); on !== 'check'; on = await screenNow(page)) {
          path.push(on)
          if (on === 'concerns') await press(page, /check your answers/i)
          else await screens[on](page, told, die)
          await page.waitForTimeout(50)
        }
        await assertTold(page, told)
      } catch (error) {
        error.message = `${error.message}\nThe way: ${path.join(', ')}`
        throw error
      }
      assertQuiet(page)
    })
  }
})
