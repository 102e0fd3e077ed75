import type { GrayFrame } from './gray';
import { type Candidate, candidatesOf } from './motion-candidate';
import { contrastOf } from './motion-contrast';
import { type CellLevels, cellLevels, type Light, lightStep, litCells } from './motion-light';
import type { MotionRules } from './motion-rules';
import { type Changed, changedPixels, type Scene } from './motion-scene';
import { isShifted, noShift, type Shift, shifted, shiftOf } from './motion-shift';

/** One picture as the trigger sees it. */
export interface View {
  readonly width: number;
  readonly contrast: Float32Array;
  readonly levels: CellLevels;
}

/** How much has to differ for a view to be news. */
export interface ViewSettings {
  readonly leastShare: number;
  readonly noiseFactor: number;
  readonly ignored?: Uint8Array;
}

/** A view beside the empty scene. */
export interface Comparison {
  readonly changed: Changed;
  /** The scene's background as the camera, displaced or not, would see it. */
  readonly background: Float32Array;
  readonly shift: Shift;
}

/** The light or the whole view changed: since when, when it last did, and what the scene was before. */
export interface Upheaval {
  readonly since: number;
  readonly last: number;
  readonly before: Scene;
}

export function viewOf(frame: GrayFrame, ignored?: Uint8Array): View {
  return { width: frame.width, contrast: contrastOf(frame, ignored), levels: cellLevels(frame, ignored) };
}

/** What differs from the scene once a displacement of the camera is taken out. */
export function compare(
  { contrast, width }: View,
  scene: Scene,
  settings: ViewSettings,
  rules: MotionRules,
): Comparison {
  const { background } = scene;
  const changed = changedPixels(contrast, background, scene, width, settings, rules);
  const height = contrast.length / width;
  const isNews = changed.count >= settings.leastShare * contrast.length;
  const shift = rules.steady && isNews ? shiftOf(contrast, background, width, height) : noShift;
  if (!isShifted(shift)) return { changed, background, shift };
  const displaced = shifted(background, width, height, shift);
  return { changed: changedPixels(contrast, displaced, scene, width, settings, rules), background: displaced, shift };
}

/** The things in a comparison. `recent`: the contrast a moment ago; `onset`: what had changed as a suspicion began. */
export function candidatesIn(
  view: View,
  scene: Scene,
  { changed, background }: Comparison,
  light: Light,
  before: { readonly recent: Float32Array; readonly onset?: Uint8Array },
  settings: ViewSettings,
  rules: MotionRules,
): Candidate[] {
  const { width, contrast, levels } = view;
  const lit = litCells(levels, light, changed.kept, width, rules);
  const look = { width, contrast, background, scene, lit, noiseFactor: settings.noiseFactor, ...before };
  return candidatesOf(changed.kept, look, settings.leastShare, rules);
}

/** Begins when the light or everything changes, and goes on while the light does. */
export function upheavalStep(
  upheaval: Upheaval | undefined,
  at: number,
  { levels, contrast }: View,
  { light, scene, changed }: { readonly light: Light; readonly scene: Scene; readonly changed: Changed },
  rules: MotionRules,
): Upheaval | undefined {
  if (upheaval) {
    const stillChanging = Math.abs(lightStep(levels, light.moment)) > rules.lightStillStep;
    return stillChanging ? { ...upheaval, last: at } : upheaval;
  }
  const everywhere = changed.count > rules.upheavalShare * contrast.length;
  const begins = everywhere || Math.abs(lightStep(levels, light.usual)) > rules.lightStep;
  return begins ? { since: at, last: at, before: scene } : undefined;
}

/** Still for long enough, or going on for too long to wait. */
export function isSettled({ since, last }: Upheaval, at: number, rules: MotionRules): boolean {
  return at - last >= rules.settleSeconds || at - since >= rules.longestSettleSeconds;
}
