import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

// What the page must never do, each with its reason.
const never = [
  { property: 'innerHTML', message: 'Text from a pack is drawn as text: use a lit-html template.' },
  { property: 'outerHTML', message: 'Text from a pack is drawn as text: use a lit-html template.' },
  { property: 'insertAdjacentHTML', message: 'Text from a pack is drawn as text: use a lit-html template.' },
  { object: 'document', property: 'write', message: 'The content security policy has no room for it.' },
  { object: 'navigator', property: 'sendBeacon', message: 'Nothing leaves the device.' },
]
const unsafe = ['unsafe-html', 'unsafe-svg', 'unsafe-mathml'].map((name) => ({
  name: `lit-html/directives/${name}.js`,
  message: 'Text from a pack is drawn as text.',
}))

/** @param {string[]} names */
const globalsOf = (...names) => Object.fromEntries(names.map((name) => [name, 'readonly']))

export default defineConfig(
  globalIgnores(['www/pkg/', 'www/finder/', 'www/public/', 'www/packs/', 'dist/', 'node_modules/', 'target/']),
  js.configs.recommended,
  {
    files: ['www/src/**/*.ts', 'www/single/**/*.ts', 'www/worker/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: ['./tsconfig.json', './www/worker/tsconfig.json'] } },
    rules: {
      eqeqeq: 'error',
      'no-restricted-properties': ['error', ...never],
      'no-restricted-imports': ['error', { paths: unsafe }],
      'no-restricted-globals': [
        'error',
        { name: 'sessionStorage', message: 'The case lives in memory alone. Only kept.ts may use it, where somebody asked for it.' },
        { name: 'localStorage', message: 'Only remembered.ts may use it, for settings of the device.' },
        { name: 'XMLHttpRequest', message: 'Only files.ts and contacts.ts fetch, and only from this site.' },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  { files: ['www/src/remembered.ts', 'www/src/kept.ts'], rules: { 'no-restricted-globals': 'off' } },
  {
    files: ['www/*.js', 'www/build/**/*.js', 'www/single/*.js', 'eslint.config.js'],
    languageOptions: { globals: { Buffer: 'readonly', URL: 'readonly', process: 'readonly' } },
  },
  {
    files: ['www/widget/*.js'],
    languageOptions: { globals: globalsOf('document', 'navigator', 'customElements', 'console', 'addEventListener', 'removeEventListener', 'CSSStyleSheet', 'HTMLElement', 'URL') },
  },
)
