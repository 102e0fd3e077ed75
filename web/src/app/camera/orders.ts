import type { Api } from '../../api/api';
import { ApiProblem } from '../../api/problem';
import { defaultCameraSettings, type CameraSettings } from '../../core/event';

/** What a camera needs to know before it watches. */
export interface Orders {
  readonly settings: CameraSettings;
  /** The plan's limit for one clip. */
  readonly longestClipSeconds: number;
}

const key = 'nightjar.orders';
/** What a camera goes by that has never reached the server: the smallest plan's clips. */
const first: Orders = { settings: defaultCameraSettings, longestClipSeconds: 20 };

/** The orders of the server; without a connection those that it gave last. */
export async function fetchOrders(api: Api, deviceId: string, storage: Storage): Promise<Orders> {
  try {
    const [settings, plan] = await Promise.all([api.cameraSettings(deviceId), api.plan()]);
    const orders = { settings, longestClipSeconds: plan.longestClipSeconds };
    storage.setItem(key, JSON.stringify(orders));
    return orders;
  } catch (problem) {
    if (!(problem instanceof ApiProblem)) throw problem;
    return remembered(storage);
  }
}

function remembered(storage: Storage): Orders {
  const text = storage.getItem(key);
  return text ? { ...first, ...(JSON.parse(text) as Partial<Orders>) } : first;
}
