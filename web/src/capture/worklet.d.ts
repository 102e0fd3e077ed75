/** Vite answers the address of the bundled file: https://vite.dev/guide/assets#importing-script-as-a-worker */
declare module '*.worklet.ts?worker&url' {
  export const address: string;
  export { address as default };
}
