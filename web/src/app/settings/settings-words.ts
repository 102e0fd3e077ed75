import type { CameraSettings, IgnoredArea, PreviewPolicy, Sensitivity } from '../../core/event';
import { maskShare } from '../../core/mask';
import { motionSettings } from '../../core/motion';
import { inWords } from '../words/time';
import { percentWords } from './area-words';

/** The stops of the one slider, from few events to many. */
export const sensitivities: readonly Sensitivity[] = ['low', 'normal', 'high'];

/** A sensitivity as a name. */
export function sensitivityName(sensitivity: Sensitivity): string {
  return { low: 'Low', normal: 'Normal', high: 'High' }[sensitivity];
}

/** What a sensitivity means, in one sentence with its figure. */
export function sensitivityWords({ sensitivity, motion }: Pick<CameraSettings, 'sensitivity' | 'motion'>): string {
  const share = smallPercent(motionSettings(sensitivity, 0, motion).leastShare);
  switch (sensitivity) {
    case 'low':
      return `People and large animals near the camera. What covers less than ${share} of the picture is let go.`;
    case 'normal':
      return `People across a room or a yard, and pets: what covers ${share} of the picture or more.`;
    case 'high':
      return `Small and distant things too, from ${share} of the picture. Leaves and insects count more often.`;
  }
}

/** What may become a clip, from few to all. */
export const previewPolicies: readonly { readonly value: PreviewPolicy; readonly name: string }[] = [
  { value: 'relevant', name: 'What is recognised' },
  { value: 'triggers', name: 'What moves' },
  { value: 'everything', name: 'Everything' },
];

/** What a choice means, in one sentence. */
export function previewPolicyWords(policy: PreviewPolicy): string {
  switch (policy) {
    case 'relevant':
      return 'Only what shows people, animals, vehicles or bags at once is sent. Sounds alone are not.';
    case 'triggers':
      return 'Whatever moves or sounds is sent; a change of light only when something is recognised in it.';
    case 'everything':
      return 'Every clip is sent, changes of light too.';
  }
}

/** A share so small that two figures after the point matter. */
export function smallPercent(share: number): string {
  return `${Number((share * 100).toFixed(2))}\u00a0%`;
}

/** What is ignored, in one line. */
export function maskWords(mask: readonly IgnoredArea[]): string {
  if (mask.length === 0) return 'Nothing is ignored';
  const count = inWords(mask.length);
  const areas = mask.length === 1 ? 'One area' : `${count.charAt(0).toUpperCase()}${count.slice(1)} areas`;
  return `${areas}, ${percentWords(maskShare(mask))} of the picture`;
}
