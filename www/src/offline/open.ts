// Whether a case is open: from the first answer on. A newer copy never takes over under it.

import { somethingKeptInTab } from '../remembered.ts'
import { entered } from '../state.ts'

/** Where the child lives is remembered, and chosen before anything is said of a child. */
const BEFORE_A_CASE = ['pack', 'localAuthority', 'district']

const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || value === 'not-known' || (typeof value === 'object' && Object.keys(value).length === 0)

export const caseIsOpen = (): boolean =>
  somethingKeptInTab() || Object.entries(entered).some(([name, value]) => !BEFORE_A_CASE.includes(name) && !isEmpty(value))
