import type { Health } from '../../api/shapes';

/** The width of a camera's picture by its height; most phones give 16:9. */
export function ratioOf(health: Health | undefined): number {
  return health?.width && health.height ? health.width / health.height : 16 / 9;
}
