import { expect, type APIResponse, type Locator, type Page } from '@playwright/test';

const email = 'ada@nightjar.example';
const password = 'a few plain words';

/** Signs up as the first person of a server. */
export async function signUp(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByLabel('Your name').fill('Ada');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page.getByRole('heading', { name: 'What should this device do?' })).toBeVisible();
}

/** Signs in on another device. */
export async function enter(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Signs in on another device, before anything happened. */
export async function signIn(page: Page, address: string): Promise<void> {
  await enter(page, address);
  await expect(page.getByRole('heading', { name: 'Nothing has happened yet.' })).toBeVisible();
}

/** Makes the device that is signed in a camera, by what a person taps after signing up. */
export async function becomeCamera(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'This device watches' }).click();
  await page.getByLabel('Name of this camera').fill(name);
  await page.getByRole('button', { name: 'Make it a camera' }).click();
  await expect(page.getByRole('heading', { name: `${name} is ready to watch.` })).toBeVisible();
}

/** Times in seconds. */
export interface CameraTimes {
  readonly preSeconds: number;
  readonly postSeconds: number;
  readonly cooldownSeconds: number;
  /** Whether an event that goes on makes its clip longer; yes unless said otherwise. */
  readonly extension?: boolean;
}

/** Sets the times of the only camera. */
export function setTimes(page: Page, times: CameraTimes): Promise<void> {
  return changeCamera(page, times);
}

/** Changes some of the settings of the only camera. */
export async function changeCamera(page: Page, change: object): Promise<void> {
  const [camera] = await list<{ id: string }>(page, 'devices');
  if (!camera) throw new Error('There is no camera.');
  const settings = await ask(page, 'GET', `devices/${camera.id}/settings`);
  await ask(page, 'PUT', `devices/${camera.id}/settings`, { ...(settings as object), ...change });
}

/** The part of an event that tests look at. */
export interface KnownEvent {
  readonly id: string;
  readonly state: string;
  readonly clip?: { readonly durationSeconds: number; readonly preSeconds: number; readonly postSeconds: number };
  readonly analysis: { readonly status: string };
  readonly poster: boolean;
}

/** All events of the account, as the server has them. */
export function eventsOf(page: Page): Promise<KnownEvent[]> {
  return list(page, 'events');
}

/** The part of an alert that tests look at. */
export interface KnownAlert {
  readonly id: string;
  readonly eventId?: string;
  readonly title: string;
  readonly text: string;
}

/** What the person was told, newest first. */
export function alertsOf(page: Page): Promise<KnownAlert[]> {
  return list(page, 'alerts');
}

/** The card of an event in the timeline of a page; notes that tell of it stand outside. */
export function cardOf(page: Page, { id }: KnownEvent): Locator {
  const items = page.getByRole('main').getByRole('listitem');
  return items.filter({ has: page.locator(`a[href*="${id}"]`) });
}

/** All stretches of watching. */
export function sessionsOf(page: Page): Promise<{ id: string; endedAt?: string }[]> {
  return list(page, 'sessions');
}

async function list<Item>(page: Page, what: string): Promise<Item[]> {
  return ((await ask(page, 'GET', what)) as { items: Item[] }).items;
}

/** Asks the server as the person who is signed in on a page. */
export async function ask(page: Page, method: string, path: string, body?: unknown): Promise<unknown> {
  const first = await send(page, method, path, body);
  // Just after signing in, each answer to the page may bring another token, and the last one counts.
  const answer = first.status() === 403 ? await send(page, method, path, body) : first;
  if (!answer.ok()) throw new Error(`${method} ${path} was answered ${answer.status()}: ${await answer.text()}`);
  return answer.status() === 204 ? undefined : answer.json();
}

async function send(page: Page, method: string, path: string, body: unknown): Promise<APIResponse> {
  const cookies = await page.context().cookies();
  const token = cookies.find(({ name }) => name === 'XSRF-TOKEN')?.value ?? '';
  return page.request.fetch(`${new URL(page.url()).origin}/api/v1/${path}`, {
    method,
    headers: { 'X-XSRF-TOKEN': decodeURIComponent(token) },
    ...(body !== undefined && { data: body }),
  });
}
