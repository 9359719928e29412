// Which copy this is: the version of the crate, and the day of the last change, so that the same sources give the same bytes.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const repo = new URL('../../', import.meta.url)

/** The day of the last change; where nobody can tell it is not made up. */
function lastChanged() {
  const { SOURCE_DATE_EPOCH: epoch } = process.env
  if (epoch) return new Date(Number(epoch) * 1000).toISOString().slice(0, 10)
  try {
    return execFileSync('git', ['log', '-1', '--format=%cs'], { cwd: repo, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || 'date unknown'
  } catch {
    return 'date unknown'
  }
}

const version = () => /^version = "(.+)"$/m.exec(readFileSync(new URL('Cargo.toml', repo), 'utf8'))?.[1] ?? 'unknown'

export const thisCopy = () => ({ version: version(), built: lastChanged() })

/** @returns {import('vite').Plugin} */
export function copyInPage() {
  return { name: 'copy-in-page', config: () => ({ define: { DOORSTEP_COPY: JSON.stringify(thisCopy()) } }) }
}
