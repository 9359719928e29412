// A program that a test started: with the whole family that it starts in turn, so that nothing of it is left running.

import { spawn } from 'node:child_process'

// Asked to stop, a test clears up as well.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))

/** `said()` is all that it has written so far. */
export function started(command, args, { env } = {}) {
  const child = spawn(command, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } })
  // A test that breaks off must leave nothing running either.
  const kill = (signal) => process.kill(-child.pid, signal)
  const atExit = () => { try { kill('SIGKILL') } catch { /* It is over. */ } }
  process.on('exit', atExit)
  let text = ''
  let ended = null
  const over = new Promise((resolve) => {
    child.on('error', (error) => { text += String(error); ended = -1; resolve() })
    child.on('exit', (code) => { ended = code ?? -1; resolve() })
  })
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => { text += part })
  return {
    said: () => text,
    /** Its exit code; null while it runs. */
    ended: () => ended,
    async stop() {
      for (const signal of ['SIGTERM', 'SIGKILL']) {
        try {
          kill(signal)
        } catch {
          break
        }
        await Promise.race([over, new Promise((resolve) => setTimeout(resolve, 3000))])
      }
      process.off('exit', atExit)
    },
  }
}

/** Tries until it works, and tells what the program wrote where it never does. */
export async function trying(what, program, seconds = 60) {
  const end = Date.now() + seconds * 1000
  for (;;) {
    try {
      return await what()
    } catch (error) {
      if (Date.now() > end || program.ended() !== null) throw new Error(`${error.message}\n${program.said().slice(-2000)}`, { cause: error })
      await new Promise((resolve) => setTimeout(resolve, 150))
    }
  }
}
