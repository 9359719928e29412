// The JavaScript sides of the engine and of the search, as a function that makes a fresh copy each time it is called. After
// a trap the memory of a copy is in an unknown state; as wasm-bindgen writes them, a page could have one copy alone.

const NAMED = /^export (class|function) (\w+)/gm
const LAST = /^export \{ initSync, __wbg_init as default \};?$/m
// The page always says which file it is; without this Vite would look for it.
const OWN_FILE = /module_or_path = new URL\('[\w.]+', import\.meta\.url\);/

/** @returns {import('vite').Plugin} */
export function freshCopies() {
  return {
    name: 'fresh-copies',
    enforce: 'pre',
    transform: {
      filter: { id: /\?fresh$/ },
      handler(code, id) {
        const names = [...code.matchAll(NAMED)].map(([, , name]) => name)
        if (names.length === 0 || !LAST.test(code) || !OWN_FILE.test(code)) throw new Error(`${id} is not as wasm-bindgen writes it`)
        const body = code.replace(NAMED, '$1 $2').replace(LAST, '').replace(OWN_FILE, "throw new Error('no file was named');")
        return { code: `export default () => {\n${body}\nreturn { start: __wbg_init, ${names.join(', ')} }\n}\n`, map: null }
      },
    },
  }
}
