// Keeping the checker among the device's apps: where the browser offers it, a button; where it does not, how it is done.

/** Not every browser has it, nor does TypeScript. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>
}

let offer: InstallOffer | null = null

export const canInstall = (): boolean => offer !== null

export async function install(): Promise<void> {
  const made = offer
  // It can be taken up once.
  offer = null
  await made?.prompt()
}

export function watchForOffer(changed: () => void): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    offer = event as InstallOffer
    changed()
  })
  addEventListener('appinstalled', () => {
    offer = null
    changed()
  })
}

export const isInstalled = (): boolean =>
  matchMedia('(display-mode: standalone)').matches || (navigator as { standalone?: boolean }).standalone === true

/** Safari on an iPhone or iPad, which lets people do it but never offers; an iPad says that it is a Mac. */
export function isSafariOnPhone(): boolean {
  const { userAgent, maxTouchPoints } = navigator
  const device = /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)
  return parent === window && device && /Safari\//.test(userAgent) && !/CriOS|FxiOS|EdgiOS|OPT\//.test(userAgent)
}
