// The files of this copy where all of it is one HTML file: they stand in the page itself, compressed. Takes the place of
// src/files.ts; nothing is fetched.

import { gunzipSync } from 'fflate'
import type { Wasm } from '../src/files.ts'

export const inOneFile: boolean = true

/** What it was before it was compressed. A stick that has lost a bit must not change a telephone number. */
function sound(bytes: Uint8Array, compressed: Uint8Array): boolean {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  const end = new DataView(compressed.buffer, compressed.byteLength - 8)
  return ~crc >>> 0 === end.getUint32(0, true) && bytes.length === end.getUint32(4, true)
}

function file(name: string): Uint8Array<ArrayBuffer> {
  const block = document.getElementById(`file:${name}`)
  if (!block?.textContent) throw new Error(`this copy has no ${name}`)
  let bytes: Uint8Array<ArrayBuffer>
  try {
    const compressed = Uint8Array.from(atob(block.textContent), (letter) => letter.charCodeAt(0))
    bytes = gunzipSync(compressed) as Uint8Array<ArrayBuffer>
    if (!sound(bytes, compressed)) throw new Error('the sum is wrong')
  } catch {
    throw new Error(`${name} is damaged in this file: get another copy of it`)
  }
  return bytes
}

export const engineWasm = (): Promise<Wasm> => Promise.resolve(file('engine'))

export const finderWasm = (): Promise<Wasm> => Promise.resolve(file('finder'))

export const packList = (): unknown => JSON.parse(new TextDecoder().decode(file('index.json')))

export const packFile = (name: string): Promise<Uint8Array> => Promise.resolve().then(() => file(name))
