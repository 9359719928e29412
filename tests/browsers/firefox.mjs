// Firefox, by the protocol that it speaks itself (Marionette: WebDriver's commands as JSON over a local socket), so that
// nothing but Firefox need be installed.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { started, trying } from './started.mjs'
import { pageOf } from './webdriver.mjs'

/** A browser that asks nobody for anything on its own account. */
const SETTINGS = {
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.aboutConfig.showWarning': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'datareporting.healthreport.uploadEnabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'intl.accept_languages': 'en-GB',
  'marionette.port': 0,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'toolkit.telemetry.enabled': false,
}

const COMMANDS = {
  execute: 'WebDriver:ExecuteScript',
  goto: 'WebDriver:Navigate',
  label: 'WebDriver:GetComputedLabel',
  press: 'WebDriver:ElementClick',
  role: 'WebDriver:GetComputedRole',
  title: 'WebDriver:GetTitle',
  type: 'WebDriver:ElementSendKeys',
  url: 'WebDriver:GetCurrentURL',
}

/** One message is `length:JSON`; each question has a number, and its answer has the same. */
function talk(socket) {
  const waiting = new Map()
  let buffer = Buffer.alloc(0)
  let count = 0
  let greeted
  const greeting = new Promise((resolve) => { greeted = resolve })
  const broken = (error) => {
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  socket.on('close', () => broken(new Error('Firefox closed the connection')))
  socket.on('error', broken)
  socket.on('data', (part) => {
    buffer = Buffer.concat([buffer, part])
    for (;;) {
      const colon = buffer.indexOf(':')
      const end = colon + 1 + Number(buffer.subarray(0, Math.max(colon, 0)))
      if (colon < 0 || buffer.length < end) return
      const message = JSON.parse(buffer.subarray(colon + 1, end))
      buffer = buffer.subarray(end)
      if (!Array.isArray(message)) greeted()
      else {
        const [, number, error, result] = message
        const { resolve, reject } = waiting.get(number)
        waiting.delete(number)
        if (error) reject(new Error(`${error.error}: ${error.message}`))
        else resolve(result)
      }
    }
  })
  return {
    greeting,
    ask(command, parameters = {}) {
      count += 1
      const number = count
      const message = JSON.stringify([0, number, command, parameters])
      return new Promise((resolve, reject) => {
        waiting.set(number, { resolve, reject })
        socket.write(`${Buffer.byteLength(message)}:${message}`)
      })
    },
  }
}

/** Starts Firefox with a fresh profile. */
export async function firefox({ program = process.env.FIREFOX || '/usr/bin/firefox-esr', width = 390, height = 720 } = {}) {
  const profile = await mkdtemp(join(tmpdir(), 'doorstep-firefox-'))
  const settings = Object.entries(SETTINGS).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
  await writeFile(join(profile, 'user.js'), settings.join('\n'))
  const browser = started(program, [
    '--headless', '--kiosk', '--marionette', '--no-remote', '--remote-allow-system-access', '--profile', profile, 'about:blank',
  ], { env: { HOME: profile, MOZ_HEADLESS_HEIGHT: String(height) } })
  const close = async (socket) => {
    socket?.destroy()
    await browser.stop()
    await rm(profile, { recursive: true, force: true, maxRetries: 3 })
  }
  try {
    const socket = await trying(async () => {
      const port = Number(await readFile(join(profile, 'MarionetteActivePort'), 'utf8'))
      return new Promise((resolve, reject) => {
        const one = connect(port, '127.0.0.1', () => resolve(one))
        one.once('error', reject)
      })
    }, browser)
    const { greeting, ask } = talk(socket)
    await greeting
    /** Runs a script with the browser's own powers, in its own window. */
    const inBrowser = async (script, ...args) => {
      await ask('Marionette:SetContext', { value: 'chrome' })
      const { value } = await ask('WebDriver:ExecuteScript', { script, args })
      await ask('Marionette:SetContext', { value: 'content' })
      return value
    }
    const { capabilities } = await ask('WebDriver:NewSession', { capabilities: { alwaysMatch: { acceptInsecureCerts: false } } })
    // Its window never gets as narrow as a phone; what it shows in the window does.
    await inBrowser('for (const side of ["width", "maxWidth"]) gBrowser.selectedBrowser.style[side] = arguments[0]', `${width}px`)
    const send = async (command, more) => {
      const answer = await ask(COMMANDS[command], more)
      return answer !== null && typeof answer === 'object' && 'value' in answer ? answer.value : answer
    }
    return {
      name: `Firefox ${capabilities.browserVersion}`,
      page: pageOf(send),
      /** What the browser's own console holds against the page: scripts, policy, files that did not come. */
      errors: (origin) => inBrowser(`
        const own = (text) => text.startsWith(arguments[0])
        return Services.console.getMessageArray()
          .filter((one) => one instanceof Ci.nsIScriptError && (own(one.sourceName) || one.errorMessage.includes(arguments[0])))
          .map((one) => one.toString())
      `, origin),
      close: () => close(socket),
    }
  } catch (error) {
    await close()
    throw error
  }
}
