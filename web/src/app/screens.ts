import type { Route } from './routing/routes';
import { Part } from './shell/part';

// What no first screen needs. A part's file is named here alone, so that nothing else draws it into the first load.

/** All about one event. */
export const eventPage = new Part(async () => (await import('./event/EventPage.svelte')).default);
/** The chosen event beside the timeline of a desk. */
export const inspector = new Part(async () => (await import('./event/Inspector.svelte')).default);
/** What the keys of the timeline do. */
export const listKeyList = new Part(async () => (await import('./timeline/ListKeyList.svelte')).default);
/** What was deleted, and how it is brought back. */
export const undoNote = new Part(async () => (await import('./shell/UndoNote.svelte')).default);
/** What was told while the page is open. */
export const alertNotes = new Part(async () => (await import('./alerts/AlertNotes.svelte')).default);
/** Looking for events. */
export const searchPage = new Part(async () => (await import('./search/SearchPage.svelte')).default);
export const camerasPage = new Part(async () => (await import('./cameras/CamerasPage.svelte')).default);
export const addCamera = new Part(async () => (await import('./cameras/AddCamera.svelte')).default);
export const cameraDetails = new Part(async () => (await import('./cameras/CameraDetails.svelte')).default);
export const cameraMask = new Part(async () => (await import('./cameras/CameraMask.svelte')).default);
export const eventMask = new Part(async () => (await import('./event/EventMask.svelte')).default);
export const alertPages = new Part(async () => (await import('./alerts/AlertPages.svelte')).default);
/** What this page has to do with notifications, seen or not. */
export const notifications = new Part(() => import('./alerts/notifications'));
export const youPage = new Part(async () => (await import('./you/YouPage.svelte')).default);
export const usagePage = new Part(async () => (await import('./you/usage/UsagePage.svelte')).default);
/** Members, password, deletion. */
export const accountPages = new Part(async () => (await import('./you/AccountPages.svelte')).default);
/** What links in messages lead to. */
export const linkPages = new Part(async () => (await import('./account/LinkPages.svelte')).default);
export const aboutPage = new Part(async () => (await import('./you/AboutPage.svelte')).default);
export const setup = new Part(async () => (await import('./account/Setup.svelte')).default);
export const becomeCamera = new Part(async () => (await import('./account/BecomeCamera.svelte')).default);
export const pair = new Part(async () => (await import('./account/Pair.svelte')).default);

/** A camera phone, and what opens over its picture. */
export const cameraApp = new Part(async () => (await import('./camera/CameraApp.svelte')).default);
export const settingsSheet = new Part(async () => (await import('./camera/settings/SettingsSheet.svelte')).default);
export const maskOverLive = new Part(async () => (await import('./camera/settings/MaskOverLive.svelte')).default);
export const waitingSheet = new Part(async () => (await import('./camera/waiting/WaitingSheet.svelte')).default);

/** What a signed-in person sees, with the timeline. */
export const monitorApp = new Part(async () => (await import('./MonitorApp.svelte')).default);
/** Who is not signed in. */
export const nobodyPages = new Part(async () => (await import('./account/NobodyPages.svelte')).default);

/** What an address needs besides. */
const partsOfRoutes: Partial<Record<Route['name'], Part<unknown>>> = {
  event: eventPage,
  search: searchPage,
  cameras: camerasPage,
  addCamera,
  camera: cameraDetails,
  mask: cameraMask,
  alerts: alertPages,
  telegram: alertPages,
  you: youPage,
  usage: usagePage,
};

/** Loads what a signed-in person sees at an address, all at once; what cannot be had is tried again when it is shown. */
export function loadAhead(name: Route['name']): void {
  for (const part of [monitorApp, partsOfRoutes[name]]) part?.load().catch(() => undefined);
}

/** What a signed-in person opens next, the likeliest first. */
export const partsOfMonitor = [
  eventPage,
  inspector,
  undoNote,
  alertNotes,
  searchPage,
  camerasPage,
  cameraDetails,
  alertPages,
  youPage,
  cameraMask,
  eventMask,
  listKeyList,
  addCamera,
  accountPages,
  usagePage,
  setup,
  becomeCamera,
  pair,
  linkPages,
  aboutPage,
];

/** What is opened on a camera phone. */
export const partsOfCamera = [settingsSheet, waitingSheet, maskOverLive, pair, aboutPage];
