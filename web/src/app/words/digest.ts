import type { NightjarEvent } from '../../api/shapes';
import { countedLabel, labelsOf, listed, type SeenLabel } from './labels';
import type { UnseenRow } from '../timeline/unseen';
import { inWords, stretch } from './time';

/** A piece of the told paragraph; with an event it is a link to where that was seen. */
export interface DigestPart {
  readonly text: string;
  readonly eventId?: string;
  /** A camera that could not see; the part leads to it. */
  readonly blindCamera?: string;
}

const camerasTold = 3;
const unseenTold = 2;

/** What happened, told in one paragraph: one short sentence for each camera, the latest first. */
export function digest(events: readonly NightjarEvent[], nameOf: (deviceId: string) => string): DigestPart[] {
  const byCamera = new Map<string, NightjarEvent[]>();
  for (const event of events) {
    if (event.state === 'dismissed') continue;
    byCamera.set(event.deviceId, [...(byCamera.get(event.deviceId) ?? []), event]);
  }
  const cameras = [...byCamera];
  const parts = cameras.slice(0, camerasTold).flatMap(([id, seen]) => sentence(nameOf(id), seen));
  const more = cameras.length - camerasTold;
  if (more > 0) {
    const subject = more === 1 ? 'One more camera' : `${capital(inWords(more))} more cameras`;
    parts.push({ text: `${subject} noticed something.` });
  }
  return parts;
}

/** How long each camera saw nothing, for those who were not told yet; what lasted less than a minute is left out. */
export function unseenDigest(rows: readonly UnseenRow[], nameOf: (deviceId: string) => string): DigestPart[] {
  const told = rows.filter(({ seconds }) => seconds >= 60).slice(0, unseenTold);
  return told.flatMap(({ deviceId, state, goesOn, seconds }) => [
    { text: `${nameOf(deviceId)} ${goesOn ? 'has been' : 'was'} ` },
    { text: `${state} for ${stretch(seconds)}`, blindCamera: deviceId },
    { text: '. ' },
  ]);
}

function sentence(camera: string, events: readonly NightjarEvent[]): DigestPart[] {
  const latest = events[0];
  if (!latest) return [];
  return [{ text: camera, eventId: latest.id }, { text: ` ${what(events)}${howOften(events.length)}. ` }];
}

function what(events: readonly NightjarEvent[]): string {
  const labels = events.flatMap(labelsOf);
  const sure = labels.filter((label) => label.confidence >= 0.5);
  if (sure.length) return `saw ${listed(things(sure))}`;
  if (labels.length) return `perhaps saw ${listed(things(labels))}`;
  return events.every((event) => event.trigger.type === 'sound') ? 'heard something' : 'saw something move';
}

/** Each kind of thing once, with the most of it that one event saw. */
function things(labels: readonly SeenLabel[]): string[] {
  const most = new Map<string, number>();
  for (const label of labels) {
    most.set(label.name, Math.max(label.count, most.get(label.name) ?? 1));
  }
  return [...most].slice(0, 3).map(([name, count]) => countedLabel(name, count));
}

function howOften(times: number): string {
  if (times < 2) return '';
  return times === 2 ? ', twice' : `, ${inWords(times)} times`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
