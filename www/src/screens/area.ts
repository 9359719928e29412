// Where the child lives: which document counts, and whose contacts.

import { html, nothing, type TemplateResult } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import type { Contact, Edition, Pack } from '../contract.ts'
import { havePack, list, opened } from '../loaded.ts'
import { actions } from '../parts/actions.ts'
import { standingTag } from '../parts/document.ts'
import { clearProblems, noProblems, problemWith, summary } from '../parts/problems.ts'
import { radios } from '../parts/radios.ts'
import { schoolInUse } from '../parts/school.ts'
import { title } from '../parts/title.ts'
import { rememberArea } from '../remembered.ts'
import { go, visit } from '../router.ts'
import { areaSet } from '../settings.ts'
import { change, choosePack, entered } from '../state.ts'
import type { Drawn } from './screen.ts'

const NEXT_DOOR = 'next-door'
const NOT_KNOWN = 'not-known'

/** True while "a neighbouring area" is chosen and no neighbour is named yet. */
let nextDoor = false

async function choose(edition: Edition): Promise<void> {
  nextDoor = false
  clearProblems()
  choosePack(edition.id)
  // What the page around this one has set is no choice of this device.
  if (areaSet(list) === null) rememberArea(edition.area)
  await havePack()
  const only = opened?.pack.id === edition.id ? onlyAuthority(opened.pack) : null
  // Drawn again in any case: the pack has come.
  change(only !== null && entered.localAuthority === null ? { localAuthority: only } : {})
}

/** "The child lives in this area" says which local authority, where there is one alone. */
const onlyAuthority = (pack: Pack): string | null => (pack.local_authorities.length === 1 ? (pack.local_authorities[0]?.id ?? null) : null)

const neighboursOf = (pack: Pack): Contact[] => pack.contacts.filter((contact) => contact.neighbour !== undefined)

function editionRadio(edition: Edition, first: boolean): TemplateResult {
  const id = first ? 'area' : `area-${edition.id.replace('/', '-')}`
  const chosen = entered.pack === edition.id
  return html`<div class="govuk-radios__item">
      <input
        class="govuk-radios__input"
        type="radio"
        name="area"
        id=${id}
        aria-describedby="${id}-hint"
        .checked=${live(chosen)}
        @change=${() => void choose(edition)}
      />
      <label class="govuk-label govuk-radios__label" for=${id}>${edition.area_name} ${standingTag(edition.status)}</label>
      <div class="govuk-hint govuk-radios__hint" id="${id}-hint">${edition.short_title}, ${edition.published_words}</div>
    </div>
    ${chosen && opened?.pack.id === edition.id ? within(opened.pack) : nothing}`
}

/** Which part of the area, where that changes whom to ring. */
function within(pack: Pack): TemplateResult | typeof nothing {
  const neighbours = neighboursOf(pack)
  const several = pack.local_authorities.length > 1
  const districts = (pack.districts ?? []).filter(
    (district) => entered.localAuthority === null || district.local_authority === entered.localAuthority,
  )
  if (!several && neighbours.length === 0 && districts.length === 0) return nothing
  const outside = nextDoor || neighbours.some((contact) => contact.neighbour === entered.localAuthority)
  return html`<div class="govuk-radios__conditional">
    ${several || neighbours.length > 0
      ? radios({
          id: 'local-authority',
          legend: `Which council’s area is the child’s home in?`,
          small: true,
          choices: [
            ...pack.local_authorities.map((one) => ({ value: one.id, text: one.name })),
            ...(neighbours.length > 0
              ? [{ value: NEXT_DOOR, text: 'A neighbouring area', then: neighbourSelect(neighbours) }]
              : []),
            { value: NOT_KNOWN, text: 'Not known yet' },
          ],
          chosen: outside ? NEXT_DOOR : (entered.localAuthority ?? NOT_KNOWN),
          choose: (value) => {
            nextDoor = value === NEXT_DOOR
            change({ localAuthority: value === NEXT_DOOR || value === NOT_KNOWN ? null : value, district: null })
          },
        })
      : nothing}
    ${districts.length > 0 && !outside
      ? html`<div class="govuk-form-group">
          <label class="govuk-label" for="district">District or borough, if you know it</label>
          <select class="govuk-select" id="district" @change=${(event: Event) => {
            change({ district: (event.target as HTMLSelectElement).value || null })
          }}>
            <option value="" ?selected=${entered.district === null}>Not known yet</option>
            ${districts.map((one) => html`<option value=${one.id} ?selected=${entered.district === one.id}>${one.name}</option>`)}
          </select>
        </div>`
      : nothing}
  </div>`
}

function neighbourSelect(neighbours: Contact[]): TemplateResult {
  return html`<div class="govuk-form-group ${problemWith('neighbour') ? 'govuk-form-group--error' : ''}">
    <label class="govuk-label" for="neighbour">Which area?</label>
    ${problemWith('neighbour')
      ? html`<p class="govuk-error-message" id="neighbour-error"><span class="govuk-visually-hidden">Error:</span> ${problemWith('neighbour')}</p>`
      : nothing}
    <select class="govuk-select" id="neighbour" aria-describedby=${problemWith('neighbour') ? 'neighbour-error' : nothing} @change=${(event: Event) => {
      change({ localAuthority: (event.target as HTMLSelectElement).value || null })
    }}>
      <option value="" ?selected=${entered.localAuthority === null}>Choose an area</option>
      ${neighbours.map(
        (one) => html`<option value=${one.neighbour ?? ''} ?selected=${entered.localAuthority === one.neighbour}>${one.name}</option>`,
      )}
    </select>
  </div>`
}

function goOn(): void {
  const found =
    entered.pack === null
      ? [{ field: 'area', text: 'Choose where the child lives' }]
      : nextDoor && entered.localAuthority === null
        ? [{ field: 'neighbour', text: 'Choose the neighbouring area, or go back to “Not known yet”' }]
        : []
  if (noProblems(found)) go({ screen: visit().then ?? 'danger' })
  else change({})
}

export function area(): Drawn {
  const current = list.filter((edition) => edition.current)
  const others = list.filter((edition) => !edition.current)
  const error = problemWith('area')
  return {
    title: 'Where the child lives',
    body: html`${summary()} ${title('Where does the child live?')}
      <p class="govuk-body">Choose by the child’s home address. Each area has its own document.</p>
      <div class="govuk-form-group ${error ? 'govuk-form-group--error' : ''}">
        <fieldset class="govuk-fieldset" aria-describedby=${error ? 'area-error' : nothing}>
          <legend class="govuk-visually-hidden">Area</legend>
          ${error
            ? html`<p class="govuk-error-message" id="area-error"><span class="govuk-visually-hidden">Error:</span> ${error}</p>`
            : nothing}
          <div class="govuk-radios">${current.map((edition, at) => editionRadio(edition, at === 0))}</div>
          ${others.length > 0
            ? html`<details class="govuk-details door-others" ?open=${others.some((edition) => edition.id === entered.pack)}>
                <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Other editions</span></summary>
                <div class="govuk-details__text">
                  <p class="govuk-body">These are not in force. Use them to look up how a case was read before.</p>
                  <div class="govuk-radios">${others.map((edition) => editionRadio(edition, false))}</div>
                </div>
              </details>`
            : nothing}
        </fieldset>
      </div>
      <p class="govuk-body door-small">
        Not listed? Doorstep does not hold that area’s document. Ask the children’s services of the council where the child lives. In an
        emergency ring 999.
      </p>
      ${schoolInUse()}
      ${actions({ text: 'Continue', act: goOn })}`,
  }
}

/** Chooses the area used last, so that one touch is enough. */
export async function chooseRemembered(area: string | null): Promise<void> {
  const edition = list.find((one) => one.current && one.area === area)
  // Also where the page around this one no longer offers the one in use; what was entered for that one is not lost.
  if (edition && !list.some((one) => one.id === entered.pack)) await choose(edition)
}
