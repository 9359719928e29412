// A level in words, shape and colour: never colour alone.

import { html, svg, type TemplateResult } from 'lit-html'
import { level, levelWords, standing } from '../browse.ts'
import type { Level, Pack } from '../contract.ts'

/** Rising bars, as many filled as the level is steps up. */
export function bars(step: number, steps: number): TemplateResult {
  const each = [...Array(steps).keys()]
  return html`<svg class="door-bars" viewBox="0 0 ${steps * 6} 16" width=${steps * 6} height="16" aria-hidden="true" focusable="false">
    ${each.map((at) => {
      const height = 4 + (12 * (at + 1)) / steps
      return svg`<rect class=${at < step ? 'on' : 'off'} x=${at * 6 + 0.75} y=${16.75 - height} width="4" height=${height - 1.5} />`
    })}
  </svg>`
}

/** A sub-level's name is as long as a sentence, and stands above its list: the label is enough. */
const inShort = (of: Level): string => (of.within === undefined ? levelWords(of) : of.label)

export function badge(pack: Pack, id: string | null, otherwise = 'No level of its own'): TemplateResult {
  const of = level(pack, id)
  if (!of) return html`<span class="door-badge door-badge--none">${otherwise}</span>`
  const { step, steps, band } = standing(pack, of)
  return html`<span class="door-badge door-badge--${band}">${bars(step, steps)}<span>${inShort(of)}</span></span>`
}
