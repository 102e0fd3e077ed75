import createClient from 'openapi-fetch';
import type { CameraSettings, EventAnnouncement, RecordedPreview } from '../core/event';
import type { paths } from './generated';
import type * as shapes from './shapes';
import { sender, type SendOptions } from './send';

/** Every request to the server. All of them throw {@link ApiProblem}, or the reason of the signal that aborted them. */
export type Api = ReturnType<typeof createApi>;

/** What to look for; each part that is absent lets all pass. */
export interface SearchQuery {
  readonly q?: string;
  readonly deviceId?: string;
  readonly sessionId?: string;
  readonly label?: string;
  readonly trigger?: string;
  readonly from?: string;
  readonly until?: string;
  /** At least so much. */
  readonly concern?: number;
  readonly reviewed?: boolean;
  /** `next` of the page before. */
  readonly after?: string;
  readonly limit?: number;
}

/** Which events of the timeline; each part that is absent lets all pass. */
export interface EventFilter {
  readonly deviceId?: string;
  readonly sessionId?: string;
  /** Kinds of things, of which one must be seen; 10 at most. */
  readonly label?: string[];
}

/** Which page of a list. */
export interface EventQuery extends EventFilter {
  /** The `next` of the page before. */
  readonly before?: string;
  readonly limit?: number;
  /** Neither looked at by the person, nor older than the person's last look, nor dismissed. */
  readonly onlyNew?: boolean;
}

/** The client of a person (by cookie), or with a token that of a camera. */
export function createApi(options: Partial<SendOptions> = {}) {
  const settings: SendOptions = { server: '', timeoutSeconds: 20, ...options };
  const client = createClient<paths>({ baseUrl: settings.server, fetch: sender(settings) });
  return { server: settings.server, ...people(client), ...devices(client), ...sessions(client), ...events(client) };
}

/** What speaks the interface of the server. */
export type Client = ReturnType<typeof createClient<paths>>;
type Signal = AbortSignal | undefined;

/** The data of an answer; failures were thrown by the sender. */
export async function data<Data>(answer: Promise<{ data?: Data | undefined }>): Promise<NonNullable<Data>> {
  return (await answer).data as NonNullable<Data>;
}

/** Waits for an answer that says nothing. */
export async function done(answer: Promise<unknown>): Promise<void> {
  await answer;
}

/** What lets a signal abort a request. */
export const aborts = (signal: Signal) => ({ signal: signal ?? null });
/** The same, for an address with an id in it. */
export const byId = (id: string, signal: Signal) => ({ params: { path: { id } }, signal: signal ?? null });

function people(client: Client) {
  return {
    serverInfo: (signal?: AbortSignal): Promise<shapes.ServerInfo> =>
      data(client.GET('/api/v1/server', aborts(signal))),
    signUp: (body: shapes.NewPerson, signal?: AbortSignal): Promise<shapes.Me> =>
      data(client.POST('/api/v1/people', { body, ...aborts(signal) })),
    signIn: (body: shapes.NewSignIn, signal?: AbortSignal): Promise<shapes.Me> =>
      data(client.POST('/api/v1/sign-ins', { body, ...aborts(signal) })),
    signOut: (signal?: AbortSignal): Promise<void> => done(client.DELETE('/api/v1/sign-ins/current', aborts(signal))),
    me: (signal?: AbortSignal): Promise<shapes.Me> => data(client.GET('/api/v1/me', aborts(signal))),
    /** Signs out here and on every other device. */
    signOutEverywhere: (signal?: AbortSignal): Promise<void> => done(client.DELETE('/api/v1/sign-ins', aborts(signal))),
    ...passwords(client),
    ...members(client),
    plan: (signal?: AbortSignal): Promise<shapes.Plan> => data(client.GET('/api/v1/plan', aborts(signal))),
    /** What the account used of its plan this month. */
    usage: (signal?: AbortSignal): Promise<shapes.Usage> => data(client.GET('/api/v1/usage', aborts(signal))),
    /** Lets the account's days and months turn by a time zone, such as `Europe/Berlin`. */
    setTimeZone: (timeZone: string, signal?: AbortSignal): Promise<shapes.Usage> =>
      data(client.PUT('/api/v1/usage/time-zone', { body: { timeZone }, ...aborts(signal) })),
    /** Outlives the page that sends it. */
    clientLog: (entries: shapes.ClientLogEntry[], signal?: AbortSignal): Promise<void> =>
      done(client.POST('/api/v1/client-log', { body: { entries }, keepalive: true, ...aborts(signal) })),
  };
}

function passwords(client: Client) {
  return {
    changePassword: (body: shapes.NewPassword, signal?: AbortSignal): Promise<void> =>
      done(client.PUT('/api/v1/me/password', { body, ...aborts(signal) })),
    /** Sends a link to set a new password, if anybody has the address. */
    forgotPassword: (email: string, signal?: AbortSignal): Promise<shapes.LetterSent> =>
      data(client.POST('/api/v1/password-resets', { body: { email }, ...aborts(signal) })),
    /** Sets a password by what the link carries, and signs in. */
    setPassword: (token: string, password: string, signal?: AbortSignal): Promise<shapes.Me> =>
      data(client.POST('/api/v1/passwords', { body: { token, password }, ...aborts(signal) })),
    /** What goes when the person deletes everything, and what stays. */
    deletionOutlook: (signal?: AbortSignal): Promise<shapes.DeletionOutlook> =>
      data(client.GET('/api/v1/me/deletion', aborts(signal))),
    deleteEverything: (password: string, signal?: AbortSignal): Promise<void> =>
      done(client.POST('/api/v1/me/deletion', { body: { password }, ...aborts(signal) })),
  };
}

function members(client: Client) {
  return {
    accounts: (signal?: AbortSignal): Promise<shapes.Page<shapes.Belonging>> =>
      data(client.GET('/api/v1/accounts', aborts(signal))),
    /** Goes to another account of the person; this sign-in ends. */
    goToAccount: (accountId: string, signal?: AbortSignal): Promise<shapes.Me> =>
      data(client.PUT('/api/v1/sign-ins/current', { body: { accountId }, ...aborts(signal) })),
    renameAccount: (name: string, signal?: AbortSignal): Promise<void> =>
      done(client.PATCH('/api/v1/accounts/current', { body: { name }, ...aborts(signal) })),
    members: (signal?: AbortSignal): Promise<shapes.Page<shapes.Member>> =>
      data(client.GET('/api/v1/members', aborts(signal))),
    changeRole: (id: string, role: shapes.Role, signal?: AbortSignal): Promise<void> =>
      done(client.PATCH('/api/v1/members/{id}', { body: { role }, ...byId(id, signal) })),
    /** Removes somebody, or with one's own id leaves. */
    removeMember: (id: string, signal?: AbortSignal): Promise<void> =>
      done(client.DELETE('/api/v1/members/{id}', byId(id, signal))),
    /** Joins the account of an invitation, and goes there. */
    join: (code: string, signal?: AbortSignal): Promise<shapes.Me> =>
      data(client.POST('/api/v1/members', { body: { code }, ...aborts(signal) })),
    invite: (role: shapes.Role, signal?: AbortSignal): Promise<shapes.Invitation> =>
      data(client.POST('/api/v1/invitations', { body: { role }, ...aborts(signal) })),
    invitations: (signal?: AbortSignal): Promise<shapes.Page<shapes.OpenInvitation>> =>
      data(client.GET('/api/v1/invitations', aborts(signal))),
    revokeInvitation: (id: string, signal?: AbortSignal): Promise<void> =>
      done(client.DELETE('/api/v1/invitations/{id}', byId(id, signal))),
    /** Where an invitation leads. */
    lookUpInvitation: (code: string, signal?: AbortSignal): Promise<shapes.InvitedTo> =>
      data(client.POST('/api/v1/invitations/lookup', { body: { code }, ...aborts(signal) })),
  };
}

function devices(client: Client) {
  return {
    createPairingCode: (name: string, signal?: AbortSignal): Promise<shapes.PairingCode> =>
      data(client.POST('/api/v1/pairing-codes', { body: { name }, ...aborts(signal) })),
    pairDevice: (code: string, signal?: AbortSignal): Promise<shapes.PairedDevice> =>
      data(client.POST('/api/v1/devices', { body: { code }, ...aborts(signal) })),
    devices: (signal?: AbortSignal): Promise<shapes.Page<shapes.Device>> =>
      data(client.GET('/api/v1/devices', aborts(signal))),
    device: (id: string, signal?: AbortSignal): Promise<shapes.Device> =>
      data(client.GET('/api/v1/devices/{id}', byId(id, signal))),
    renameDevice: (id: string, name: string, signal?: AbortSignal): Promise<shapes.Device> =>
      data(client.PATCH('/api/v1/devices/{id}', { body: { name }, ...byId(id, signal) })),
    removeDevice: (id: string, signal?: AbortSignal): Promise<void> =>
      done(client.DELETE('/api/v1/devices/{id}', byId(id, signal))),
    /** Asks a camera to watch no more; it hears so with its next heartbeat. */
    stopDevice: (id: string, signal?: AbortSignal): Promise<shapes.Device> =>
      data(client.PUT('/api/v1/devices/{id}/stop', byId(id, signal))),
    /** Takes that back, as long as the camera has not heard it. */
    letDeviceWatch: (id: string, signal?: AbortSignal): Promise<shapes.Device> =>
      data(client.DELETE('/api/v1/devices/{id}/stop', byId(id, signal))),
    cameraSettings: (id: string, signal?: AbortSignal): Promise<CameraSettings> =>
      data(client.GET('/api/v1/devices/{id}/settings', byId(id, signal))),
    /** An owner may, and the camera itself. */
    changeCameraSettings: (id: string, settings: CameraSettings, signal?: AbortSignal): Promise<CameraSettings> => {
      const body = settings as shapes.CameraSettings;
      return data(client.PUT('/api/v1/devices/{id}/settings', { body, ...byId(id, signal) }));
    },
    heartbeat: (id: string, body: shapes.Heartbeat, signal?: AbortSignal): Promise<shapes.HeartbeatAnswer> =>
      data(client.POST('/api/v1/devices/{id}/heartbeat', { body, ...byId(id, signal) })),
  };
}

function sessions(client: Client) {
  return {
    startSession: (id: string, startedAt: string, signal?: AbortSignal): Promise<shapes.Session> =>
      data(client.PUT('/api/v1/sessions/{id}', { body: { startedAt }, ...byId(id, signal) })),
    stopSession: (id: string, endedAt: string, signal?: AbortSignal): Promise<shapes.Session> =>
      data(client.POST('/api/v1/sessions/{id}/stop', { body: { endedAt }, ...byId(id, signal) })),
    session: (id: string, signal?: AbortSignal): Promise<shapes.Session> =>
      data(client.GET('/api/v1/sessions/{id}', byId(id, signal))),
    /** The newest sessions of one camera. */
    sessionsOf: (deviceId: string, limit: number, signal?: AbortSignal): Promise<shapes.Page<shapes.Session>> =>
      data(client.GET('/api/v1/sessions', { params: { query: { deviceId, limit } }, ...aborts(signal) })),
    /** Says what its owner wants to be told in this session only. */
    instructSession: (id: string, instructions: readonly string[], signal?: AbortSignal): Promise<shapes.Session> => {
      const body = { instructions: [...instructions] };
      return data(client.PUT('/api/v1/sessions/{id}/instructions', { body, ...byId(id, signal) }));
    },
    /** Says that this camera could not see in its session; said again with `until` when that is over. */
    putGap: (id: string, gap: string, body: shapes.NewGap, signal?: AbortSignal): Promise<shapes.Gap> => {
      const params = { path: { id, gap } };
      return data(client.PUT('/api/v1/sessions/{id}/gaps/{gap}', { body, params, ...aborts(signal) }));
    },
    /** When the cameras watched, between two RFC 3339 times, 8 days apart at most. */
    coverage: (from: string, to: string, signal?: AbortSignal): Promise<shapes.Page<shapes.DeviceCoverage>> =>
      data(client.GET('/api/v1/coverage', { params: { query: { from, to } }, ...aborts(signal) })),
  };
}

function events(client: Client) {
  return { ...cameraEvents(client), ...timeline(client) };
}

function cameraEvents(client: Client) {
  return {
    previewEvent: (preview: RecordedPreview<Blob>, signal?: AbortSignal): Promise<shapes.PreviewAnswer> => {
      const body = previewForm(preview) as unknown as shapes.PreviewForm;
      const bodySerializer = (form: unknown) => form as FormData;
      return data(client.POST('/api/v1/events/{id}/preview', { body, bodySerializer, ...byId(preview.id, signal) }));
    },
    announceEvent: (id: string, said: EventAnnouncement, signal?: AbortSignal): Promise<shapes.AnnouncedEvent> =>
      data(client.PUT('/api/v1/events/{id}', { body: said as shapes.Announcement, ...byId(id, signal) })),
    eventUploaded: (id: string, signal?: AbortSignal): Promise<shapes.NightjarEvent> =>
      data(client.POST('/api/v1/events/{id}/uploaded', byId(id, signal))),
  };
}

function timeline(client: Client) {
  return {
    events: (query: EventQuery, signal?: AbortSignal): Promise<shapes.Page<shapes.NightjarEvent>> =>
      data(client.GET('/api/v1/events', { params: { query }, ...aborts(signal) })),
    /** Events that answer a question, best first; without words those that pass the filters, newest first. */
    search: (query: SearchQuery, signal?: AbortSignal): Promise<shapes.SearchResults> =>
      data(client.GET('/api/v1/search', { params: { query }, ...aborts(signal) })),
    event: (id: string, signal?: AbortSignal): Promise<shapes.NightjarEvent> =>
      data(client.GET('/api/v1/events/{id}', byId(id, signal))),
    analyseAgain: (id: string, signal?: AbortSignal): Promise<shapes.NightjarEvent> =>
      data(client.POST('/api/v1/events/{id}/analysis', byId(id, signal))),
    /** Why the event fired; 404 `noReason` when its camera did not tell. */
    eventWhy: (id: string, signal?: AbortSignal): Promise<shapes.Why> =>
      data(client.GET('/api/v1/events/{id}/why', byId(id, signal))),
    /** What a person says of the event; `null` takes it back. */
    giveFeedback: (id: string, said: shapes.Feedback | null, signal?: AbortSignal): Promise<shapes.NightjarEvent> => {
      const body = said === null ? {} : { feedback: said };
      return data(client.PUT('/api/v1/events/{id}/feedback', { body, ...byId(id, signal) }));
    },
    /** Asks for the clip of a dismissed event after all. */
    restoreEvent: (id: string, signal?: AbortSignal): Promise<shapes.NightjarEvent> =>
      data(client.POST('/api/v1/events/{id}/restore', byId(id, signal))),
    /** @param keepalive whether the request outlives the page that sends it */
    deleteEvent: (id: string, signal?: AbortSignal, keepalive = false): Promise<void> =>
      done(client.DELETE('/api/v1/events/{id}', { keepalive, ...byId(id, signal) })),
    ...looking(client),
    changes: (after: number, limit: number, signal?: AbortSignal): Promise<shapes.Changes> =>
      data(client.GET('/api/v1/changes', { params: { query: { after, limit } }, ...aborts(signal) })),
  };
}

/** What a person has looked at, and what is new to that person alone. */
function looking(client: Client) {
  return {
    /** This person has looked at the event. */
    reviewEvent: (id: string, signal?: AbortSignal): Promise<void> =>
      done(client.PUT('/api/v1/events/{id}/reviewed', byId(id, signal))),
    unreviewEvent: (id: string, signal?: AbortSignal): Promise<void> =>
      done(client.DELETE('/api/v1/events/{id}/reviewed', byId(id, signal))),
    /** How far this person has looked through the timeline. */
    look: (signal?: AbortSignal): Promise<shapes.Look> => data(client.GET('/api/v1/timeline/look', aborts(signal))),
    /**
     * This person has looked at all until then; times to come count as now. Outlives the page that sends it.
     * @param at RFC 3339; with `back`, undefined is never
     * @param back undoes a look: only then may it be earlier than the last one
     */
    setLook: (at: string | undefined, back = false, signal?: AbortSignal): Promise<shapes.Look> => {
      const body = { ...(at !== undefined && { at }), back };
      return data(client.PUT('/api/v1/timeline/look', { body, keepalive: true, ...aborts(signal) }));
    },
    /** How much happened in each half hour between two RFC 3339 times, 35 days apart at most. */
    hours: (from: string, to: string, filter: EventFilter = {}, signal?: AbortSignal): Promise<shapes.Hours> =>
      data(client.GET('/api/v1/timeline/hours', { params: { query: { from, to, ...filter } }, ...aborts(signal) })),
  };
}

/** A preview as it is sent: what is said of the event, and its frames. */
function previewForm({ announcement, frames }: RecordedPreview<Blob>): FormData {
  const form = new FormData();
  form.append('announcement', new Blob([JSON.stringify(announcement)], { type: 'application/json' }));
  for (const frame of frames) form.append('frame', new Blob([frame], { type: 'image/jpeg' }), 'frame.jpg');
  return form;
}

/** The address of an event's clip, for a player. */
export function clipAddress(id: string): string {
  return `/api/v1/events/${encodeURIComponent(id)}/clip`;
}

/** The address of an event's poster, for an image. */
export function posterAddress(id: string): string {
  return `/api/v1/events/${encodeURIComponent(id)}/poster`;
}

/** The address of a few small pictures of an event's clip side by side in one, for an image. */
export function stripAddress(id: string): string {
  return `/api/v1/events/${encodeURIComponent(id)}/strip`;
}

/** The address of one of an event's preview frames, for an image; they are numbered from 1. */
export function previewAddress(id: string, number: number): string {
  return `/api/v1/events/${encodeURIComponent(id)}/preview/${number}`;
}
