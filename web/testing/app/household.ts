import { defaultCameraSettings, type CameraSettings } from '../../src/core/event';
import type {
  Alert,
  Device,
  DeviceCoverage,
  Feedback,
  HeartbeatAnswer,
  Me,
  NightjarEvent,
  Session,
  Why,
} from '../../src/api/shapes';
import { grantFor, ok, problem, type Answer } from './answer';
import { idOf } from './builders';
import { HouseholdAlerts } from './household-alerts';
import { goodCode, HouseholdPeople, invitationNotGood, notTheirPassword } from './household-people';
import { searchIn } from './household-search';
import { hoursOf, lookOf, pageOf } from './household-timeline';
import { aMonth } from './used-month';

export { problem } from './answer';

export interface Change {
  readonly n: number;
  readonly kind: 'event' | 'device' | 'session' | 'alert';
  readonly id: string;
}

/** What a household starts with. */
export interface HouseholdStart {
  readonly me?: Me;
  readonly signUp?: 'first' | 'invitation' | 'open';
  readonly events?: readonly NightjarEvent[];
  readonly devices?: readonly Device[];
}

const otherAccount = { id: idOf('session', 80), name: 'Ben', role: 'monitor' } as const;
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
  /** The stretches in which its cameras watch, newest first. */
  sessions: Session[] = [];
  /** When its cameras watched. */
  coverage: DeviceCoverage[] = [];
  /** Up to when its person looked. */
  lookedAt: string | undefined;
  /** Why its events fired, by event. */
  readonly reasons = new Map<string, Why>();
  /** What it used of its plan this month. */
  usage = aMonth();
  /** What every heartbeat is answered with, beside the usual. */
  orders: Partial<HeartbeatAnswer> = {};
  /** What previews are answered with. */
  decision: 'clip' | 'dismiss' = 'clip';
  /** It cannot compare what words mean. */
  modelMissing = false;
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
  /** Who belongs to it. */
  readonly people: HouseholdPeople;
  /** What its person wants to be told. */
  readonly alerts = new HouseholdAlerts();
  private readonly listeners = new Set<(change: Change) => void>();
  private triesLeft = 5;
  private pairingName = 'Hallway';

  constructor(start: HouseholdStart = {}) {
    this.me = start.me;
    this.signUp = start.signUp ?? 'invitation';
    this.events = [...(start.events ?? [])];
    this.devices = [...(start.devices ?? [])];
    this.people = new HouseholdPeople(start.me);
  }

  /** Puts an event in its place and tells of it, as when a phone announced it or its analysis ended. */
  put(event: NightjarEvent): void {
    this.events = [event, ...this.events.filter(({ id }) => id !== event.id)].sort((a, b) => b.at.localeCompare(a.at));
    this.tell('event', event.id);
  }

  /** Tells its person something, or the same otherwise. */
  alert(alert: Alert): void {
    this.alerts.told = [alert, ...this.alerts.told.filter(({ id }) => id !== alert.id)];
    this.tell('alert', alert.id);
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
    const told = this.alerts.answer(method, [kind, id, more], query, body);
    if (told) return told;
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
      case 'GET usage':
        return ok(this.usage);
      case 'PUT usage/id':
        return ok((this.usage = { ...this.usage, timeZone: String(body['timeZone']) }));
      case 'POST invitations':
        return this.people.invite(body['role'] === 'owner' ? 'owner' : 'monitor');
      case 'GET invitations':
        return ok({ items: this.people.invitations });
      case 'DELETE invitations/id':
        return this.people.revoke(id);
      case 'POST invitations/id':
        return this.people.lookUp(body['code']);
      case 'GET members':
        return ok({ items: this.people.members });
      case 'POST members':
        return this.joinAnother(body['code']);
      case 'PATCH members/id':
        return this.people.changeRole(id, body['role'] === 'owner' ? 'owner' : 'monitor');
      case 'DELETE members/id':
        if (id === this.me?.person?.id) this.me = undefined;
        return this.people.remove(id);
      case 'GET accounts':
        return ok({ items: this.people.accounts });
      case 'PUT sign-ins/id':
        return this.goTo(String(body['accountId']));
      case 'DELETE sign-ins':
        this.me = undefined;
        return { status: 204 };
      case 'PUT me/id':
        return body['present'] === password ? { status: 204 } : notTheirPassword;
      case 'POST password-resets':
        return { status: 202, body: { delivery: this.people.delivery } };
      case 'POST passwords':
        return this.setPassword(body['token']);
      case 'GET me/id':
        return ok(this.people.outlook);
      case 'POST me/id':
        if (body['password'] !== password) return notTheirPassword;
        this.me = undefined;
        return { status: 204 };
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
      case 'PUT devices/id/stop':
        return this.setStop(id, new Date().toISOString());
      case 'DELETE devices/id/stop':
        return this.setStop(id, undefined);
      case 'GET devices/id/settings':
        return ok(this.settings);
      case 'PUT devices/id/settings':
        return this.changeSettings(id, body);
      case 'POST devices/id/heartbeat':
        return ok({ settingsVersion: this.settings.version, stop: false, revoked: false, wanted: [], ...this.orders });
      case 'PUT sessions/id':
      case 'POST sessions/id/stop':
        return ok({ id });
      case 'GET sessions':
        return ok({ items: this.sessions });
      case 'PUT sessions/id/instructions':
        this.sessions = this.sessions.map((session) =>
          session.id === id ? { ...session, instructions: body['instructions'] as string[] } : session,
        );
        return ok(this.sessions.find((session) => session.id === id));
      case 'PUT sessions/id/gaps':
        return ok(body);
      case 'POST client-log':
        return { status: 204 };
      case 'GET events':
        return ok(pageOf(this.events, query, this.lookedAt));
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
        return this.giveFeedback(id, body['feedback'] as Feedback | undefined);
      case 'GET timeline/id':
        return ok(id === 'hours' ? hoursOf(this.events, query, this.lookedAt) : lookOf(this.events, this.lookedAt));
      case 'PUT timeline/id':
        this.lookedAt = body['at'] as string | undefined;
        return ok(lookOf(this.events, this.lookedAt));
      case 'PUT events/id/reviewed':
        return this.review(id, true);
      case 'DELETE events/id/reviewed':
        return this.review(id, false);
      case 'POST events/id/restore':
        return this.restore(id);
      case 'GET search':
        return ok(searchIn(this.events, query, this.modelMissing));
      case 'GET coverage':
        return ok({ items: this.coverage });
      case 'GET changes':
        return ok({ items: this.changes.slice(Number(query.get('after'))), latest: this.changes.length, more: false });
      default:
        return problem(404, 'notFound', 'There is nothing here.');
    }
  }

  private joinAnother(code: unknown): Answer {
    if (code !== goodCode) return invitationNotGood;
    return this.goTo(otherAccount.id);
  }

  private goTo(id: string): Answer {
    const account = [...this.people.accounts, otherAccount].find((other) => other.id === id);
    if (!this.me || !account) return problem(404, 'notFound', 'You do not belong to such an account.');
    this.me = { ...this.me, account: { id, name: account.name }, role: account.role };
    return ok(this.me);
  }

  private setPassword(token: unknown): Answer {
    if (token !== 'good-link') {
      return problem(403, 'resetLinkUnknown', 'The link was used, or is more than an hour old. Ask for a new one.');
    }
    this.me = person({ email: 'mara@example.org', name: 'Mara' }, true);
    return ok(this.me, 201);
  }

  private setStop(id: string, stopAskedAt: string | undefined): Answer {
    this.devices = this.devices.map((device) => {
      if (device.id !== id) return device;
      const watching = { ...device };
      delete watching.stopAskedAt;
      return stopAskedAt ? { ...watching, stopAskedAt } : watching;
    });
    this.tell('device', id);
    return ok(this.devices.find((device) => device.id === id));
  }

  private join(body: Body): Answer {
    if (this.signUp === 'invitation' && body['invitation'] !== goodCode) {
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

  private giveFeedback(id: string, feedback: Feedback | undefined): Answer {
    const event = this.events.find((other) => other.id === id);
    if (!event) return problem(404, 'notFound', 'There is no such event.');
    const said: NightjarEvent = { ...event, change: event.change + 1 };
    delete said.feedback;
    this.put({ ...said, ...(feedback && { feedback }) });
    return this.one(id);
  }

  private review(id: string, reviewed: boolean): Answer {
    if (!this.events.some((event) => event.id === id)) return problem(404, 'notFound', 'There is no such event.');
    this.events = this.events.map((event) => (event.id === id ? { ...event, reviewed } : event));
    return { status: 204 };
  }

  private restore(id: string): Answer {
    const event = this.events.find((other) => other.id === id);
    if (event?.state !== 'dismissed') return problem(409, 'notDismissed', 'Only a dismissed event can be restored.');
    this.put({ ...event, state: 'announced', change: event.change + 1 });
    return this.one(id);
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
