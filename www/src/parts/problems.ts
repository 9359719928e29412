// What is wrong with an answer: beside the field, and in a summary on top that takes the focus.

import { html, nothing, type TemplateResult } from 'lit-html'
import type { Fault } from '../contract.ts'

export interface Problem {
  /** Id of the field. */
  field: string
  text: string
}

let problems: Problem[] = []

export function clearProblems(): void {
  problems = []
}

/** True where there are none. Otherwise they show at the next drawing, and the summary takes the focus. */
export function noProblems(found: Problem[]): boolean {
  problems = found
  if (found.length > 0) requestAnimationFrame(() => document.getElementById('problems')?.focus())
  return found.length === 0
}

/** Everything wrong with a field. */
export const problemsWith = (field: string): string[] => problems.filter((one) => one.field === field).map((one) => one.text)

export const problemWith = (field: string): string | undefined => problems.find((one) => one.field === field)?.text

export function summary(): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing
  return html`<div class="govuk-error-summary" id="problems" tabindex="-1" aria-labelledby="problems-title">
    <div role="alert">
      <h2 class="govuk-error-summary__title" id="problems-title">There is a problem</h2>
      <div class="govuk-error-summary__body">
        <ul class="govuk-list govuk-error-summary__list">
          ${problems.map((one) => html`<li><a href="#${one.field}" @click=${(event: Event) => { toField(event, one.field) }}>${one.text}</a></li>`)}
        </ul>
      </div>
    </div>
  </div>`
}

const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1)

/** A fault that the engine names, with where it stands and the mend. */
export function faultInWords(fault: Fault): string {
  const at = fault.key === '' ? '' : ` (at ${fault.key})`
  return `${capital(fault.message)}${at}. ${capital(fault.help)}.`.replace(/\?\.$/, '?')
}

/** Goes to a field without changing the address. */
export function toField(event: Event, field: string): void {
  event.preventDefault()
  const there = document.getElementById(field)
  there?.scrollIntoView({ block: 'center' })
  there?.focus({ preventScroll: true })
}
