// Which copy this is. The build writes it in: the version of the crate, and the day of the last change.

declare const DOORSTEP_COPY: { version: string; built: string }

export const copy = DOORSTEP_COPY
