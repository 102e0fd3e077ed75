// A camera of the account of a person, as a bench needs it: paired over HTTP, without a phone.

/**
 * @param {import('../demo/person.mjs').Person} person
 * @param {string} address of the server
 * @param {string} name of the camera
 * @returns {Promise<{ deviceId: string, token: string }>}
 * @throws Error when the server does not pair it
 */
export async function pairedCamera(person, address, name) {
  const code = await person.pairingCode(name);
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${address}/api/v1/devices`, { method: 'POST', headers, body: JSON.stringify({ code }) });
  if (!answer.ok) throw new Error(`No camera: ${answer.status} ${await answer.text()}`);
  const { device, token } = /** @type {{ device: { id: string }, token: string }} */ (await answer.json());
  return { deviceId: device.id, token };
}
