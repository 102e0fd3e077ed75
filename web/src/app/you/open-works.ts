/** The works of others that a visitor's browser or the server uses most, as the about page names them. */
export const openWorks: readonly { readonly name: string; readonly what: string; readonly licence: string }[] = [
  { name: 'Commissioner', what: 'the typeface', licence: 'OFL-1.1' },
  { name: 'Lucide', what: 'the icons', licence: 'ISC' },
  { name: 'Svelte', what: 'the screens', licence: 'MIT' },
  { name: 'Mediabunny', what: 'reads and writes clips', licence: 'MPL-2.0' },
  { name: 'idb', what: 'the store on the phone', licence: 'ISC' },
  { name: 'openapi-fetch', what: 'requests to the server', licence: 'MIT' },
  { name: 'uqr', what: 'QR codes', licence: 'MIT' },
  { name: 'Workbox', what: 'offline start', licence: 'MIT' },
  { name: 'NanoDet', what: 'the model that looks at clips', licence: 'Apache-2.0' },
];
