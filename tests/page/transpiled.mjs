// A module of the page, for tests that run it without a browser: its types taken away, its imports left alone.

import { readFileSync } from 'node:fs'
import ts from 'typescript'

export async function moduleOfPage(path) {
  const text = readFileSync(new URL(`../../www/${path}`, import.meta.url), 'utf8')
  const { outputText } = ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 } })
  return import(`data:text/javascript;base64,${Buffer.from(outputText).toString('base64')}`)
}
