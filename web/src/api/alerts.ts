import createClient from 'openapi-fetch';
import { aborts, byId, data, done, type Client } from './api';
import type { paths } from './generated';
import { sender } from './send';
import type * as shapes from './shapes';

/** What people want to be told, and where; loaded by the parts that need it. Throws as every request does. */
export type AlertsApi = ReturnType<typeof createAlertsApi>;

/** What a person was told. */
export interface TellingsNow {
  readonly items: readonly shapes.Alert[];
  /** The server's time, to compare theirs with: a phone's clock may be wrong. */
  readonly at: Date;
}

/** The client of a person, by cookie. */
export function createAlertsApi() {
  const client = createClient<paths>({ baseUrl: '', fetch: sender({ server: '', timeoutSeconds: 20 }) });
  return {
    alertRules: (signal?: AbortSignal): Promise<shapes.Page<shapes.AlertRule>> =>
      data(client.GET('/api/v1/alert-rules', aborts(signal))),
    addAlertRule: (body: shapes.RuleChange, signal?: AbortSignal): Promise<shapes.AlertRule> =>
      data(client.POST('/api/v1/alert-rules', { body, ...aborts(signal) })),
    changeAlertRule: (id: string, body: shapes.RuleChange, signal?: AbortSignal): Promise<shapes.AlertRule> =>
      data(client.PATCH('/api/v1/alert-rules/{id}', { body, ...byId(id, signal) })),
    deleteAlertRule: (id: string, signal?: AbortSignal): Promise<void> =>
      done(client.DELETE('/api/v1/alert-rules/{id}', byId(id, signal))),
    /** The times of quiet that are not over. */
    snoozes: (signal?: AbortSignal): Promise<shapes.Page<shapes.Snooze>> =>
      data(client.GET('/api/v1/snooze', aborts(signal))),
    /** Quiet of one camera or of all; without a time until the person says. */
    snooze: (body: shapes.NewSnooze, signal?: AbortSignal): Promise<shapes.Snooze> =>
      data(client.PUT('/api/v1/snooze', { body, ...aborts(signal) })),
    endSnooze: (deviceId?: string, signal?: AbortSignal): Promise<void> => {
      const params = { query: { ...(deviceId && { deviceId }) } };
      return done(client.DELETE('/api/v1/snooze', { params, ...aborts(signal) }));
    },
    /** Sends a test message there, and says what became of it. */
    testAlertAddress: (id: string, signal?: AbortSignal): Promise<shapes.TriedAddress> =>
      data(client.POST('/api/v1/alert-addresses/{id}/test', byId(id, signal))),
    ...told(client),
    ...telegram(client),
    ...push(client),
  };
}

function told(client: Client) {
  return {
    /** The newest that the person was told, newest first, and the server's time. */
    alerts: async (limit: number, signal?: AbortSignal): Promise<TellingsNow> => {
      const answer = await client.GET('/api/v1/alerts', { params: { query: { limit } }, ...aborts(signal) });
      const { items } = await data<shapes.Page<shapes.Alert>>(Promise.resolve(answer));
      const said = Date.parse(answer.response.headers.get('Date') ?? '');
      return { items, at: new Date(Number.isNaN(said) ? Date.now() : said) };
    },
    alert: (id: string, signal?: AbortSignal): Promise<shapes.Alert> =>
      data(client.GET('/api/v1/alerts/{id}', byId(id, signal))),
  };
}

function telegram(client: Client) {
  return {
    /** Whether there is a bot, and the chats in which the person is told. */
    telegram: (signal?: AbortSignal): Promise<shapes.TelegramState> =>
      data(client.GET('/api/v1/telegram', aborts(signal))),
    /** A link that the person opens in Telegram; it works once. */
    linkTelegram: (signal?: AbortSignal): Promise<shapes.NewLink> =>
      data(client.POST('/api/v1/telegram/links', aborts(signal))),
    changeTelegramChat: (id: string, body: shapes.ChatChange, signal?: AbortSignal): Promise<shapes.ChatState> =>
      data(client.PATCH('/api/v1/telegram/chats/{id}', { body, ...byId(id, signal) })),
    unlinkTelegramChat: (id: string, signal?: AbortSignal): Promise<void> =>
      done(client.DELETE('/api/v1/telegram/chats/{id}', byId(id, signal))),
  };
}

function push(client: Client) {
  return {
    /** What a browser needs to subscribe, and which of the person's browsers have. */
    push: (signal?: AbortSignal): Promise<shapes.Push> => data(client.GET('/api/v1/push', aborts(signal))),
    putPushSubscription: (body: shapes.BrowserSubscription, signal?: AbortSignal): Promise<shapes.PushSubscription> =>
      data(client.PUT('/api/v1/push/subscriptions', { body, ...aborts(signal) })),
    deletePushSubscription: (id: string, signal?: AbortSignal): Promise<void> =>
      done(client.DELETE('/api/v1/push/subscriptions/{id}', byId(id, signal))),
    /** Does what was tapped on a notification. */
    actOnPush: (body: shapes.PushAction, signal?: AbortSignal): Promise<shapes.PushActionDone> =>
      data(client.POST('/api/v1/push/actions', { body, ...aborts(signal) })),
  };
}
