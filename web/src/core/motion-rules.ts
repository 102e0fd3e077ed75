/** The figures behind the motion trigger that do not depend on a camera's settings. Times in seconds. */
export interface MotionRules {
  readonly warmUpSeconds: number;
  /** How fast the background follows: where nothing moves, where something does, and just after a change of light. */
  readonly quietSeconds: number;
  readonly changedSeconds: number;
  readonly fastSeconds: number;
  readonly noiseSeconds: number;
  /** So far around what changed the background follows as slowly as there. */
  readonly heldPixels: number;
  /** Changed pixels with fewer changed neighbours (of 8) are noise. */
  readonly leastNeighbours: number;
  /** How much a pixel's limit rises each time it lately began or ceased to differ, and how long that is remembered. */
  readonly restlessWeight: number;
  readonly restlessSeconds: number;
  /** Whether displacements of the camera are taken out. */
  readonly steady: boolean;
  /** A step of the light by this much (logarithm) means that the scene is looked at anew … */
  readonly lightStep: number;
  /** Below this much within a moment the light is still. */
  readonly lightStillStep: number;
  /** … once it has been still for so long, and at the latest after so long. */
  readonly settleSeconds: number;
  readonly longestSettleSeconds: number;
  /** Changes all over the picture, by this share of its pixels, are a new view rather than a thing. */
  readonly upheavalShare: number;
  /** Movement of its own is looked for over this time. */
  readonly movingSeconds: number;
  /** A blob that is at once so large (share of the picture), and hardly grows, may be a light that goes on. */
  readonly wholeShare: number;
  readonly grownShare: number;
  /** What was at once so large must cover this share of new pixels to count as moving. */
  readonly leastRenewed: number;
  /** Share of a blob's pixels that must move for it to move on its own. */
  readonly leastMoving: number;
  /** A blob with less edge than this is soft: light. */
  readonly leastSharpness: number;
  /** A blob whose edges are more than this those of the empty scene is light. */
  readonly mostKinship: number;
  /** How much more edge a blob needs for each lit cell beside it (for each of its own). */
  readonly litWeight: number;
  /** Beside more lit cells than this (for each of its own) a thing is in changing light, and must move for so long. */
  readonly mostLitShare: number;
  readonly litSeconds: number;
  /** What moves must stay near where it was. */
  readonly continuity: boolean;
  /** A cell is lit when its level changed by this much (logarithm) within a second, but its structure did not. */
  readonly litStep: number;
  /** A camera that is displaced for so long stays so: the scene is displaced with it. */
  readonly shiftedSeconds: number;
  /** The scene is learnt at most so often. */
  readonly learnSeconds: number;
  /** What moves so soon after a change of light must do so for longer. */
  readonly cautiousSeconds: number;
  readonly cautiousFor: number;
  /** What stays doubtful for so long is reported as a doubt. */
  readonly doubtSeconds: number;
}

/** How these figures came about stands in docs/triggers.md. */
export const motionRules: MotionRules = {
  warmUpSeconds: 3,
  quietSeconds: 3,
  changedSeconds: 240,
  fastSeconds: 0.15,
  noiseSeconds: 4,
  heldPixels: 3,
  leastNeighbours: 4,
  restlessWeight: 0.15,
  restlessSeconds: 12,
  steady: true,
  lightStep: 0.12,
  lightStillStep: 0.05,
  settleSeconds: 0.3,
  longestSettleSeconds: 3,
  upheavalShare: 0.4,
  movingSeconds: 0.35,
  wholeShare: 0.012,
  grownShare: 1.3,
  leastRenewed: 0.15,
  leastMoving: 0.12,
  leastSharpness: 0.25,
  mostKinship: 0.85,
  litWeight: 0.05,
  mostLitShare: 0.8,
  litSeconds: 0.7,
  continuity: true,
  litStep: 0.1,
  shiftedSeconds: 2,
  learnSeconds: 0.15,
  cautiousSeconds: 0.5,
  cautiousFor: 2,
  doubtSeconds: 1,
};
