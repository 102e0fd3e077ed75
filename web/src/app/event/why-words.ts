import type { NightjarEvent, Why } from '../../api/shapes';
import { percentWords } from '../settings/area-words';
import { smallPercent } from '../settings/settings-words';
import { listed } from '../words/labels';
import type { Curve } from './curve';

/** A level in decibels: "−41 dB". */
function decibels(db: number): string {
  return `${Math.round(db)}\u00a0dB`.replace('-', '−');
}

/** Why a camera triggered, in sentences; with what it compared, where it told. */
export function reasonWords(event: NightjarEvent, why?: Why): string {
  const { doubt } = event.trigger;
  const parts = [motionWords(event, why), ignoredWords(why), soundWords(event, why)];
  if (doubt) parts.push('The light changed as well, so this may have been the light alone.');
  return parts.filter(Boolean).join(' ') || 'The camera gave no reason.';
}

function motionWords({ trigger: { changedShare, cells } }: NightjarEvent, why?: Why): string {
  if (changedShare === undefined) return '';
  const where = cells?.length ? `, in ${cells.length} of 144 cells` : '';
  const enough = why?.motionThreshold === undefined ? '' : `; ${smallPercent(why.motionThreshold)} was enough`;
  return `${percentWords(changedShare)} of the picture changed${where}${enough}.`;
}

function ignoredWords(why?: Why): string {
  return why?.ignoredShare ? `Another ${percentWords(why.ignoredShare)} moved in ignored areas and did not count.` : '';
}

function soundWords({ trigger: { levelDb, riseDb } }: NightjarEvent, why?: Why): string {
  if (levelDb === undefined) return '';
  if (riseDb === undefined) return `The sound reached ${decibels(levelDb)}.`;
  const enough = why?.soundThresholdDb === undefined ? '' : `; ${decibels(why.soundThresholdDb)} was enough`;
  return `The sound rose ${decibels(riseDb)} above the usual, to ${decibels(levelDb)}${enough}.`;
}

/** The settings that were in force, in a few words each. */
export function inForceWords({ settings }: Why): string[] {
  const { sensitivity, ignoredAreas, sound } = settings;
  const areas = ignoredAreas === 1 ? '1 ignored area' : `${ignoredAreas} ignored areas`;
  return [
    `Sensitivity ${sensitivity}`,
    ignoredAreas === 0 ? 'nothing ignored' : areas,
    ...(sound ? [`sounds from ${decibels(sound.leastDb)}`] : []),
  ];
}

/** A curve in words, for those who do not see it. */
export function curveWords(name: string, { from, to, passes }: Curve): string {
  const times = passes.map((at) => `second ${Math.round(at)}`);
  const passed = times.length ? `It passes the threshold at ${listed(times)}.` : 'It stays below the threshold.';
  return `${name} over ${Math.round(to - from)} seconds. ${passed}`;
}
