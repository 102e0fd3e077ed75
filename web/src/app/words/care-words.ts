import type { OutboxStatus } from '../../outbox/status';
import { lossSentence } from './loss-words';
import { clockTime, stretch } from './time';

/** What is known about how this phone fares as a camera. */
export interface CareFacts {
  readonly status: OutboxStatus | undefined;
  /** Something could not be stored: a sentence. */
  readonly storeTrouble?: string | undefined;
  /** 0–1, where the browser tells. */
  readonly batteryLevel?: number | undefined;
  readonly charging?: boolean | undefined;
  readonly screenKept?: boolean | undefined;
  /** The recorder hands nothing over. */
  readonly stalled?: boolean;
  /** So many frames a second, when that is few. */
  readonly fewFrames?: number | undefined;
  /** The last time that it could not see. */
  readonly lastBlind?: { readonly from: number; readonly until: number; readonly reason: string } | undefined;
  /** What is missing of the sound that was asked for. */
  readonly sound?: 'noMicrophone' | 'needsTap' | undefined;
  /** What became of settings that were changed on this phone. */
  readonly settings?: 'unsent' | 'overruled' | 'refused' | undefined;
}

/** What somebody at the phone should know, one thing at a time, with the button that goes with it. */
export interface CareNotice {
  readonly kind:
    | 'storage'
    | 'losses'
    | 'battery'
    | 'stalled'
    | 'screen'
    | 'blind'
    | 'refused'
    | 'frames'
    | 'sound'
    | 'settings'
    | 'stuck'
    | 'unplugged';
  readonly sentence: string;
  readonly isTrouble: boolean;
  readonly action?: 'understood' | 'show';
}

/** Below this share of the battery an unplugged phone needs somebody soon. */
const lowBattery = 0.2;

/** The one thing that matters most now; undefined when the phone fares well. */
export function careNotice(facts: CareFacts): CareNotice | undefined {
  for (const look of inOrder) {
    const notice = look(facts);
    if (notice) return notice;
  }
  return undefined;
}

type Look = (facts: CareFacts) => CareNotice | undefined;

const trouble = (kind: CareNotice['kind'], sentence: string, action?: CareNotice['action']): CareNotice => ({
  kind,
  sentence,
  isTrouble: true,
  ...(action && { action }),
});
const plain = (kind: CareNotice['kind'], sentence: string, action?: CareNotice['action']): CareNotice => ({
  ...trouble(kind, sentence, action),
  isTrouble: false,
});

/** What costs events comes first, what only costs comfort last. */
const inOrder: readonly Look[] = [
  ({ storeTrouble }) => (storeTrouble === undefined ? undefined : trouble('storage', storeTrouble)),
  ({ status }) => {
    const sentence = status && lossSentence(status.losses);
    return sentence ? trouble('losses', sentence, 'understood') : undefined;
  },
  battery,
  ({ stalled }) =>
    stalled
      ? trouble('stalled', 'The recorder hands nothing over at the moment. If that lasts, the camera is opened anew.')
      : undefined,
  ({ screenKept }) =>
    screenKept === false
      ? trouble('screen', 'The screen may turn off, and then nothing is seen. Set it to stay on, and turn battery saving off.') // prettier-ignore
      : undefined,
  ({ lastBlind }) => (lastBlind ? plain('blind', blindnessSentence(lastBlind), 'understood') : undefined),
  refused,
  ({ fewFrames }) =>
    fewFrames === undefined
      ? undefined
      : plain('frames', `Only ${Math.round(fewFrames)} pictures a second come from the camera. Close other apps, add light, or choose a lower resolution.`), // prettier-ignore
  sound,
  settings,
  stuck,
  ({ charging, batteryLevel }) =>
    charging === false
      ? plain('unplugged', `Not charging, ${percent(batteryLevel)} left. Plug the phone in, so that it watches all night.`) // prettier-ignore
      : undefined,
];

function battery({ charging, batteryLevel }: CareFacts): CareNotice | undefined {
  if (charging !== false || batteryLevel === undefined || batteryLevel > lowBattery) return undefined;
  return trouble('battery', `${percent(batteryLevel)} of the battery left, and not charging. Plug the phone in.`);
}

function refused({ status }: CareFacts): CareNotice | undefined {
  const items = status?.items.filter(({ step }) => step === 'refused') ?? [];
  const first = items[0];
  if (!first) return undefined;
  const said = first.problem?.sentence ?? 'The server did not take an event.';
  return plain('refused', items.length === 1 ? said : `${said} So it is with ${items.length} events.`, 'show');
}

function sound({ sound: missing }: CareFacts): CareNotice | undefined {
  switch (missing) {
    case undefined:
      return undefined;
    case 'noMicrophone':
      return plain('sound', 'There is no microphone, or it was refused: clips have no sound, and nothing is heard.');
    case 'needsTap':
      return plain('sound', 'This browser lets Nightjar listen only after a tap. Tap anywhere.');
  }
}

function settings({ settings: state }: CareFacts): CareNotice | undefined {
  switch (state) {
    case undefined:
      return undefined;
    case 'unsent':
      return plain('settings', 'The changed settings hold on this phone. Your server hears of them when it answers.');
    case 'overruled':
      return plain('settings', 'Somebody changed the settings elsewhere meanwhile. Those hold now; yours were dropped.', 'understood'); // prettier-ignore
    case 'refused':
      return plain('settings', 'The server did not take the settings that were changed here. Those before hold again.', 'understood'); // prettier-ignore
  }
}

function stuck({ status }: CareFacts): CareNotice | undefined {
  const item = status?.items.find(({ problem, step }) => problem && step !== 'refused');
  return item?.problem ? plain('stuck', item.problem.sentence, 'show') : undefined;
}

function blindnessSentence({ from, until, reason }: NonNullable<CareFacts['lastBlind']>): string {
  const length = stretch((until - from) / 1000);
  return `It was blind for ${length}, ${clockTime(new Date(from))} to ${clockTime(new Date(until))}. ${causeOf(reason)}`;
}

function causeOf(reason: string): string {
  switch (reason) {
    case 'hidden':
      return 'The phone showed another app.';
    case 'cameraTaken':
      return 'Another app had the camera.';
    case 'permissionDenied':
      return 'The browser did not allow the camera.';
    case 'muted':
      return 'The phone gave no picture, perhaps for a call.';
    case 'ended':
    case 'noCamera':
      return 'The camera was gone.';
    default:
      return 'The camera gave no new picture.';
  }
}

function percent(share: number | undefined): string {
  return share === undefined ? 'some' : `${Math.round(share * 100)} %`;
}

/** "100 %, charging", or undefined where the browser does not tell. */
export function batteryWords(level: number | undefined, charging: boolean | undefined): string | undefined {
  return level === undefined ? undefined : `${percent(level)}, ${charging ? 'charging' : 'unplugged'}`;
}
