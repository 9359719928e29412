// Works the finding out again where it stands, when an answer was given on its own screen.

import { haveFinding } from './loaded.ts'

let drawn: (told: string) => void = () => undefined

export function whenChecked(draw: (told: string) => void): void {
  drawn = draw
}

export function again(told: string): void {
  void haveFinding().then(() => {
    drawn(told)
  })
}
