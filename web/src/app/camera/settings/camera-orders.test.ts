import { beforeEach, expect, test } from 'vitest';
import type { Api } from '../../../api/api';
import { ApiProblem } from '../../../api/problem';
import { defaultCameraSettings, type CameraSettings } from '../../../core/event';
import { CameraOrders } from './camera-orders.svelte';

/** The server's side of one camera's settings. */
class Settings {
  known: CameraSettings = defaultCameraSettings;
  problem: ApiProblem | undefined;

  readonly api = {
    cameraSettings: () => this.answer(() => this.known),
    changeCameraSettings: (_id: string, settings: CameraSettings) => this.answer(() => this.change(settings)),
    plan: () => this.answer(() => ({ longestClipSeconds: 60 })),
  } as unknown as Api;

  change(settings: CameraSettings): CameraSettings {
    this.known = { ...settings, version: this.known.version + 1 };
    return this.known;
  }

  private answer<Value>(value: () => Value): Promise<Value> {
    return this.problem ? Promise.reject(this.problem) : Promise.resolve(value());
  }
}

const offline = new ApiProblem({ code: 'unreachable', status: 0, detail: 'The server does not answer.' });
const refusal = new ApiProblem({ code: 'invalid', status: 400, detail: 'preSeconds must be at most 20.' });

let server: Settings;
let storage: Storage;
let inForce: CameraSettings[];

/** As a page that is opened; what is stored outlives it. */
function open(deviceId = 'device'): CameraOrders {
  return new CameraOrders({ api: server.api, deviceId, storage, changed: (settings) => inForce.push(settings) });
}

beforeEach(() => {
  server = new Settings();
  inForce = [];
  const values = new Map<string, string>();
  storage = {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  } as unknown as Storage;
});

test('what is changed here holds at once, and the server has it', async () => {
  const orders = open();
  const saving = orders.save({ ...orders.settings, sensitivity: 'high' });
  expect(inForce.at(-1)?.sensitivity).toBe('high');
  await saving;
  expect(server.known).toMatchObject({ version: 2, sensitivity: 'high' });
  expect(orders.settings.version).toBe(2);
  expect(orders.unsent).toBe(false);
});

test('what is changed without a connection is kept across pages and sent later', async () => {
  server.problem = offline;
  await open().save({ ...defaultCameraSettings, sensitivity: 'low' });
  const orders = open();
  expect(orders.settings.sensitivity).toBe('low');
  expect(orders.unsent).toBe(true);
  server.problem = undefined;
  await orders.serverHas(1);
  expect(server.known).toMatchObject({ version: 2, sensitivity: 'low' });
  expect(orders.unsent).toBe(false);
});

test('a newer version of the server wins over what waits here, and that is told', async () => {
  server.problem = offline;
  const orders = open();
  await orders.save({ ...orders.settings, sensitivity: 'low' });
  server.problem = undefined;
  server.change({ ...defaultCameraSettings, preSeconds: 15 });
  await orders.sendUnsent();
  expect(orders.settings).toMatchObject({ version: 2, preSeconds: 15, sensitivity: 'normal' });
  expect(orders.dropped).toBe('overruled');
  orders.acknowledge();
  expect(orders.dropped).toBeUndefined();
});

test('an answer that was lost on the way is no newer version', async () => {
  server.problem = offline;
  const orders = open();
  const changed = { ...orders.settings, sensitivity: 'low' } as const;
  await orders.save(changed);
  server.problem = undefined;
  server.change(changed);
  await orders.sendUnsent();
  expect(orders.dropped).toBeUndefined();
  expect(orders.settings.version).toBe(2);
});

test('what the server refuses is put back, and thrown for the form to say', async () => {
  const orders = open();
  await orders.refresh();
  server.api.changeCameraSettings = () => Promise.reject(refusal);
  await expect(orders.save({ ...orders.settings, preSeconds: 99 })).rejects.toBe(refusal);
  expect(orders.settings.preSeconds).toBe(10);
  expect(orders.unsent).toBe(false);
});

test('two changes in a row both arrive', async () => {
  const orders = open();
  const first = orders.save({ ...orders.settings, sensitivity: 'low' });
  const second = orders.save({ ...orders.settings, preSeconds: 12 });
  await Promise.all([first, second]);
  expect(server.known).toMatchObject({ sensitivity: 'low', preSeconds: 12 });
  expect(orders.settings).toMatchObject({ sensitivity: 'low', preSeconds: 12 });
});

test('a page without a connection goes by what the server said last, and another camera does not', async () => {
  server.change({ ...defaultCameraSettings, preSeconds: 15 });
  await open().refresh();
  server.problem = offline;
  const orders = open();
  await orders.refresh();
  expect(orders.settings.preSeconds).toBe(15);
  expect(orders.longestClipSeconds).toBe(60);
  expect(open('another').settings.preSeconds).toBe(10);
});
