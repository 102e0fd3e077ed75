import type { NightjarEvent } from '../../api/shapes';
import type { CameraSettings } from '../../core/event';
import { maskShare } from '../../core/mask';
import { type Area, mostAreas } from '../settings/area';
import { percentWords } from '../settings/area-words';
import { areasAround } from '../settings/cell-areas';
import type { SettingsPatch } from '../settings/settings-draft.svelte';
import { sensitivities, sensitivityName, sensitivityWords } from '../settings/settings-words';
import { clockTime } from '../words/time';

/** A change of settings by which the like of an event would not come again. */
export interface Proposal {
  readonly id: 'area' | 'sensitivity' | 'sound';
  /** What the button says. */
  readonly what: string;
  /** What it means. */
  readonly means: string;
  /** The change, and what takes it back from settings that were changed further meanwhile. */
  readonly change: SettingsPatch;
  readonly undo: (later: CameraSettings) => SettingsPatch;
}

/** Whoever ignores more than this is blind rather than undisturbed. */
const mostIgnored = 0.4;
/** What was too loud by a little is not loud enough any more. */
const marginDb = 3;
const mostDb = -10;

/** What can be done so that the like of a false alarm does not come again. */
export function proposalsFor(event: NightjarEvent, settings: CameraSettings): Proposal[] {
  return [areaProposal(event, settings), sensitivityProposal(event, settings), soundProposal(event, settings)].filter(
    (proposal) => proposal !== undefined,
  );
}

/** The areas to draw around what moved, named after the moment. */
export function proposedAreas({ at, trigger }: NightjarEvent): Area[] {
  const areas = areasAround(trigger.cells ?? []);
  return areas.map(({ points }) => ({ name: `False alarm ${clockTime(new Date(at))}`, points }));
}

function areaProposal(event: NightjarEvent, { mask }: CameraSettings): Proposal | undefined {
  const areas = proposedAreas(event);
  const share = maskShare(areas);
  if (!areas.length || share > mostIgnored || mask.length + areas.length > mostAreas) return undefined;
  const added = new Set(areas.map(key));
  return {
    id: 'area',
    what: 'Ignore where it moved',
    means: `${percentWords(share)} of the picture. A person there is not noticed any more; sound still counts.`,
    change: { mask: [...mask, ...areas] },
    undo: (later) => ({ mask: later.mask.filter((area) => !added.has(key(area))) }),
  };
}

function key({ points }: Area): string {
  return points.map(({ x, y }) => `${x.toFixed(4)},${y.toFixed(4)}`).join(' ');
}

function sensitivityProposal({ trigger }: NightjarEvent, settings: CameraSettings): Proposal | undefined {
  const lower = sensitivities[sensitivities.indexOf(settings.sensitivity) - 1];
  if (trigger.type === 'sound' || !lower) return undefined;
  const before = settings.sensitivity;
  return {
    id: 'sensitivity',
    what: `Lower the sensitivity to ${sensitivityName(lower).toLowerCase()}`,
    means: sensitivityWords({ sensitivity: lower, motion: settings.motion }),
    change: { sensitivity: lower },
    undo: () => ({ sensitivity: before }),
  };
}

function soundProposal({ trigger }: NightjarEvent, { sound }: CameraSettings): Proposal | undefined {
  if (trigger.type === 'motion' || trigger.levelDb === undefined || !sound.on) return undefined;
  const leastDb = Math.min(mostDb, Math.ceil(trigger.levelDb) + marginDb);
  if (leastDb <= sound.leastDb || leastDb <= trigger.levelDb) return undefined;
  const level = (db: number) => `${Math.round(db)}\u00a0dB`.replace('-', '−');
  return {
    id: 'sound',
    what: `Raise the line for sounds to ${level(leastDb)}`,
    means: `It was ${level(trigger.levelDb)} loud. What is quieter than the line begins no event.`,
    change: { sound: { ...sound, leastDb } },
    undo: (later) => ({ sound: { ...later.sound, leastDb: sound.leastDb } }),
  };
}
