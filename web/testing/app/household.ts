import { defaultCameraSettings, type CameraSettings } from '../../src/core/event';
import type { Device, DeviceCoverage, HeartbeatAnswer, Me, NightjarEvent, Why } from '../../src/api/shapes';
import { idOf } from './builders';

/** An answer to a request; an absent body is an empty one. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

export interface Change {
  readonly n: number;
  readonly kind: 'event' | 'device' | 'session';
  readonly id: string;
}

/** What a household starts with. */
export interface HouseholdStart {
  readonly me?: Me;
  readonly signUp?: 'first' | 'invitation' | 'open';
  readonly events?: readonly NightjarEvent[];
  readonly devices?: readonly Device[];
}

const pairingCode = 'K7M2QX';
const password = 'correct horse battery';

/** The server's side of one household, small and in memory: it answers as the real one does to what the screens ask. */
export class Household {
  me: Me | undefined;
  signUp: 'first' | 'invitation' | 'open';
  events: NightjarEvent[];
  devices: Device[];
  /** How every camera of the household shall watch. */
  settings: CameraSettings = defaultCameraSettings;
  /** When its cameras watched. */
  coverage: DeviceCoverage[] = [];
  /** Why its events fired, by event. */
  readonly reasons = new Map<string, Why>();
  /** What every heartbeat is answered with, beside the usual. */
  orders: Partial<HeartbeatAnswer> = {};
  /** What previews are answered with. */
  decision: 'clip' | 'dismiss' = 'clip';
  /** No request arrives. */
  isUnreachable = false;
  /** What was asked, as "GET /events". */
  readonly asked: string[] = [];
  /** What was said with it, by the same words. */
  readonly said: { readonly key: string; readonly body: unknown }[] = [];
  /** Refusals to give instead of answers, by "METHOD /path"; each is given once, unless {@link staysDown}. */
  readonly refusals = new Map<string, Answer>();
  /** The refusals are given again and again. */
  staysDown = false;
  readonly changes: Change[] = [];
  private readonly listeners = new Set<(change: Change) => void>();
  private triesLeft = 5;
  private pairingName = 'Hallway';

  constructor(start: HouseholdStart = {}) {
    this.me = start.me;
    this.signUp = start.signUp ?? 'invitation';
    this.events = [...(start.events ?? [])];
    this.devices = [...(start.devices ?? [])];
  }

  /** Puts an event in its place and tells of it, as when a phone announced it or its analysis ended. */
  put(event: NightjarEvent): void {
    this.events = [event, ...this.events.filter(({ id }) => id !== event.id)].sort((a, b) => b.at.localeCompare(a.at));
    this.tell('event', event.id);
  }

  tell(kind: Change['kind'], id: string): void {
    const change: Change = { n: this.changes.length + 1, kind, id };
    this.changes.push(change);
    for (const listener of this.listeners) listener(change);
  }

  /** Hears of changes until the answer is called. */
  listen(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  answer(method: string, url: URL, body: unknown): Answer {
    const path = url.pathname.replace('/api/v1', '');
    const key = `${method} ${path}`;
    this.asked.push(key);
    this.said.push({ key, body });
    const refusal = this.refusals.get(key);
    if (refusal && !this.staysDown) this.refusals.delete(key);
    return refusal ?? this.route(method, path.split('/').slice(1), url.searchParams, (body ?? {}) as Body);
  }

  private route(method: string, [kind = '', id = '', more = '']: string[], query: URLSearchParams, body: Body): Answer {
    switch (`${method} ${kind}${id && '/id'}${more && `/${more}`}`) {
      case 'GET server':
        return ok({ version: '0.1.0', secure: true, signUp: this.signUp });
      case 'POST people':
        return this.join(body);
      case 'POST sign-ins':
        return this.signIn(body);
      case 'DELETE sign-ins/id':
        this.me = undefined;
        return { status: 204 };
      case 'GET me':
        return this.me ? ok(this.me) : problem(401, 'signInNeeded', 'Sign in first.');
      case 'GET plan':
        return ok({ name: 'Home', longestClipSeconds: 60, retentionDays: 30, cameras: 20, members: 20 });
      case 'POST invitations':
        return ok({ code: 'nji_7Qm2xR4t', expiresAt: new Date(Date.now() + 7 * 86_400_000).toISOString() }, 201);
      case 'POST pairing-codes':
        this.pairingName = String(body['name']);
        return ok({ code: pairingCode, expiresAt: new Date(Date.now() + 600_000).toISOString() }, 201);
      case 'POST devices':
        return this.pair(body);
      case 'GET devices':
        return ok({ items: this.devices });
      case 'PATCH devices/id':
        return this.rename(id, String(body['name']));
      case 'DELETE devices/id':
        this.devices = this.devices.filter((device) => device.id !== id);
        return { status: 204 };
      case 'GET devices/id/settings':
        return ok(this.settings);
      case 'PUT devices/id/settings':
        return this.changeSettings(id, body);
      case 'POST devices/id/heartbeat':
        return ok({ settingsVersion: this.settings.version, stop: false, revoked: false, wanted: [], ...this.orders });
      case 'PUT sessions/id':
      case 'POST sessions/id/stop':
        return ok({ id });
      case 'PUT sessions/id/gaps':
        return ok(body);
      case 'POST client-log':
        return { status: 204 };
      case 'GET events':
        return this.page(query);
      case 'GET events/id':
        return this.one(id);
      case 'DELETE events/id':
        return this.deleteEvent(id);
      case 'POST events/id/preview':
        return ok({ event: { id, state: 'announced' }, decision: this.decision });
      case 'PUT events/id':
        return ok({ event: { id, state: 'uploading' }, upload: grantFor(id) });
      case 'POST events/id/analysis':
        return this.analyseAgain(id);
      case 'GET events/id/why':
        return this.why(id);
      case 'PUT events/id/feedback':
        return this.giveFeedback(id, body['feedback'] === 'falseAlarm');
      case 'POST events/id/restore':
        return this.restore(id);
      case 'GET coverage':
        return ok({ items: this.coverage });
      case 'GET changes':
        return ok({ items: this.changes.slice(Number(query.get('after'))), latest: this.changes.length, more: false });
      default:
        return problem(404, 'notFound', 'There is nothing here.');
    }
  }

  private join(body: Body): Answer {
    if (this.signUp === 'invitation' && body['invitation'] !== 'nji_7Qm2xR4t') {
      return problem(403, 'invitationNeeded', 'This invitation is not good any more. Ask for another one.');
    }
    this.me = person(body, this.signUp === 'first');
    this.signUp = 'invitation';
    return ok(this.me, 201);
  }

  private signIn(body: Body): Answer {
    if (body['password'] === password) {
      this.me = person(body, true);
      return ok(this.me, 201);
    }
    this.triesLeft -= 1;
    const detail = `That password does not fit this address. ${this.triesLeft} tries left, then a 15-minute wait.`;
    return problem(401, 'wrongPassword', detail);
  }

  private pair(body: Body): Answer {
    if (body['code'] !== pairingCode) {
      return problem(404, 'pairingCodeUnknown', 'This code is not known, or it is over. Ask for another one.');
    }
    const now = new Date().toISOString();
    const id = idOf('device', this.devices.length + 1);
    const device = {
      id,
      name: this.pairingName,
      pairedAt: now,
      settingsVersion: 1,
      watching: false,
      state: 'stopped',
    } as const;
    this.devices = [...this.devices, device];
    const account = this.me?.account ?? { id: idOf('session', 90), name: 'Home' };
    this.me = { kind: 'device', account, device };
    this.tell('device', device.id);
    return ok({ device, token: 'njd_test' }, 201);
  }

  private rename(id: string, name: string): Answer {
    this.devices = this.devices.map((device) => (device.id === id ? { ...device, name } : device));
    return ok(this.devices.find((device) => device.id === id));
  }

  private changeSettings(id: string, body: Body): Answer {
    this.settings = { ...(body as unknown as CameraSettings), version: this.settings.version + 1 };
    const settingsVersion = this.settings.version;
    this.devices = this.devices.map((device) => (device.id === id ? { ...device, settingsVersion } : device));
    this.tell('device', id);
    return ok(this.settings);
  }

  private why(id: string): Answer {
    const why = this.reasons.get(id);
    return why ? ok(why) : problem(404, 'noReason', 'Its camera did not say why.');
  }

  private giveFeedback(id: string, isFalseAlarm: boolean): Answer {
    const event = this.events.find((other) => other.id === id);
    if (!event) return problem(404, 'notFound', 'There is no such event.');
    const said: NightjarEvent = { ...event, feedback: 'falseAlarm', change: event.change + 1 };
    if (!isFalseAlarm) delete said.feedback;
    this.put(said);
    return this.one(id);
  }

  private restore(id: string): Answer {
    const event = this.events.find((other) => other.id === id);
    if (event?.state !== 'dismissed') return problem(409, 'notDismissed', 'Only a dismissed event can be restored.');
    this.put({ ...event, state: 'announced', change: event.change + 1 });
    return this.one(id);
  }

  private page(query: URLSearchParams): Answer {
    const limit = Number(query.get('limit') ?? 50);
    const from = Number(query.get('before') ?? 0);
    const items = this.events.slice(from, from + limit);
    return ok({ items, ...(from + limit < this.events.length && { next: String(from + limit) }) });
  }

  private one(id: string): Answer {
    const event = this.events.find((other) => other.id === id);
    return event ? ok(event) : problem(404, 'notFound', 'There is no such event.');
  }

  private deleteEvent(id: string): Answer {
    this.events = this.events.filter((event) => event.id !== id);
    return { status: 204 };
  }

  private analyseAgain(id: string): Answer {
    const event = this.events.find((other) => other.id === id);
    if (!event) return problem(404, 'notFound', 'There is no such event.');
    this.put({ ...event, state: 'processing', analysis: { status: 'pending' }, change: event.change + 1 });
    return this.one(id);
  }
}

type Body = Readonly<Record<string, unknown>>;

function ok(body: unknown, status = 200): Answer {
  return { status, body };
}

function grantFor(id: string): unknown {
  const expiresAt = new Date(Date.now() + 900_000).toISOString();
  return { method: 'PUT', url: `/blobs/${id}`, headers: {}, expiresAt, maximumBytes: 64_000_000 };
}

/** A refusal as the server writes it. */
export function problem(status: number, code: string, detail: string): Answer {
  return { status, body: { type: 'about:blank', title: code, status, code, detail } };
}

function person(body: Body, operator: boolean): Me {
  const email = String(body['email']);
  const name = typeof body['name'] === 'string' ? body['name'] : '';
  return {
    kind: 'person',
    person: { id: idOf('session', 91), email, name, operator },
    account: { id: idOf('session', 90), name: 'Home' },
    role: operator ? 'owner' : 'monitor',
  };
}
