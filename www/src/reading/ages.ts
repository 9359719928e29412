// How old a document is, in words.

/** `5 years old`; nothing is made up where the document bears no date. */
export function ageInWords(published: string, today: Date): string {
  const [year, month = '01', day = '01'] = published.split('-')
  if (!/^\d{4}$/.test(year ?? '')) return 'its age is not known'
  const at = `${String(today.getFullYear())}-${String(today.getMonth() + 1).padStart(2, '0')}-${String(today.getDate()).padStart(2, '0')}`
  const whole = today.getFullYear() - Number(year) - (at.slice(5) < `${month}-${day}` ? 1 : 0)
  return whole < 1 ? 'less than a year old' : whole === 1 ? '1 year old' : `${whole} years old`
}
