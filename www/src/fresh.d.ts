// What build/fresh.js makes of the JavaScript side of a WebAssembly file.

declare module '*?fresh' {
  export interface Fresh {
    /** Before anything else. */
    start(options: { module_or_path: URL | BufferSource }): Promise<unknown>
  }
  /** A copy with memory of its own. */
  export default function fresh(): Fresh
}
