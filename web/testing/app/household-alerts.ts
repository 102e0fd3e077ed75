import type { Alert, AlertRule, PushSubscription, Snooze, TelegramState } from '../../src/api/shapes';
import { ok, problem, type Answer } from './answer';
import { idOf } from './builders';

type Body = Readonly<Record<string, unknown>>;

const gone = problem(404, 'notFound', 'There is no such thing.');

/** The server's side of what one person wants to be told. */
export class HouseholdAlerts {
  rules: AlertRule[] = [
    aRule(1, { what: { labels: ['person'], instructions: true, concern: 1 }, channels: ['telegram', 'push'] }),
    aRule(2, { what: { cameraTrouble: true }, channels: ['telegram', 'push'] }),
  ];
  snoozes: Snooze[] = [];
  /** What its person was told, newest first. */
  told: Alert[] = [];
  /** What was told first and is to be told no more: it can still be read. */
  untold: Alert[] = [];
  /** The browsers that show alerts. */
  browsers: PushSubscription[] = [];
  /** The server's key, as browsers take it. */
  publicKey = 'BPushKeyOfTheHousehold';
  telegram: TelegramState = { setUp: false, chats: [] };
  private made = 10;

  /** Undefined for what is none of its business. */
  answer(
    method: string,
    [kind = '', id = '', more = '']: string[],
    query: URLSearchParams,
    body: Body,
  ): Answer | undefined {
    switch (`${method} ${kind}`) {
      case 'GET alert-rules':
        return ok({ items: this.rules });
      case 'POST alert-rules':
        return this.add(body);
      case 'PATCH alert-rules':
        return this.change(id, body);
      case 'DELETE alert-rules':
        this.rules = this.rules.filter((rule) => rule.id !== id);
        return { status: 204 };
      case 'GET alerts':
        return id ? this.one(id) : ok({ items: this.told.slice(0, Number(query.get('limit') ?? 50)) });
      case 'GET snooze':
        return ok({ items: this.snoozes });
      case 'PUT snooze':
        return this.snooze(body);
      case 'DELETE snooze':
        this.snoozes = this.snoozes.filter(({ deviceId }) => (deviceId ?? null) !== query.get('deviceId'));
        return { status: 204 };
      case 'GET push':
        return ok({ publicKey: this.publicKey, subscriptions: this.browsers });
      case 'PUT push':
        return this.subscribe(body);
      case 'DELETE push':
        if (!this.browsers.some((browser) => browser.id === more)) return gone;
        this.browsers = this.browsers.filter((browser) => browser.id !== more);
        return { status: 204 };
      case 'GET telegram':
        return ok(this.telegram);
      case 'POST telegram':
        return ok(
          {
            url: 'https://t.me/nightjar_bot?start=token',
            groupUrl: 'https://t.me/nightjar_bot?startgroup=token',
            expiresAt: new Date(Date.now() + 600_000).toISOString(),
          },
          201,
        );
      case 'PATCH telegram':
        return this.changeChat(more, body);
      case 'DELETE telegram':
        this.telegram = { ...this.telegram, chats: this.telegram.chats.filter((chat) => chat.id !== more) };
        return { status: 204 };
      case 'POST alert-addresses':
        return ok({ result: 'sent', text: 'The test message was sent.' });
      default:
        return undefined;
    }
  }

  private one(id: string): Answer {
    const alert = [...this.told, ...this.untold].find((other) => other.id === id);
    return alert ? ok(alert) : gone;
  }

  private add(body: Body): Answer {
    const rule = aRule(this.made++, body);
    this.rules = [...this.rules, rule];
    return ok(rule, 201);
  }

  private change(id: string, body: Body): Answer {
    const before = this.rules.find((rule) => rule.id === id);
    if (!before) return gone;
    const { deviceIds, schedule, ...rest } = { ...before, ...body };
    const rule: AlertRule = {
      ...rest,
      ...(deviceIds?.length && { deviceIds }),
      ...(schedule && Object.keys(schedule).length && { schedule }),
    };
    this.rules = this.rules.map((other) => (other.id === id ? rule : other));
    return ok(rule);
  }

  private snooze(body: Body): Answer {
    const until = body['seconds'] ? new Date(Date.now() + Number(body['seconds']) * 1000).toISOString() : body['until'];
    const { deviceId } = body;
    const snooze: Snooze = {
      since: new Date().toISOString(),
      ...(typeof until === 'string' && { until }),
      ...(typeof deviceId === 'string' && { deviceId }),
    };
    this.snoozes = [snooze, ...this.snoozes.filter((other) => other.deviceId !== deviceId)];
    return ok(snooze);
  }

  private changeChat(id: string, body: Body): Answer {
    const chats = this.telegram.chats.map((chat) => (chat.id === id ? { ...chat, ...body } : chat));
    this.telegram = { ...this.telegram, chats };
    return ok(chats.find((chat) => chat.id === id));
  }

  private subscribe(body: Body): Answer {
    const browser = {
      id: idOf('session', this.made++),
      name: String(body['name']),
      here: true,
      createdAt: new Date().toISOString(),
    };
    this.browsers = [...this.browsers.filter(({ here }) => !here), browser];
    return ok(browser);
  }
}

/** A rule that tells of people at once, unless something else is said. */
export function aRule(n: number, change: Partial<AlertRule> = {}): AlertRule {
  return {
    enabled: true,
    what: { labels: ['person'] },
    channels: ['telegram', 'push'],
    when: 'atOnce',
    cooldownSeconds: 300,
    perHour: 12,
    ...change,
    id: idOf('session', 200 + n),
  };
}

/** What its person is told at once of an event that its first camera noticed, unless something else is said. */
export function anAlert(n: number, change: Partial<Alert> = {}): Alert {
  const now = new Date().toISOString();
  return {
    id: idOf('session', 300 + n),
    kind: 'event',
    version: 1,
    eventId: idOf('event', n),
    deviceId: idOf('device', 1),
    title: 'Hallway',
    text: 'Person at Hallway.',
    at: now,
    madeAt: now,
    path: `/events/${idOf('event', n)}`,
    ...change,
  };
}
