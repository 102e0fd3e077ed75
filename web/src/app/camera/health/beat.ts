import type { Heartbeat } from '../../../api/shapes';
import type { OutboxStatus } from '../../../outbox/status';
import type { Sight } from '../sight.svelte';
import type { Vitals } from './vitals.svelte';

/** What the server is told of this camera each time: what it does, why it sees nothing, and how the phone is. */
export async function beatOf(sight: Sight, vitals: Vitals, status: OutboxStatus | undefined): Promise<Heartbeat> {
  const { session, watching, blindReason } = sight;
  return {
    state: !sight.isOn ? 'stopped' : watching?.kind === 'blind' ? 'blind' : 'watching',
    ...(session && { sessionId: session.id }),
    ...(blindReason && { blindReason }),
    health: await vitals.health(blindReason === 'muted', status),
  };
}
