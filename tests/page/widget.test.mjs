// The widget in a school's page: strict policies, sandboxes, hostile styles, deep folders, forged messages and wrong settings;
// and that nothing but a height ever comes out of the frame.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { DIST } from '../../scripts/serve.mjs'
import { assertAccessible } from './accessible.mjs'
import { findOut, heading, ownWords, pack, statement } from './browser.mjs'
import { DEEP, frameIn, hostPage, onToFinding, open, origin, otherSite, press, put, saidIn, saysIn, useFrames } from './frames.mjs'

useFrames()

const CONCERN = pack.items.find((item) => item.level === '4').id
const LEAD = 'area="nottinghamshire" lock school="Hazel School" dsl-name="Jo Marsh" dsl-phone="0115 496 0001" dsl-checked="2026-09-01"'
const FRAGMENT = 'area=nottinghamshire&amp;lock&amp;school=Hazel%20School&amp;dsl-name=Jo%20Marsh&amp;dsl-phone=0115%20496%200001'

const element = (attributes) => `<threshold-checker ${attributes}></threshold-checker>`
const iframe = (settings, more = '') => `<iframe ${more} src="/${DEEP}/index.html#${settings}" title="Checker" width="100%" height="700"></iframe>`

const heightOf = (page, selector = 'threshold-checker') =>
  page.locator(selector).first().evaluate((one) => (one.shadowRoot?.querySelector('iframe') ?? one).getBoundingClientRect().height)

async function until(what, about) {
  for (let i = 0; i < 100; i += 1) {
    if (await what()) return
    await new Promise((resolve) => { setTimeout(resolve, 100) })
  }
  assert.fail(about)
}

/** A browser that cannot share says that it does not know the word in the plain frame's `allow`. */
const SHARING = "Unrecognized feature: 'web-share'."

function quiet(page) {
  const { errors, warnings } = page.watched
  assert.deepEqual({ errors, warnings: warnings.filter((words) => words !== SHARING) }, { errors: [], warnings: [] })
}

describe('the element', () => {
  test('in the example page, under its strict policy: starts in the area, names the lead, and asks nobody else for anything', async (t) => {
    const page = await open(t, `${DEEP}/example.html`)
    const frame = await frameIn(page, 'threshold-checker')
    await onToFinding(frame, CONCERN)
    await saysIn(frame, statement(CONCERN).text, 'Tell Jo Marsh', 'Hazel School, its own contacts, made sure of on 1 September 2026')
    for (const url of page.watched.requests) assert.ok(url.startsWith(`${origin()}/${DEEP}/`), url)
    for (const url of page.watched.requests) assert.ok(!url.includes('?'), url)
    quiet(page)
  })

  test('tells its page a height and nothing else, through a whole case with words that nobody else would type', async (t) => {
    put('listening.html', hostPage(element(LEAD)))
    const page = await open(t, 'listening.html')
    const frame = await frameIn(page, 'threshold-checker')
    await onToFinding(frame, CONCERN, `canary zebrafish ${statement(CONCERN).text}`)
    await press(frame, /record|copy or print/i)
    await heading(frame, /record/i)
    await frame.getByLabel(/notes/i).fill('canary zebrafish in the notes')
    await press(frame, /start again/i)
    await heading(frame, /danger/i)
    const out = page.watched.messages.filter((message) => message.at === '/listening.html')
    assert.ok(out.length >= 3, `${out.length} messages`)
    for (const { data, from } of out) {
      assert.equal(from, origin())
      assert.match(data, /^\{"doorstep":"height","height":\d{3,5}\}$/)
    }
    const into = page.watched.messages.filter((message) => message.at !== '/listening.html')
    for (const { data } of into) assert.match(data, /^\{"doorstep":"settings","settings":"area=[^"]*"\}$/)
    assert.ok(!JSON.stringify([page.watched.messages, page.watched.requests]).includes('zebrafish'))
    quiet(page)
  })

  test('is as tall as its screen, and never taller than the window', async (t) => {
    put('sized.html', hostPage(element('area="nottinghamshire" lock')))
    const page = await open(t, 'sized.html', { height: 2000 })
    const frame = await frameIn(page, 'threshold-checker')
    await heading(frame, /danger/i)
    const body = () => frame.evaluate(() => document.body.getBoundingClientRect().height)
    await until(async () => Math.abs((await heightOf(page)) - (await body())) <= 1, 'the frame takes the height of its screen')
    const first = await heightOf(page)
    await press(frame, /^no/i)
    await heading(frame, /child/i)
    await until(async () => (await heightOf(page)) > first, 'a longer screen makes it taller')
    await page.setViewportSize({ width: 390, height: 500 })
    await until(async () => Math.abs((await heightOf(page)) - 500) <= 1, 'no taller than the window')
    assert.ok(await frame.getByRole('link', { name: /hide/i }).isVisible())
    quiet(page)
  })

  test('twice on one page: two areas, two cases, two heights', async (t) => {
    put('twice.html', hostPage(`<script src="/${DEEP}/threshold-checker.js" defer></script>` + element(LEAD) + element('id="two" area="leeds" lock')))
    const page = await open(t, 'twice.html')
    const one = await frameIn(page, 'threshold-checker')
    await onToFinding(one, CONCERN)
    const two = await frameIn(page, '#two')
    await heading(two, /danger/i)
    await press(two, /^no/i)
    await press(two, /^continue/i)
    await saysIn(two, 'How we respond in Leeds')
    assert.ok(!(await saidIn(two)).includes(statement(CONCERN).text))
    await saysIn(one, statement(CONCERN).text, 'Jo Marsh')
    quiet(page)
  })

  test('beside hostile styles it can be seen and used', async (t) => {
    put('hostile.css', `
      * { display: none !important; visibility: hidden !important; width: 1px !important; height: 1px !important; font: 2px/1 fantasy !important; color: #fff !important }
      html, body { display: block !important; visibility: visible !important; width: auto !important; height: auto !important; transform: none }
      iframe { display: none !important }
      threshold-checker { visibility: visible !important; width: auto !important; height: auto !important }`)
    put('hostile.html', hostPage(element(LEAD), { head: '<link rel="stylesheet" href="/hostile.css">' }))
    const page = await open(t, 'hostile.html')
    const frame = await frameIn(page, 'threshold-checker')
    await onToFinding(frame, CONCERN)
    const box = await page.locator('threshold-checker iframe').boundingBox()
    assert.ok(box.width > 300 && box.height > 300, JSON.stringify(box))
    await saysIn(frame, statement(CONCERN).text)
    quiet(page)
  })

  test('changed attributes reach the frame, and cost no answer', async (t) => {
    put('changed.html', hostPage(element(LEAD)))
    const page = await open(t, 'changed.html')
    const frame = await frameIn(page, 'threshold-checker')
    await onToFinding(frame, CONCERN)
    await saysIn(frame, 'Tell Jo Marsh')
    await page.evaluate(() => {
      const one = document.querySelector('threshold-checker')
      one.setAttribute('dsl-name', 'Sam Reed')
      one.setAttribute('label', 'Checker of Hazel School')
    })
    await saysIn(frame, 'Tell Sam Reed', statement(CONCERN).text)
    assert.equal(await page.locator('threshold-checker iframe').getAttribute('title'), 'Checker of Hazel School')
    await page.evaluate(() => { document.querySelector('threshold-checker').setAttribute('area', 'leeds') })
    await press(frame, /about this copy/i)
    await saysIn(frame, 'has set the area to Leeds')
    await page.evaluate(() => { document.querySelector('threshold-checker').setAttribute('area', 'nottinghamshire') })
    await saysIn(frame, 'has set the area to Nottinghamshire')
    await press(frame, /^back/i)
    await saysIn(frame, 'Tell Sam Reed', statement(CONCERN).text)
    quiet(page)
  })

  test('taken out of its page and put back, it works, and listens no more in between', async (t) => {
    put('moved.html', hostPage(`<div id="there"></div>${element('area="nottinghamshire" lock')}`))
    const page = await open(t, 'moved.html')
    await heading(await frameIn(page, 'threshold-checker'), /danger/i)
    await page.evaluate(() => { document.querySelector('#there').append(document.querySelector('threshold-checker')) })
    await heading(await frameIn(page, '#there threshold-checker'), /danger/i)
    assert.equal(await page.locator('threshold-checker iframe').count(), 1)
    quiet(page)
  })

  test('every attribute is in the manifest, and every one of the manifest is observed', async (t) => {
    const manifest = JSON.parse(readFileSync(`${DIST}widget/custom-elements.json`, 'utf8'))
    const [declared] = manifest.modules[0].declarations
    put('named.html', hostPage(element('')))
    const page = await open(t, 'named.html')
    const observed = await page.evaluate((name) => customElements.get(name).observedAttributes, declared.tagName)
    assert.deepEqual(declared.attributes.map((one) => one.name).sort(), observed.sort())
    const guide = readFileSync(`${DIST}widget/widget.md`, 'utf8')
    for (const name of observed) assert.ok(guide.includes(`\`${name}\``), `the guide does not name ${name}`)
  })
})

describe('the plain frame', () => {
  test('takes its settings from the address, and takes them out of it; the area is not remembered', async (t) => {
    put('plain.html', hostPage(iframe(FRAGMENT)))
    const page = await open(t, 'plain.html')
    const frame = await frameIn(page, 'iframe')
    await onToFinding(frame, CONCERN)
    await saysIn(frame, 'Tell Jo Marsh', 'Hazel School, its own contacts, date unknown')
    assert.equal(await frame.evaluate(() => location.href), `${origin()}/${DEEP}/index.html`)
    assert.deepEqual(await frame.evaluate(() => Object.keys(localStorage)), [])
    await press(frame, /about this copy/i)
    await saysIn(frame, 'has set the area to Nottinghamshire', 'cannot be changed here', 'They are set by the page that this one is part of')
    quiet(page)
  })

  test('loaded again by itself, as for new guidance, it keeps its settings', async (t) => {
    put('again.html', hostPage(iframe(FRAGMENT)))
    const page = await open(t, 'again.html')
    const frame = await frameIn(page, 'iframe')
    await heading(frame, /danger/i)
    await Promise.all([frame.waitForNavigation(), frame.evaluate(() => { location.reload() })])
    await onToFinding(frame, CONCERN)
    await saysIn(frame, 'Tell Jo Marsh', 'Hazel School, its own contacts, date unknown')
    assert.equal(await frame.evaluate(() => location.href), `${origin()}/${DEEP}/index.html`)
    quiet(page)
  })

  test('two of them that keep their answers in the tab keep each its own', async (t) => {
    put('both.html', hostPage(`${iframe('area=nottinghamshire&amp;lock')}${iframe('area=leeds&amp;lock').replace('<iframe', '<iframe id="other"')}`))
    const page = await open(t, 'both.html')
    const [one, other] = [await frameIn(page, 'iframe:not(#other)'), await frameIn(page, '#other')]
    await onToFinding(one, CONCERN)
    await one.getByRole('checkbox', { name: /keep my answers in this tab/i }).check()
    await Promise.all([other.waitForNavigation(), other.evaluate(() => { location.reload() })])
    await heading(other, /danger/i)
    assert.ok(!(await saidIn(other)).includes('kept in this tab'))
    await Promise.all([one.waitForNavigation(), one.evaluate(() => { location.reload() })])
    await saysIn(one, 'Your answers were kept in this tab', statement(CONCERN).text)
    await one.getByRole('link', { name: /hide/i }).click()
    await saysIn(one, 'Oven temperatures')
    assert.deepEqual(await one.evaluate(() => Object.keys(sessionStorage)), [])
  })

  test('without lock the area comes chosen, and can be changed', async (t) => {
    put('free.html', hostPage(iframe('area=leeds')))
    const page = await open(t, 'free.html')
    const frame = await frameIn(page, 'iframe')
    await heading(frame, /where/i)
    await saysIn(frame, 'Leeds', 'Nottinghamshire')
    await findOut(frame, { concerns: [CONCERN] })
    await saysIn(frame, statement(CONCERN).text)
    quiet(page)
  })

  test('hidden, it is dull in place; "Home" starts it afresh with the same settings and no answer', async (t) => {
    put('hidden.html', hostPage(iframe(FRAGMENT)))
    const page = await open(t, 'hidden.html')
    const frame = await frameIn(page, 'iframe')
    await onToFinding(frame, CONCERN)
    await frame.getByRole('link', { name: /hide/i }).click()
    await heading(frame, 'Oven temperatures')
    const text = await saidIn(frame)
    for (const word of [statement(CONCERN).text, 'Level', 'safeguarding', 'Jo Marsh', '999']) assert.ok(!text.includes(word), text)
    await frame.getByRole('link', { name: 'Home' }).click()
    await onToFinding(frame, CONCERN)
    await saysIn(frame, 'Tell Jo Marsh')
    quiet(page)
  })

  test('an address that is no setting is left alone', async (t) => {
    const page = await open(t, `${DEEP}/index.html#main`)
    await heading(page, /where/i)
    assert.equal(new URL(page.url()).hash, '#main')
    assert.equal(await page.locator('#settings').count(), 0)
  })
})

describe('in a sandbox', () => {
  const ways = {
    'a frame that may run scripts and nothing else': () => iframe(FRAGMENT, 'sandbox="allow-scripts"'),
    'an element in a page that is in such a frame itself': () => {
      put('inner.html', hostPage(element(LEAD), { policy: null }))
      return '<iframe sandbox="allow-scripts" src="/inner.html" width="100%" height="700" title="Inner"></iframe>'
    },
    'a frame that may keep its own origin': () => iframe(FRAGMENT, 'sandbox="allow-scripts allow-same-origin"'),
  }
  for (const [about, body] of Object.entries(ways)) {
    test(`${about}: the whole way to the record`, async (t) => {
      put('sandbox.html', hostPage(body()))
      const page = await open(t, 'sandbox.html')
      let frame = await frameIn(page, 'iframe')
      if (about.startsWith('an element')) frame = await frameIn(frame, 'threshold-checker')
      await onToFinding(frame, CONCERN)
      await saysIn(frame, statement(CONCERN).text, 'Tell Jo Marsh')
      await press(frame, /record|copy or print/i)
      await heading(frame, /record/i)
      await frame.getByRole('link', { name: /hide/i }).click()
      await heading(frame, 'Oven temperatures')
      // Told to the browser's log by the first page, whose scripts and fonts a sandbox keeps from it; nobody sees it.
      const unexpected = page.watched.errors.filter((error) => !/CORS policy|net::ERR_FAILED/.test(error))
      assert.deepEqual(unexpected, [])
    })
  }
})

describe('forged', () => {
  test('heights from anyone but the frame, or of another shape, change nothing', async (t) => {
    put('evil.html', '<!doctype html><script src="/evil.js"></script>')
    put('evil.js', "parent.postMessage({ doorstep: 'height', height: 150 }, '*')")
    put('forged.html', hostPage(`${element('area="nottinghamshire" lock')}<iframe id="evil" title="Evil"></iframe>`, { policy: null }))
    const page = await open(t, 'forged.html', { height: 2000 })
    const frame = await frameIn(page, 'threshold-checker')
    await heading(frame, /danger/i)
    await page.waitForTimeout(300)
    const before = await heightOf(page)
    for (const from of [origin(), otherSite()]) {
      await page.evaluate((src) => { document.querySelector('#evil').src = src }, `${from}/evil.html`)
      await until(() => page.watched.messages.some((one) => one.at === '/forged.html' && one.from === from && one.data.includes('150')), 'heard')
    }
    await page.evaluate(() => {
      postMessage({ doorstep: 'height', height: 151 }, '*')
    })
    // From the frame itself, but not what it says.
    for (const message of [{ doorstep: 'height', height: 1e9 }, { doorstep: 'height', height: 152.5 }, { doorstep: 'height', height: '153' }, { doorstep: 'height', height: 154, level: '4' }, 'height', null, { height: 155 }]) {
      await frame.evaluate((data) => { parent.postMessage(data, '*') }, message)
    }
    await page.waitForTimeout(300)
    assert.equal(await heightOf(page), before)
  })

  test('settings from anyone but the page around, or of another shape, change nothing', async (t) => {
    put('settings.html', hostPage(`${element('area="nottinghamshire" lock')}${iframe('area=leeds&amp;lock', 'id="evil"')}`, { policy: null }))
    const page = await open(t, 'settings.html')
    const frame = await frameIn(page, 'threshold-checker')
    const evil = await frameIn(page, '#evil')
    await heading(frame, /danger/i)
    await heading(evil, /danger/i)
    const forge = (data) => parent.frames[0].postMessage(data, '*')
    await evil.evaluate(forge, { doorstep: 'settings', settings: 'area=leeds&lock' })
    await frame.evaluate(() => { postMessage({ doorstep: 'settings', settings: 'area=leeds&lock' }, '*') })
    for (const data of [{ doorstep: 'settings', settings: 'area=leeds', more: 1 }, { doorstep: 'settings', settings: 7 }, { settings: 'area=leeds' }, 'area=leeds', null, ['area=leeds'], { doorstep: 'settings', settings: `area=leeds&school=${'x'.repeat(3000)}` }]) {
      await page.evaluate((forged) => { frames[0].postMessage(forged, '*') }, data)
    }
    await page.waitForTimeout(300)
    await press(frame, /about this copy/i)
    await saysIn(frame, 'has set the area to Nottinghamshire')
  })
})

describe('wrong settings are said in words, and the checker goes on', () => {
  const wrong = {
    'an area that this copy does not hold': ['area="derbyshire" lock', ['This copy holds no area “derbyshire”', 'leeds, llr, nottinghamshire'], /where/i],
    'lock without an area': ['lock', ['“lock” needs an area'], /where/i],
    'a number that cannot be dialled': ['area="nottinghamshire" lock dsl-name="Jo" dsl-phone="0115"', ['The safeguarding lead is left out', '0115', 'at dsl-phone', 'Write the whole number'], /danger/i],
    'a name with no number': ['area="nottinghamshire" lock dsl-name="Jo"', ['The safeguarding lead is left out', 'dsl-phone'], /danger/i],
    'a day that is none': ['area="nottinghamshire" lock dsl-name="Jo" dsl-phone="0115 496 0001" dsl-checked="last week"', ['at dsl-checked', 'last week'], /danger/i],
    'a name of a thousand letters': [`area="nottinghamshire" lock dsl-name="${'Jo '.repeat(333)}" dsl-phone="0115 496 0001"`, ['The safeguarding lead is left out', 'at dsl-name'], /danger/i],
    'a name with marks that turn the text round': ['area="nottinghamshire" lock dsl-name="Jo &#x202e;Marsh" dsl-phone="0115 496 0001"', ['The safeguarding lead is left out', 'at dsl-name'], /danger/i],
  }
  for (const [about, [attributes, words, first]] of Object.entries(wrong)) {
    test(about, async (t) => {
      put('wrong.html', hostPage(element(attributes)))
      const page = await open(t, 'wrong.html')
      const frame = await frameIn(page, 'threshold-checker')
      await heading(frame, first)
      await saysIn(frame, 'Something in the settings of this page is wrong', ...words)
      if (first.test('danger')) await onToFinding(frame, CONCERN)
      else await findOut(frame, { concerns: [CONCERN] })
      await saysIn(frame, statement(CONCERN).text)
      assert.ok(!(await saidIn(frame)).includes('Something in the settings'))
      assert.deepEqual(page.watched.errors, [])
    })
  }

  test('a setting that there is not, in the address', async (t) => {
    const page = await open(t, `${DEEP}/index.html#area=leeds&colour=%3Cimg%20src=x%3E`)
    await heading(page, /where/i)
    await saysIn(page, 'There is no setting “colour”', 'dsl-phone')
  })

  test('settings of half a megabyte are cut, and that is said; the checker goes on, also when it is loaded again', async (t) => {
    const page = await open(t, `${DEEP}/index.html#area=nottinghamshire&lock&x=${'y'.repeat(500_000)}`)
    await saysIn(page, 'longer than 2000 letters')
    await page.reload()
    await saysIn(page, 'longer than 2000 letters')
    await onToFinding(page, CONCERN)
    await saysIn(page, statement(CONCERN).text)
    quiet(page)
  })

  test('a link to the page cannot name a safeguarding lead: anybody may have sent it', async (t) => {
    const page = await open(t, `${DEEP}/index.html#area=nottinghamshire&lock&dsl-name=Jo%20Marsh&dsl-phone=0115%20496%200001`)
    await saysIn(page, 'A link cannot name a safeguarding lead')
    await onToFinding(page, CONCERN)
    await saysIn(page, statement(CONCERN).text)
    assert.ok(!/Jo Marsh|0115 496 0001/.test(await saidIn(page)))
    quiet(page)
  })

  test('markup in a name is shown as text', async (t) => {
    put('markup.html', hostPage(element('area="nottinghamshire" lock dsl-name="<img src=x onerror=alert(1)>" dsl-phone="0115 496 0001"')))
    const page = await open(t, 'markup.html')
    const frame = await frameIn(page, 'threshold-checker')
    await onToFinding(frame, CONCERN)
    await saysIn(frame, 'Tell <img src=x onerror=alert(1)>')
    quiet(page)
  })

  test('axe finds nothing on the words about it, nor where the area is locked, at any width, light and dark', async (t) => {
    const page = await open(t, `${DEEP}/index.html#area=nottinghamshire&lock&colour=red&dsl-name=Jo&dsl-phone=0115`)
    await saysIn(page, 'Something in the settings', 'A link cannot name')
    await assertAccessible(page, 'the words about settings')
    await press(page, /about this copy/i)
    await saysIn(page, 'has set the area to Nottinghamshire')
    await assertAccessible(page, 'about, with the area locked')
  })

  test('the console says it to whoever builds the page', async (t) => {
    put('console.html', hostPage(element('area="Nottingham shire!" dsl-name="Jo"')))
    const page = await open(t, 'console.html')
    await heading(await frameIn(page, 'threshold-checker'), /where/i)
    assert.ok(page.watched.warnings.some((words) => words.includes('is no area')), page.watched.warnings.join())
    assert.ok(page.watched.warnings.some((words) => words.includes('belong together')), page.watched.warnings.join())
  })
})

const RING = {
  'a frame as others are': ['', true],
  'a sandbox as the guide has it': ['sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation allow-modals allow-downloads"', true],
  'a sandbox with scripts alone': ['sandbox="allow-scripts"', false],
}
for (const [about, [how, dials]] of Object.entries(RING)) {
  test(`a number that is pressed in ${about} is ${dials ? 'handed to the telephone' : 'not dialled, and stays readable'}`, async (t) => {
    put('ring.html', hostPage(iframe(FRAGMENT, how)))
    const page = await open(t, 'ring.html')
    const frame = await frameIn(page, 'iframe')
    await heading(frame, /danger/i)
    const link = frame.locator('a[href="tel:999"]').first()
    assert.match(await link.innerText(), /999/)
    const refused = () => page.watched.errors.some((error) => /navigat|framing/i.test(error))
    await link.click()
    await (dials ? page.waitForTimeout(500) : until(refused, page.watched.errors.join()))
    assert.equal(refused(), !dials, page.watched.errors.join())
    await heading(frame, /danger/i)
  })
}

test('numbers are links that a frame may follow; web pages open in a tab of their own, which knows nothing of this one', async (t) => {
  put('links.html', hostPage(iframe(FRAGMENT)))
  const page = await open(t, 'links.html')
  const frame = await frameIn(page, 'iframe')
  await onToFinding(frame, CONCERN)
  const links = await frame.locator('a[href]').evaluateAll((all) => all.map(({ href, target, rel }) => ({ href, target, rel })))
  assert.ok(links.some(({ href }) => href.startsWith('tel:0')))
  for (const { href, target, rel } of links) {
    if (href.startsWith('https:')) assert.deepEqual({ target, rel }, { target: '_blank', rel: 'noopener noreferrer' }, href)
    else assert.equal(target, '', href)
  }
  quiet(page)
})

test('typed words are searched in the frame, under the strict policy of the page around', async (t) => {
  put('search.html', hostPage(element('area="nottinghamshire" lock')))
  const page = await open(t, 'search.html')
  const frame = await frameIn(page, 'threshold-checker')
  await heading(frame, /danger/i)
  await press(frame, /^no/i)
  await press(frame, /^continue/i)
  await ownWords(frame).fill('he is always hungry and steals food')
  await saysIn(frame, 'food')
  await frame.getByRole('checkbox').first().waitFor()
  quiet(page)
})
