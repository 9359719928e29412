// WebKit, the engine of every browser on an iPhone: WebKitGTK's small browser, on a screen that nobody sees, by WebDriver.

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { started, trying } from './started.mjs'
import { pageOf } from './webdriver.mjs'

const COMMANDS = {
  execute: () => ['POST', 'execute/sync'],
  goto: () => ['POST', 'url'],
  label: ({ id }) => ['GET', `element/${id}/computedlabel`],
  press: ({ id }) => ['POST', `element/${id}/click`],
  role: ({ id }) => ['GET', `element/${id}/computedrole`],
  title: () => ['GET', 'title'],
  type: ({ id }) => ['POST', `element/${id}/value`],
  url: () => ['GET', 'url'],
}

/** Debian keeps it beside the library, in a folder named after the machine. */
function miniBrowser() {
  const machine = spawnSync('uname', ['-m'], { encoding: 'utf8' }).stdout.trim()
  const places = ['4.1', '4.0', '6.0'].map((version) => [`/usr/lib/${machine}-linux-gnu/webkit2gtk-${version}/MiniBrowser`, `/usr/lib/${machine}-linux-gnu/webkitgtk-${version}/MiniBrowser`]).flat()
  const found = places.find((place) => existsSync(place))
  if (!found) throw new Error(`WebKitGTK's MiniBrowser is in none of ${places.join(', ')}`)
  return found
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

export async function webkit({ driver = process.env.WEBKIT_DRIVER || '/usr/bin/WebKitWebDriver', width = 390, height = 720 } = {}) {
  const home = await mkdtemp(join(tmpdir(), 'doorstep-webkit-'))
  const port = await freePort()
  // Everything it keeps goes with the folder; nothing of the person's own is read.
  const env = { HOME: home, XDG_CACHE_HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, LIBGL_ALWAYS_SOFTWARE: '1', NO_AT_BRIDGE: '1', LANGUAGE: 'en_GB' }
  const browser = started('xvfb-run', ['-a', '-s', `-screen 0 ${width}x${height}x24`, driver, `--port=${port}`, '--host=127.0.0.1'], { env })
  const ask = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}/${path}`, {
      method,
      ...(method === 'POST' ? { body: JSON.stringify(body ?? {}), headers: { 'Content-Type': 'application/json' } } : {}),
    })
    const { value } = await answer.json()
    if (!answer.ok) throw new Error(`${value.error}: ${value.message}`)
    return value
  }
  let session
  const close = async () => {
    if (session) await ask('DELETE', `session/${session.sessionId}`).catch(() => {})
    await browser.stop()
    await rm(home, { recursive: true, force: true, maxRetries: 3 })
  }
  try {
    await trying(() => ask('GET', 'status'), browser)
    session = await ask('POST', 'session', {
      capabilities: {
        alwaysMatch: {
          'webkitgtk:browserOptions': {
            binary: miniBrowser(),
            // A window of its own would be wider than a phone.
            args: ['--automation', '--full-screen'],
          },
        },
      },
    })
    const send = (command, more = {}) => {
      const [method, path] = COMMANDS[command](more)
      return ask(method, `session/${session.sessionId}/${path}`, more)
    }
    await ask('POST', `session/${session.sessionId}/window/rect`, { width, height })
    return {
      name: `WebKitGTK ${session.capabilities.browserVersion}`,
      page: pageOf(send),
      // Under automation WebKit writes its console nowhere: what the page itself can notice is all there is.
      errors: async () => [],
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
