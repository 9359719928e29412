// The header files of dist/headers/, read as the servers read them: each gives the headers for a path.

import { readFileSync } from 'node:fs'
import { DIST } from '../../scripts/serve.mjs'

export const headerFile = (name) => readFileSync(`${DIST}headers/${name}`, 'utf8')

const lines = (text) => text.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'))

/** nginx: the innermost block that fits; a block with add_header of its own inherits none. */
function nginx(text) {
  const open = [{ fits: () => true, headers: {}, types: {} }]
  const blocks = []
  for (const line of lines(text)) {
    const location = /^location (?:(~) )?(\S+) \{$/.exec(line)
    const header = /^add_header (\S+) "([^"]*)" always;$/.exec(line)
    if (location) {
      const [, pattern, where] = location
      const up = open.at(-1)
      const here = pattern ? (path) => new RegExp(where).test(path) : (path) => path.startsWith(where)
      const block = { fits: (path) => up.fits(path) && here(path), headers: {}, depth: open.length }
      open.push(block)
      blocks.push(block)
    } else if (line === '}') open.pop()
    else if (header) open.at(-1).headers[header[1]] = header[2]
    else if (/^default_type (\S+);$/.test(line)) open.at(-1).headers['Content-Type'] = line.slice(13, -1)
    else if (!/^(gzip|gzip_vary|gzip_types|types) /.test(line)) throw new Error(`nginx.conf: ${line}`)
  }
  return (path) => blocks.filter((block) => block.fits(`/doorstep/${path}`)).sort((a, b) => b.depth - a.depth)[0].headers
}

/** Apache: from top to bottom, the last one wins. */
function apache(text) {
  const rules = []
  let fits = () => true
  for (const line of lines(text)) {
    const files = /^<(Files|FilesMatch) "([^"]*)">$/.exec(line)
    const header = /^Header always set (\S+) "([^"]*)"$/.exec(line)
    if (files) fits = files[1] === 'Files' ? (name) => name === files[2] : (name) => new RegExp(files[2]).test(name)
    else if (/^<\/Files(Match)?>$/.test(line)) fits = () => true
    else if (header) rules.push({ fits, name: header[1], value: header[2] })
    else if (/^AddType (\S+) \.wasm$/.test(line)) rules.push({ fits: (name) => name.endsWith('.wasm'), name: 'Content-Type', value: line.split(' ')[1] })
    else if (!/^(<\/?IfModule|AddType|AddOutputFilterByType)/.test(line)) throw new Error(`.htaccess: ${line}`)
  }
  return (path) => Object.fromEntries(rules.filter((rule) => rule.fits(path.split('/').at(-1))).map(({ name, value }) => [name, value]))
}

const unescaped = (text) => text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')

/** IIS: what stands under a path adds to, or takes the place of, what stands above. */
function iis(text) {
  const body = text.replace(/<!--[\s\S]*?-->/g, '')
  const parts = [{ where: '', body: body.replace(/<location [\s\S]*?<\/location>/g, '') }]
  for (const [, where, inside] of body.matchAll(/<location path="([^"]*)">([\s\S]*?)<\/location>/g)) parts.push({ where, body: inside })
  return (path) => {
    const headers = {}
    for (const part of parts) {
      if (part.where !== '' && path !== part.where && !path.startsWith(`${part.where}/`)) continue
      for (const [, name, value] of part.body.matchAll(/<add name="([^"]*)" value="([^"]*)"/g)) headers[name] = unescaped(value)
      for (const [, ending, type] of part.body.matchAll(/<mimeMap fileExtension="([^"]*)" mimeType="([^"]*)"/g)) if (path.endsWith(ending)) headers['Content-Type'] = type
      if (part.body.includes('cacheControlMode="DisableCache"')) headers['Cache-Control'] = 'no-cache'
      const age = /cacheControlMaxAge="(\d+)\.00:00:00" cacheControlCustom="public, immutable"/.exec(part.body)
      if (age) headers['Cache-Control'] = `public, max-age=${Number(age[1]) * 86_400}, immutable`
    }
    return headers
  }
}

/** `_headers`: every rule that fits; two that say the same header are joined with a comma. */
function staticHost(text) {
  const rules = []
  for (const line of text.split('\n')) {
    if (line.startsWith('#') || line.trim() === '') continue
    const header = /^ {2}([^:]+): (.*)$/.exec(line)
    if (header) rules.at(-1).headers.push([header[1], header[2]])
    else rules.push({ where: line, headers: [] })
  }
  return (path) => {
    const headers = {}
    for (const { where, headers: said } of rules) {
      const fits = where.endsWith('*') ? `/${path}`.startsWith(where.slice(0, -1)) : where === `/${path}`
      if (fits) for (const [name, value] of said) headers[name] = name in headers ? `${headers[name]}, ${value}` : value
    }
    return headers
  }
}

/** For each header file, what it says of a path in dist/. */
export const servers = () => ({
  'nginx.conf': nginx(headerFile('nginx.conf')),
  '.htaccess': apache(headerFile('.htaccess')),
  'web.config': iis(headerFile('web.config')),
  _headers: staticHost(headerFile('_headers')),
})
