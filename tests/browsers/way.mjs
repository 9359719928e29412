// The way to a finding in any engine. Each screen is answered as it comes, so that a change of their order is no fault here.

import assert from 'node:assert/strict'
import { pack } from '../page/browser.mjs'

/** What somebody types, and the statement that it finds. */
const SEEN = 'not putting on weight, dr cant find why'
export const LISTED = pack.items.find((item) => /failure to thrive/i.test(item.text))
export const LEVEL = pack.levels.find((level) => level.id === LISTED.level)
export const named = (text) => new RegExp(text.replace(/[^\w ]/g, '.'))

/** Nobody types a megabyte here: what a screen asks for, in the fewest touches. */
export async function throughTo(page, last, answers) {
  const passed = []
  for (let i = 0; i < 12; i += 1) {
    const heading = await page.heading(/./)
    passed.push(heading);
    if (last.test(heading)) return heading
    const of = answers.find(([words]) => words.test(heading))
    assert.ok(of, `nobody knows what to do on "${heading}", after ${passed.join(', ')}`)
    await of[1](page)
    // Gone from it, or it has drawn what was chosen.
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  return assert.fail(`never came to ${last}: ${passed.join(', ')}`)
}

/** A press on what there is: areas may be buttons or radio buttons with a button to go on. */
async function pressFirst(page, ...choices) {
  for (const [role, name] of choices) {
    const there = await page.now(role, name)
    if (there) return page.press(role, name)
  }
  return page.press(...choices.at(-1))
}

async function chooseArea(page) {
  await pressFirst(page, ['button', /^(Go on with )?Nottinghamshire/], ['radio', /^Nottinghamshire/])
  if (/where/i.test(await page.heading(/./)) && (await page.now('button', /^continue/i))) await page.press('button', /^continue/i)
}

async function sayWhatWasSeen(page) {
  await page.type('textbox', /own words/i, SEEN)
  const box = await page.find('checkbox', named(LISTED.text))
  assert.equal(box.role, 'checkbox')
  await page.press('checkbox', named(LISTED.text))
  await page.press('button', /see the finding/i)
}

export const ANSWERS = [
  [/where/i, chooseArea],
  [/danger/i, (page) => page.press('button', /^no/i)],
  [/worries|concern/i, sayWhatWasSeen],
  [/child/i, (page) => page.press('button', /^continue/i)],
  [/answers/i, (page) => page.press('button', /finding/i)],
]
export const FINDING = /^(?!.*(where|danger|about the child|worries|answers))/i
