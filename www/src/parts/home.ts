// Where the child's home is, within the area or next door: it changes whom to ring. Asked only where the document needs it.

import { html, nothing, type TemplateResult } from 'lit-html'
import type { Contact, District, Pack } from '../contract.ts'
import { change, entered } from '../state.ts'
import { problemWith, type Problem } from './problems.ts'
import { radios } from './radios.ts'
import { select } from './select.ts'

const NEXT_DOOR = 'next-door'
const NOT_KNOWN = 'not-known'

export const neighboursOf = (pack: Pack): Contact[] => pack.contacts.filter((contact) => contact.neighbour !== undefined)

const councilMatters = (pack: Pack): boolean => pack.local_authorities.length > 1 || neighboursOf(pack).length > 0

export const asksHome = (pack: Pack): boolean => councilMatters(pack) || (pack.districts ?? []).length > 0

/** Those that the home can be in, as far as is known. */
export function districtsOf(pack: Pack): District[] {
  if (entered.nextDoor) return []
  return (pack.districts ?? []).filter(
    (district) => entered.localAuthority === null || district.local_authority === entered.localAuthority,
  )
}

export function liveIn(localAuthority: string | null, nextDoor: boolean): void {
  change({ localAuthority, nextDoor, district: null })
}

export function home(pack: Pack): TemplateResult | typeof nothing {
  if (!asksHome(pack)) return nothing
  const neighbours = neighboursOf(pack)
  const districts = districtsOf(pack)
  return html`${councilMatters(pack)
    ? radios({
        id: 'local-authority',
        legend: 'Where is the child’s home?',
        hint: 'Whom to ring goes by the home address, not by the school.',
        choices: [
          ...pack.local_authorities.map((one) => ({ value: one.id, text: one.name })),
          ...(neighbours.length > 0 ? [{ value: NEXT_DOOR, text: 'A neighbouring area', then: neighbour(neighbours) }] : []),
          { value: NOT_KNOWN, text: 'Not known yet' },
        ],
        chosen: entered.nextDoor ? NEXT_DOOR : (entered.localAuthority ?? NOT_KNOWN),
        choose: (value) => {
          liveIn(value === NEXT_DOOR || value === NOT_KNOWN ? null : value, value === NEXT_DOOR)
        },
      })
    : nothing}
  ${districts.length > 0 ? district('district', districts) : nothing}`
}

export const district = (id: string, districts: District[]): TemplateResult =>
  select({
    id,
    label: 'District or borough, if you know it',
    choices: [{ value: '', text: 'Not known yet' }, ...districts.map((one) => ({ value: one.id, text: one.name }))],
    chosen: entered.district ?? '',
    choose: (value) => {
      change({ district: value || null })
    },
  })

const neighbour = (neighbours: Contact[]): TemplateResult =>
  select({
    id: 'neighbour',
    label: 'Which area?',
    error: problemWith('neighbour'),
    choices: [{ value: '', text: 'Choose an area' }, ...neighbours.map((one) => ({ value: one.neighbour ?? '', text: one.name }))],
    chosen: entered.localAuthority ?? '',
    choose: (value) => {
      change({ localAuthority: value || null })
    },
  })

export function homeProblems(): Problem[] {
  if (!entered.nextDoor || entered.localAuthority !== null) return []
  return [{ field: 'neighbour', text: 'Choose the neighbouring area, or go back to “Not known yet”' }]
}

export function homeInWords(pack: Pack): string {
  const authority = pack.local_authorities.find((one) => one.id === entered.localAuthority)
  const next = neighboursOf(pack).find((one) => one.neighbour === entered.localAuthority)
  const within = pack.districts?.find((one) => one.id === entered.district)
  const council = entered.nextDoor ? `Neighbouring area: ${next?.name ?? 'not named yet'}` : authority?.name
  return [within?.name, council].filter(Boolean).join(', ')
}
