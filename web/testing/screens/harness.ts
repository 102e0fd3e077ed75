import { owner } from '../app/builders';
import { DrawnPushes } from '../app/drawn-pushes';
import { Household } from '../app/household';
import { withPeople } from '../app/household-people';
import { openApp } from '../app/open-app';
import { ScriptedWatch } from '../app/scripted-watch';
import { cameraScenes } from './camera-scenes';
import type { CameraScene } from './camera-texts';
import { drawClip } from './clip';
import { spentStory, story } from './story';
import { tellAlerts } from './told';

/** What one picture shows, told by the address of the harness. */
interface Scene {
  readonly path: string;
  readonly as: 'owner' | 'spent' | 'newcomer' | 'first' | 'nobody' | 'camera';
  readonly camera: CameraScene;
  /** Alerts come while it is open. */
  readonly isTold: boolean;
}

function sceneOf(query: URLSearchParams): Scene {
  return {
    path: query.get('path') ?? '/',
    as: (query.get('as') ?? 'owner') as Scene['as'],
    camera: (query.get('camera') ?? 'ready') as CameraScene,
    isTold: query.has('told'),
  };
}

function householdOf(as: Scene['as']): Household {
  switch (as) {
    case 'owner':
      return withPeople(story(new Date()));
    case 'spent':
      return spentStory(new Date());
    case 'newcomer':
      return new Household({ me: owner });
    case 'first':
      return new Household({ signUp: 'first' });
    case 'nobody':
    case 'camera':
      return new Household();
  }
}

async function show({ path, as, camera, isTold }: Scene): Promise<void> {
  localStorage.removeItem('nightjar.resume');
  const watch = new ScriptedWatch();
  const household = householdOf(as);
  household.lookedAt = new Date(Date.now() - 7.5 * 3_600_000).toISOString();
  const app = await openApp({
    path,
    household,
    startWatch: watch.start,
    pushes: new DrawnPushes(),
    ...(as === 'camera' && {
      camera: { deviceId: owner.account.id, name: 'Hallway', accountId: owner.account.id, token: 'njd_drawn' },
    }),
  });
  if (as === 'camera') await cameraScenes[camera]({ watch, outbox: app.outbox, household, update: app.update });
  if (isTold) await tellAlerts(household);
}

Object.assign(globalThis, { drawClip });
void show(sceneOf(new URLSearchParams(location.search)));
