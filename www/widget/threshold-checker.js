// <threshold-checker area="nottinghamshire" lock dsl-name="Jo Marsh" dsl-phone="0115 496 0001">: Doorstep in a page of yours.
// Copy the whole folder that this file is in to your own server, and load it with <script src="…/threshold-checker.js" defer>.
//
// It makes a frame of the index.html beside it, hands the attributes on, and makes the frame as tall as it asks to be. It
// fetches nothing, keeps nothing and never learns what is entered: all that the frame tells is its height.
'use strict'
{
  const NAME = 'threshold-checker'
  const SETTINGS = ['area', 'lock', 'school', 'dsl-name', 'dsl-phone', 'dsl-checked']
  const LEAST = 100
  const MOST = 30000
  const FIRST = 640
  const STYLE = `
    :host { all: initial; display: block !important; }
    iframe { display: block !important; visibility: visible !important; box-sizing: border-box; width: 100%; max-height: 100vh; border: 0; }
    @supports (height: 100dvh) { iframe { max-height: 100dvh } }
  `

  const script = document.currentScript ?? document.querySelector(`script[src*="${NAME}.js"]`)
  const page = new URL('index.html', script?.src || document.baseURI)

  const warn = (words) => console.warn(`<${NAME}>: ${words}`)

  /** The same style without a <style>, which a strict policy would refuse. */
  function styled(root) {
    try {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(STYLE)
      root.adoptedStyleSheets = [sheet]
    } catch {
      root.appendChild(document.createElement('style')).textContent = STYLE
    }
  }

  /** `{ doorstep: 'height', height: 812 }`, and nothing beside; null for anything else. */
  function heightIn(message) {
    if (typeof message !== 'object' || message === null || Object.keys(message).length !== 2) return null
    const { doorstep, height } = message
    return doorstep === 'height' && Number.isInteger(height) && height >= LEAST && height <= MOST ? height : null
  }

  class ThresholdChecker extends HTMLElement {
    static observedAttributes = [...SETTINGS, 'label']

    #frame
    #hear = (event) => this.#heard(event)

    constructor() {
      super()
      const root = this.attachShadow({ mode: 'open' })
      styled(root)
      const frame = document.createElement('iframe')
      frame.setAttribute('part', 'frame')
      frame.setAttribute('allow', 'share' in navigator ? 'clipboard-write; web-share' : 'clipboard-write')
      frame.setAttribute('referrerpolicy', 'no-referrer')
      frame.setAttribute('loading', 'lazy')
      frame.setAttribute('width', '100%')
      frame.setAttribute('height', String(FIRST))
      // Also when it comes back from its dull page, which knows no settings.
      frame.addEventListener('load', () => this.#tell())
      this.#frame = frame
    }

    connectedCallback() {
      addEventListener('message', this.#hear)
      this.#named()
      this.#check()
      this.#frame.src = `${page.href}#${this.#settings()}`
      this.shadowRoot.append(this.#frame)
    }

    disconnectedCallback() {
      removeEventListener('message', this.#hear)
      this.#frame.remove()
    }

    attributeChangedCallback(name, before, now) {
      if (before === now || !this.isConnected || !this.#frame.isConnected) return
      if (name === 'label') this.#named()
      else this.#tell()
    }

    #named() {
      this.#frame.title = this.getAttribute('label')?.trim() || 'Worried about a child? Threshold checker'
    }

    /** What the frame is told, in the form of a fragment: `area=llr&lock`. */
    #settings() {
      return SETTINGS.filter((name) => this.hasAttribute(name))
        .map((name) => (name === 'lock' ? name : `${name}=${encodeURIComponent(this.getAttribute(name).trim())}`))
        .join('&')
    }

    /** The page in the frame says in words what it cannot use; this is for whoever looks at the console alone. */
    #check() {
      const area = this.getAttribute('area')
      if (area !== null && !/^[a-z0-9-]+$/i.test(area.trim())) warn(`area="${area}" is no area: write its short name, such as area="nottinghamshire"`)
      if (this.hasAttribute('lock') && !area?.trim()) warn('lock needs an area')
      if (this.hasAttribute('dsl-name') !== this.hasAttribute('dsl-phone')) warn('dsl-name and dsl-phone belong together')
    }

    /** In a sandbox without an origin of its own the frame has none to be named by; settings are no secret. */
    #tell() {
      this.#frame.contentWindow?.postMessage({ doorstep: 'settings', settings: this.#settings() }, '*')
    }

    #heard(event) {
      if (event.source === null || event.source !== this.#frame.contentWindow) return
      // 'null' is what a frame in a sandbox calls itself.
      if (event.origin !== page.origin && event.origin !== 'null' && page.origin !== 'null') return
      const height = heightIn(event.data)
      if (height !== null) this.#frame.style.setProperty('height', `${height}px`)
    }
  }

  // Loaded twice, the first one counts.
  if (!customElements.get(NAME)) customElements.define(NAME, ThresholdChecker)
}
