/** What a push says of an alert, as the server sends it. */
export interface PushMessage {
  /** A later message of the same alert takes the place of an earlier one. */
  readonly alert: string;
  /** Grows with each that differs. */
  readonly version: number;
  readonly title: string;
  readonly body?: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Of the page that tells more. */
  readonly path: string;
  readonly actions: readonly PushAction[];
  /** It makes no sound. */
  readonly silent: boolean;
}

/** What can be done from a notification, besides opening it. */
export type PushAction = 'falseAlarm' | 'snooze';

/** A notification to show. */
export interface Notice {
  readonly title: string;
  readonly body: string;
  /** What takes the place of another with the same tag. */
  readonly tag: string;
  readonly silent: boolean;
  /** It is heard although it takes the place of another. */
  readonly renotify: boolean;
  readonly timestamp?: number;
  readonly actions: readonly { readonly action: PushAction; readonly title: string }[];
  readonly data: { readonly path: string; readonly alert?: string };
}

const titles: Readonly<Record<PushAction, string>> = { falseAlarm: 'False alarm', snooze: 'Quiet for 1 hour' };

/** For a push that nobody can read: something has to be shown, or the browser takes the subscription away. */
export const unreadable: Notice = {
  title: 'Nightjar has something to tell you',
  body: 'Open it to see what.',
  tag: 'unreadable',
  silent: false,
  renotify: false,
  actions: [],
  data: { path: '/' },
};

/** Reads a push; undefined when it is none of ours. */
export function readPush(text: string | undefined): PushMessage | undefined {
  const said = parsed(text);
  if (!isWords(said['alert']) || !isWords(said['title']) || !isCount(said['version'])) return undefined;
  return {
    alert: said['alert'],
    version: said['version'],
    title: said['title'],
    ...(isWords(said['body']) && { body: said['body'] }),
    at: isCount(said['at']) ? said['at'] : 0,
    path: ownPath(said['path']),
    actions: Array.isArray(said['actions']) ? said['actions'].filter(isAction) : [],
    silent: said['silent'] === true,
  };
}

/**
 * What to show of an alert: the newer of what came and what was shown last. What is shown again makes no sound.
 *
 * @param shown the newest that was shown of the same alert
 */
export function newest(came: PushMessage, shown: PushMessage | undefined): PushMessage {
  if (!shown || came.version > shown.version) return came;
  return { ...shown, silent: true };
}

/** The notification of a message. */
export function noticeOf(message: PushMessage): Notice {
  return {
    title: message.title,
    body: message.body ?? 'Open it to see what happened.',
    tag: message.alert,
    silent: message.silent,
    renotify: !message.silent,
    ...(message.at > 0 && { timestamp: message.at }),
    actions: message.actions.map((action) => ({ action, title: titles[action] })),
    data: { path: message.path, alert: message.alert },
  };
}

/** What stands in the notification's place once an action was taken. */
export function doneNotice(notice: Pick<Notice, 'title' | 'tag' | 'data'>, action: PushAction): Notice {
  const body =
    action === 'snooze' ? 'Quiet for an hour. Everything is still kept in the timeline.' : 'Marked as a false alarm.';
  return { ...notice, body, silent: true, renotify: false, actions: [] };
}

/** Whether it names an action. */
export function isAction(word: unknown): word is PushAction {
  return word === 'falseAlarm' || word === 'snooze';
}

/** A path of this app, and of no other site. */
export function ownPath(path: unknown): string {
  return typeof path === 'string' && /^\/(?![/\\])/.test(path) ? path : '/';
}

function parsed(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const said: unknown = JSON.parse(text ?? '');
    return typeof said === 'object' && said !== null ? (said as Record<string, unknown>) : {};
  } catch {
    // A push from somebody else, or one that was cut off.
    return {};
  }
}

function isWords(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
