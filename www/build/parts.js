// The packages of which something is in what is shipped. Building the single file stops at any that is missing here; the
// list of parts (scripts/sbom.mjs) takes their versions from package-lock.json.

export const PARTS = ['lit-html', 'govuk-frontend', 'fflate', 'workbox-core', 'workbox-precaching', 'workbox-routing', 'workbox-strategies']
