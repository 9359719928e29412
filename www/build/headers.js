// Header files for web servers, all from policy.js: what the page may do, said by the server too, where a page cannot say it
// itself (who may show it in a frame), and what may be kept for how long.

import { FRAMED_BY, POLICY, written } from './policy.js'

/** The one page that holds everything allows its own script by hash, and says so itself: a server adds only who may frame it. */
export const ONE_FILE = 'doorstep.html'

/** @param {string} framedBy */
const policy = (framedBy) => written({ ...POLICY, 'frame-ancestors': [framedBy] })
/** @param {string} framedBy */
const policyOfOneFile = (framedBy) => written({ 'frame-ancestors': [framedBy] })

const NEVER = ['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'magnetometer', 'microphone', 'midi', 'payment', 'usb']

/** For every file. @type {Record<string, string>} */
const ALWAYS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': NEVER.map((name) => `${name}=()`).join(', '),
  'Cross-Origin-Opener-Policy': 'same-origin',
}
const CSP = 'Content-Security-Policy'
const CACHE = 'Cache-Control'
/** Asked for anew at each start; the answer is mostly "not changed". */
const FRESH = 'no-cache'
/** The names of files in assets/ carry a mark of their contents: the same name is the same file for ever. */
const FOR_EVER = 'public, max-age=31536000, immutable'

/**
 * What a server says with a file of dist/, by its path there.
 * @param {string} path such as `assets/index-abc.js`
 * @param {string} [framedBy]
 * @returns {Record<string, string>}
 */
export const headersFor = (path, framedBy = FRAMED_BY) => ({
  [CSP]: path === ONE_FILE || path.endsWith(`/${ONE_FILE}`) ? policyOfOneFile(framedBy) : policy(framedBy),
  ...ALWAYS,
  [CACHE]: path.startsWith('assets/') || path.includes('/assets/') ? FOR_EVER : FRESH,
})

/** @param {Record<string, string>} headers */
const withoutCache = (headers) => Object.fromEntries(Object.entries(headers).filter(([name]) => name !== CACHE))

/** @param {string} mark what begins a line that the server does not read */
const about = (mark, ...lines) => lines.map((line) => `${mark} ${line}\n`).join('')

const FRAMING = [
  `frame-ancestors says who may show the page in a frame: ${FRAMED_BY} is this site alone. To let another site do so, write`,
  `${FRAMED_BY} https://intranet.school.example in its place, everywhere in this file. Change nothing else of the policy.`,
]

/** @param {Record<string, string>} headers @param {string} indent */
const nginxLines = (headers, indent) =>
  Object.entries(headers).map(([name, value]) => `${indent}add_header ${name} "${value}" always;\n`).join('')

function nginx() {
  return `${about('#', 'nginx: include this inside server { }. /doorstep/ is the folder with index.html; change it to yours.', ...FRAMING)}
location /doorstep/ {
${nginxLines(headersFor('index.html'), '  ')}
  # Half the bytes: gzip is in every nginx, brotli where its module is.
  gzip on;
  gzip_vary on;
  gzip_types text/css text/javascript application/javascript application/json application/wasm application/octet-stream image/svg+xml application/manifest+json;

  # A block with headers of its own gets none from outside, so they stand here again.
  location ~ /assets/ {
${nginxLines(headersFor('assets/any'), '    ')}
    location ~ \\.wasm$ {
      types { }
      default_type application/wasm;
${nginxLines(headersFor('assets/any'), '      ')}    }
  }
  location ~ /${ONE_FILE.replace('.', '\\.')}$ {
${nginxLines(headersFor(ONE_FILE), '    ')}  }
}
`
}

/** @param {Record<string, string>} headers @param {string} indent */
const apacheLines = (headers, indent) =>
  Object.entries(headers).map(([name, value]) => `${indent}Header always set ${name} "${value}"\n`).join('')

function apache() {
  const common = withoutCache(headersFor('index.html'))
  return `${about('#', 'Apache: put this file beside index.html (AllowOverride FileInfo Options), or its lines into <Directory>.', ...FRAMING)}
AddType application/wasm .wasm
AddType text/javascript .js .mjs
AddType application/manifest+json .webmanifest

<IfModule mod_headers.c>
${apacheLines(common, '  ')}  Header always set ${CACHE} "${FRESH}"
  # Files of assets/: their names end in a mark of their contents.
  <FilesMatch "-[A-Za-z0-9_-]{8}\\.(js|css|wasm|json|bin)$">
    Header always set ${CACHE} "${FOR_EVER}"
  </FilesMatch>
  <Files "${ONE_FILE}">
    Header always set ${CSP} "${headersFor(ONE_FILE)[CSP]}"
  </Files>
</IfModule>

# Half the bytes.
<IfModule mod_deflate.c>
  AddOutputFilterByType DEFLATE text/html text/css text/javascript application/json application/wasm image/svg+xml
</IfModule>
<IfModule mod_brotli.c>
  AddOutputFilterByType BROTLI_COMPRESS text/html text/css text/javascript application/json application/wasm image/svg+xml
</IfModule>
`
}

/** @param {string} text */
const xml = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

function iis() {
  const add = Object.entries(withoutCache(headersFor('index.html')))
  return `<?xml version="1.0" encoding="utf-8"?>
<!-- IIS: put this file beside index.html.
     ${FRAMING.join('\n     ')} -->
<configuration>
  <system.webServer>
    <httpProtocol>
      <customHeaders>
${add.map(([name, value]) => `        <remove name="${name}" />\n        <add name="${name}" value="${xml(value)}" />\n`).join('')}      </customHeaders>
    </httpProtocol>
    <staticContent>
      <remove fileExtension=".wasm" />
      <mimeMap fileExtension=".wasm" mimeType="application/wasm" />
      <remove fileExtension=".bin" />
      <mimeMap fileExtension=".bin" mimeType="application/octet-stream" />
      <remove fileExtension=".webmanifest" />
      <mimeMap fileExtension=".webmanifest" mimeType="application/manifest+json" />
      <clientCache cacheControlMode="DisableCache" />
    </staticContent>
    <urlCompression doStaticCompression="true" />
  </system.webServer>
  <location path="assets">
    <system.webServer>
      <staticContent>
        <clientCache cacheControlMode="UseMaxAge" cacheControlMaxAge="365.00:00:00" cacheControlCustom="public, immutable" />
      </staticContent>
    </system.webServer>
  </location>
  <location path="${ONE_FILE}">
    <system.webServer>
      <httpProtocol>
        <customHeaders>
          <remove name="${CSP}" />
          <add name="${CSP}" value="${xml(headersFor(ONE_FILE)[CSP] ?? '')}" />
        </customHeaders>
      </httpProtocol>
    </system.webServer>
  </location>
</configuration>
`
}

/** @param {string} path @param {Record<string, string>} headers */
const rule = (path, headers) => `${path}\n${Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`).join('')}`

/**
 * Hosts that read `_headers` join what several rules say of one header, so no two rules here say the same one of a path.
 * @param {string[]} pages paths of the pages and workers: what the policy is about
 */
function staticHost(pages) {
  const lines = pages.map((page) => {
    const { [CSP]: csp, [CACHE]: cache } = headersFor(page)
    return rule(`/${page}`, { [CSP]: csp ?? '', [CACHE]: cache ?? '' })
  })
  const { [CSP]: csp, [CACHE]: cache } = headersFor('index.html')
  return [
    about('#', 'Static hosts that read `_headers`: put this file into the top folder of the site, with the folder of the page', 'before each path where it is not the top one.', ...FRAMING),
    rule('/*', ALWAYS),
    rule('/', { [CSP]: csp ?? '', [CACHE]: cache ?? '' }),
    ...lines,
    rule('/assets/*', { [CACHE]: FOR_EVER }),
  ].join('\n')
}

/**
 * Every header file by its name.
 * @param {string[]} pages paths of the pages and workers in dist/
 * @returns {Record<string, string>}
 */
export const headerFiles = (pages) => ({
  'nginx.conf': nginx(),
  '.htaccess': apache(),
  'web.config': iis(),
  _headers: staticHost(pages),
})
