// Reading a document of this copy, whatever area is in use. It changes no answer, and the address never says what is read.

import { html, nothing } from 'lit-html'
import type { Edition, Pack } from '../contract.ts'
import { edition, haveList, inTrouble, list } from '../loaded.ts'
import { openPack } from '../packs.ts'
import { title } from '../parts/title.ts'
import { ageInWords } from '../reading/ages.ts'
import { documentBody } from '../reading/document.ts'
import { documentList } from '../reading/documents.ts'
import { emptyBox, findBox, forgetFinding } from '../reading/find.ts'
import { termButton } from '../reading/terms.ts'
import type { Ways } from '../reading/ways.ts'
import { visit } from '../router.ts'
import type { Drawn } from './screen.ts'

let read: { pack: Pack; edition: Edition } | null = null

/** What the link asks for, which this copy may not hold. */
const wanted = (): Edition | undefined => list.find((one) => one.id === visit().of)

export async function haveReading(): Promise<boolean> {
  if (!(await haveList())) return false
  const asked = wanted()
  if (!asked || read?.pack.id === asked.id) return true
  try {
    const { pack } = await openPack(asked)
    forgetFinding()
    if (wanted()?.id === asked.id) read = { pack, edition: asked }
    return true
  } catch (error) {
    inTrouble('The document could not be opened.', error)
    return false
  }
}

const tell = (words: string): void => {
  const told = document.getElementById('told')
  if (told) told.textContent = words
}

/** Goes to a place of the document, which `to` wrote in the link. */
function jump(event: Event): void {
  const place = document.getElementById((event.currentTarget as HTMLAnchorElement).hash.split('/').at(-1) ?? '')
  if (!place) return
  event.preventDefault()
  place.scrollIntoView()
  place.focus({ preventScroll: true })
}

async function copyLink(event: Event): Promise<void> {
  const link = event.currentTarget as HTMLAnchorElement
  event.preventDefault()
  const words = link.firstElementChild
  try {
    await navigator.clipboard.writeText(link.href)
    tell('The link is copied.')
    if (!words) return
    words.textContent = 'Copied'
    setTimeout(() => { words.textContent = 'Link' }, 3000)
  } catch {
    tell('This browser does not let the page copy. Press and hold the link, or right-click it, to copy it yourself.')
    if (words) words.textContent = 'Not copied'
  }
}

const age = (published: string): string => ` (${ageInWords(published, new Date())})`
const toDocument = (pack: string): string => `#read/${pack}`

const waysOf = (pack: Pack): Ways => ({
  to: (id) => `#read/${pack.id}/${id}`,
  toDocument,
  jump,
  copy: (event) => void copyLink(event),
  term: termButton,
  age,
  glossary: pack.glossary,
})

/** Those of the area in use come first. */
function inOrder(): Edition[] {
  const area = edition()?.area
  return [...list.filter((one) => one.area === area), ...list.filter((one) => one.area !== area)]
}

export function documents(): Drawn {
  return {
    title: 'Read the documents',
    body: html`${title('Read the documents')}
      <p class="govuk-body">Every document of this copy, from its levels to its telephone numbers. Reading one changes none of your answers.</p>
      ${documentList(inOrder(), { toDocument, age })}`,
  }
}

export function reading(): Drawn {
  const asked = wanted()
  if (!asked) {
    return {
      title: 'Read the documents',
      body: html`${title('This copy does not hold that document')}
        <p class="govuk-body">The link may be of another copy, or of an older one. These are here:</p>
        ${documentList(inOrder(), { toDocument, age })}`,
    }
  }
  const field = visit().field
  const here = read?.pack.id === asked.id ? read : null
  const missing = here !== null && field !== undefined && !places(here.pack, field)
  return {
    title: 'Read the document',
    body: html`${title(asked.short_title, asked.area_name)}
      ${missing ? html`<p class="govuk-inset-text">This edition does not have the place that the link names. Here is the whole document.</p>` : nothing}
      ${here ? documentBody(here.pack, asked, waysOf(here.pack), findBox()) : html`<p class="govuk-body">The document is being opened.</p>`}`,
  }
}

/** Whether a place that a link names may be in the document: a statement, or another part of the page. */
const places = (pack: Pack, id: string): boolean => pack.items.some((item) => item.id === id) || /^(part|level|means|list|situation|pathway|services|contact|checklist|discrepancy|term)-/.test(id)

/** Before a link leads to a place: nothing may hide it. */
export const showAll = emptyBox
