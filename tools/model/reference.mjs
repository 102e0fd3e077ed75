#!/usr/bin/env node
// Runs the published graph itself, with TensorFlow.js, over a drawn picture, and writes the outputs that the server's
// NanodetModelTest compares with. See README.md.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import '@tensorflow/tfjs-backend-cpu';
import { GraphModel } from '@tensorflow/tfjs-converter';
import { ready, setBackend, tensor } from '@tensorflow/tfjs-core';
import { fetchModel } from './src/archive.mjs';
import { drawPicture, SIDE } from './src/drawing.mjs';
import { DEVIATION, DISTANCES, MEAN, SCORES } from './src/nanodet.mjs';

const TARGET = fileURLToPath(new URL('../../server/src/test/resources/model/nanodet-reference.json', import.meta.url));
const EVERY = 89;

const picture = drawPicture();
const [scores, distances] = await run(fetchModel(), picture);
const reference = {
  picture: { side: SIDE, sha256: createHash('sha256').update(picture).digest('hex') },
  cells: scores.length,
  highestScore: scores.flat().reduce((highest, score) => Math.max(highest, score)),
  rows: scores.map((row, cell) => ({ cell, scores: row, distances: distances[cell] })).filter((row) => row.cell % EVERY === 0),
};
writeFileSync(TARGET, JSON.stringify(reference, compact) + '\n');
console.log(`${TARGET}: ${reference.rows.length} of ${reference.cells} cells, highest score ${reference.highestScore}`);

async function run({ topology, weights }, bytes) {
  await setBackend('cpu');
  await ready();
  const { modelTopology, weightsManifest } = topology;
  const weightSpecs = weightsManifest.flatMap((group) => group.weights);
  const model = new GraphModel({ load: async () => ({ modelTopology, weightSpecs, weightData: Uint8Array.from(weights).buffer }) });
  await model.load();
  const input = tensor(planes(bytes), [1, 3, SIDE, SIDE]);
  return [SCORES, DISTANCES].map((names) => names.flatMap((name) => model.execute({ input_1: input }, name).arraySync()[0]));
}

function planes(bytes) {
  const values = new Float32Array(bytes.length);
  for (let index = 0; index < bytes.length; index++) {
    const channel = index % 3;
    values[channel * SIDE * SIDE + (index - channel) / 3] = (bytes[index] - MEAN[channel]) / DEVIATION[channel];
  }
  return values;
}

// Seven digits are what single precision holds.
function compact(_, value) {
  return typeof value === 'number' ? Number(value.toPrecision(7)) : value;
}
