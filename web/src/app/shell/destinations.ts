import Bell from '@lucide/svelte/icons/bell';
import Cctv from '@lucide/svelte/icons/cctv';
import GalleryVerticalEnd from '@lucide/svelte/icons/gallery-vertical-end';
import UserRound from '@lucide/svelte/icons/user-round';
import type { Component } from 'svelte';
import type { Route } from '../routing/routes';

/** A main place of the app, in the rail and in the tabs. */
export interface Destination {
  readonly href: string;
  readonly name: string;
  readonly icon: Component<{ class?: string }>;
  /** The screens that belong to it. */
  readonly routes: readonly Route['name'][];
}

export const destinations: readonly Destination[] = [
  { href: '/', name: 'Timeline', icon: GalleryVerticalEnd, routes: ['timeline', 'event', 'search'] },
  { href: '/cameras', name: 'Cameras', icon: Cctv, routes: ['cameras', 'addCamera', 'camera', 'mask'] },
  { href: '/alerts', name: 'Alerts', icon: Bell, routes: ['alerts', 'telegram'] },
  {
    href: '/you',
    name: 'You',
    icon: UserRound,
    routes: ['you', 'usage', 'people', 'password', 'deleteAccount', 'about'],
  },
];
