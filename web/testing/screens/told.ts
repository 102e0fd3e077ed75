import type { Alert } from '../../src/api/shapes';
import { idOf } from '../app/builders';
import type { Household } from '../app/household';
import { anAlert } from '../app/household-alerts';

/** Tells the person of a page that is open of five things of the story; the newest was told wrong at first. */
export async function tellAlerts(household: Household): Promise<void> {
  await until(() => household.asked.includes('GET /events'));
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  const garden = { deviceId: idOf('device', 2), title: 'Back garden' };
  const street = { deviceId: idOf('device', 4), title: 'Street' };
  const store = { deviceId: idOf('device', 3), title: 'Store room' };
  const first = anAlert(22, { ...garden, at: at(2), text: 'Two people and a dog, at Back garden.' });
  const said: readonly Alert[] = [
    anAlert(19, { ...store, at: at(9), text: 'Somebody carried a box out.' }),
    anAlert(18, { ...store, at: at(7), text: 'A person walked out of view.' }),
    anAlert(20, { at: at(5), text: 'A person came in, stood at the table for nine seconds and left to the right.' }),
    anAlert(21, { ...street, at: at(4), text: 'A car stopped and drove on.' }),
    first,
  ];
  for (const alert of said) household.alert(alert);
  await until(() => document.querySelector('.alert-note') !== null);
  household.alert({
    ...first,
    version: 2,
    text: 'Two people walked past the fence.',
    correction: 'The first message said two people and a dog.',
  });
}

/** Looks again with each frame. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => requestAnimationFrame(resolve));
}
