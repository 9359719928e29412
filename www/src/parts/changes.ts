// What would change the finding, each answerable where it stands.

import { html, nothing, type TemplateResult } from 'lit-html'
import type { Change, Pack } from '../contract.ts'
import { again } from '../recheck.ts'
import { go, type Visit } from '../router.ts'
import { CONSENT, YES_NO } from '../screens/child.ts'
import { change, entered, tickConcern, type Answer, type Entered } from '../state.ts'
import { cite } from './cite.ts'
import { badge } from './level.ts'

export interface Offered {
  id: string
  text: string
  level: string | null
  levelName: string
}

/** A statement that can be added to the case. */
export function offer(pack: Pack, one: Offered, more: TemplateResult | typeof nothing = nothing): TemplateResult {
  return html`<li class="door-quote">
    <p class="door-quote__level">${badge(pack, one.level, one.levelName)}</p>
    <blockquote class="door-quote__words">${one.text}</blockquote>
    ${more}
    ${entered.concerns.includes(one.id)
      ? html`<p class="door-small">Added</p>`
      : html`<button
          type="button"
          class="govuk-button govuk-button--secondary door-small-button"
          @click=${() => {
            tickConcern(one.id, true)
            again('Added. This is the finding with it.')
          }}
        >
          This fits: add it<span class="govuk-visually-hidden">: “${one.text}”</span>
        </button>`}
  </li>`
}

function answers<T extends string>(question: string, choices: { value: T; text: string }[], take: (value: T) => void): TemplateResult {
  return html`<div class="door-answers" role="group" aria-label=${question}>
    ${choices.map(
      (choice) => html`<button
        type="button"
        class="govuk-button govuk-button--secondary door-small-button"
        @click=${() => {
          take(choice.value)
          again('Answered. This is the finding with it.')
        }}
      >
        ${choice.text}
      </button>`,
    )}
  </div>`
}

function elsewhere(text: string, to: Visit): TemplateResult {
  return html`<button type="button" class="govuk-button govuk-button--secondary door-small-button" @click=${() => { go(to) }}>${text}</button>`
}

/** The way to answer: here where the answers are few, on its own screen otherwise. */
export function answerable(pack: Pack, one: Change): TemplateResult | typeof nothing {
  const known = <T extends string>(choices: { value: T | 'not-known'; text: string }[]): { value: T; text: string }[] =>
    choices.filter((choice): choice is { value: T; text: string } => choice.value !== 'not-known')
  switch (one.fact) {
    case 'age':
      return elsewhere('Give the age', { screen: 'child', then: 'finding', field: 'age' })
    case 'send':
      return answers(one.question, known<Answer>(YES_NO), (send) => {
        change({ send })
      })
    case 'local_authority':
    case 'district':
      return elsewhere('Say where', { screen: 'child', then: 'finding', field: one.fact === 'district' ? 'district' : 'local-authority' })
    case 'immediate_danger':
      return elsewhere('Answer', { screen: 'danger', then: 'finding' })
    case 'when':
      return nothing
    case 'answers.consent':
      return answers(one.question, known<Entered['consent']>(CONSENT), (consent) => {
        change({ consent })
      })
    case 'concerns':
      return statementsOf(pack, one)
    default: {
      const id = one.fact.replace(/^answers\./, '')
      if (!pack.questions?.some((question) => question.id === id)) return nothing
      return answers(one.question, known<Answer>(YES_NO), (answer) => {
        change({ answers: { ...entered.answers, [id]: answer } })
      })
    }
  }
}

/** More than a few are folded away. */
const FEW = 3

function statementsOf(pack: Pack, one: Change): TemplateResult | typeof nothing {
  const items = one.statements.flatMap((id) => pack.items.filter((item) => item.id === id))
  if (items.length === 0) return elsewhere('Look again', { screen: 'concerns' })
  const list = html`<ul class="door-quotes" role="list">
    ${items.map((item) => offer(pack, { id: item.id, text: item.text, level: item.level, levelName: '' }))}
  </ul>`
  if (items.length <= FEW) return list
  return html`<details class="govuk-details">
    <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Show the ${items.length} statements</span></summary>
    <div class="door-details">${list}</div>
  </details>`
}

export function changes(pack: Pack, all: Change[]): TemplateResult {
  return html`<ul class="door-changes" role="list">
    ${all.map(
      (one) => html`<li>
        <h3 class="govuk-heading-s">${one.question}</h3>
        ${one.to === null ? nothing : html`<p class="door-to">Could lead to ${badge(pack, one.to)}</p>`}
        <p>${one.why}</p>
        ${answerable(pack, one)} ${cite(one.cite)}
      </li>`,
    )}
  </ul>`
}
