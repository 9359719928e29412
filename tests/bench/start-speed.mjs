// How soon after opening the checker can answer, from the browser's cache on a processor slowed down four times.

import { measureStart, middle } from './start.mjs'

const runs = await measureStart({ runs: 7 })
const ms = (name) => {
  const all = runs.map((run) => run[name])
  return `${Math.round(middle(all))} ms (${Math.round(Math.min(...all))} to ${Math.round(Math.max(...all))})`
}
console.log('\nFrom cache, on a processor four times slower, in ms since the page was asked for: the middle of seven runs')
console.log(`  the first screen can be pressed        ${ms('screen')}`)
console.log(`  the engine is there                    ${ms('engine')}`)
console.log(`  the checker can answer                 ${ms('ready')}`)
console.log(`  a finding, touched as fast as it goes  ${ms('finding')}`)
