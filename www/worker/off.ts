// The way out, should a service worker ever do harm: copied over sw.js, it removes what was kept on each device and itself.
// Pages that are open go on from the network. See docs/offline.md.

declare const self: ServiceWorkerGlobalScope

self.addEventListener('install', (event) => {
  event.waitUntil(self.skipWaiting())
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const { scope } = self.registration
      const ours = ['files', 'contacts'].map((what) => `doorstep-${what}-${scope}`)
      await Promise.all(ours.map((name) => caches.delete(name)))
      await self.registration.unregister()
    })(),
  )
})

// A page that asks what is kept is told at once that nothing is.
self.addEventListener('message', (event) => {
  event.ports[0]?.postMessage(null)
})

export {}
