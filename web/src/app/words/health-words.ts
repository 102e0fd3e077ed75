import type { Device, Health } from '../../api/shapes';
import { shortStretch } from './time';

/** A fact about how a camera is; one in trouble needs somebody. */
export interface HealthFact {
  readonly name: string;
  readonly value: string;
  readonly trouble: boolean;
}

/** Below this share of its battery an unplugged phone needs somebody soon. */
const lowBattery = 0.2;
/** A recorder hands packets over at least every second or two. */
const stalledSeconds = 6;
const mostWaiting = 5;

/** Battery and power in a few words; undefined where the browser does not tell. */
export function powerWords({ batteryLevel, charging }: Health): string | undefined {
  if (batteryLevel === undefined) return undefined;
  const level = `${Math.round(batteryLevel * 100)} %`;
  return charging === undefined ? level : `${level}, ${charging ? 'charging' : 'unplugged'}`;
}

/** Whether a phone runs out soon. */
export function isRunningOut({ batteryLevel, charging }: Health): boolean {
  return batteryLevel !== undefined && charging === false && batteryLevel <= lowBattery;
}

/** How a camera was when it was last heard of, as far as it said. */
export function healthFacts({ health = {}, lastSeenAt }: Device, now: Date): HealthFact[] {
  const facts: (HealthFact | undefined)[] = [
    fact('Last heard of', lastSeenAt && heard(lastSeenAt, now)),
    fact('Power', powerWords(health), isRunningOut(health)),
    picture(health),
    fact('Recording', recording(health), (health.lastPacketSeconds ?? 0) > stalledSeconds),
    fact(
      'Screen',
      said(health.screenKept, 'kept on', 'may turn off, and the camera with it'),
      health.screenKept === false,
    ),
    fact('Page', said(health.hidden, 'in the background, where browsers stop it', 'in front'), health.hidden === true),
    fact('Waiting to be sent', waiting(health), (health.queueLength ?? 0) > mostWaiting),
    fact('Stored on the phone', storage(health)),
    fact('Version', health.appVersion),
  ];
  return facts.filter((each) => each !== undefined);
}

function fact(name: string, value: string | undefined, trouble = false): HealthFact | undefined {
  return value ? { name, value, trouble } : undefined;
}

function said(is: boolean | undefined, yes: string, no: string): string | undefined {
  if (is === undefined) return undefined;
  return is ? yes : no;
}

function heard(lastSeenAt: string, now: Date): string {
  return `${shortStretch(Math.max(1, (now.getTime() - Date.parse(lastSeenAt)) / 1000))} ago`;
}

function picture({ framesPerSecond, width, height, muted }: Health): HealthFact | undefined {
  if (muted) return fact('Picture', 'none: the phone holds it back, perhaps for a call', true);
  const size = width && height ? `${width} × ${height}` : '';
  const rate = framesPerSecond === undefined ? '' : `${Math.round(framesPerSecond)} a second`;
  return fact('Picture', [size, rate].filter(Boolean).join(', '));
}

function recording({ source, keyFrameSeconds, lastPacketSeconds }: Health): string {
  const stalled = lastPacketSeconds !== undefined && lastPacketSeconds > stalledSeconds;
  if (stalled) return `nothing new for ${shortStretch(lastPacketSeconds)}`;
  const by = source && { recorder: 'by the browser’s recorder', codecs: 'by single encoders' }[source];
  const key = keyFrameSeconds === undefined ? '' : `key frame every ${keyFrameSeconds.toFixed(1)} s`;
  return [by, key].filter(Boolean).join(', ');
}

function waiting({ queueLength }: Health): string | undefined {
  if (queueLength === undefined) return undefined;
  return queueLength === 0 ? 'nothing' : `${queueLength} ${queueLength === 1 ? 'event' : 'events'}`;
}

function storage({ storageUsedBytes, storageQuotaBytes, storagePersistent }: Health): string | undefined {
  if (storageUsedBytes === undefined) return undefined;
  const most = storageQuotaBytes === undefined ? '' : ` of ${bytes(storageQuotaBytes)}`;
  const kept = storagePersistent === false ? ', not guaranteed by the browser' : '';
  return `${bytes(storageUsedBytes)}${most}${kept}`;
}

function bytes(count: number): string {
  if (count < 1e9) return `${Math.round(count / 1e6)} MB`;
  return `${(count / 1e9).toFixed(1)} GB`;
}
