// What a screen is: a title for the browser's tab, which says nothing of the case, and what is drawn.

import type { TemplateResult } from 'lit-html'

export interface Drawn {
  title: string
  body: TemplateResult
}
