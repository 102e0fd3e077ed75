#!/usr/bin/env node
// Fetches the published weights and writes the model that the server ships. See README.md.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fetchModel } from './src/archive.mjs';
import { convertNanodet } from './src/nanodet.mjs';

const TARGET = fileURLToPath(new URL('../../server/src/main/resources/model/nanodet/nanodet.onnx', import.meta.url));

const model = convertNanodet(fetchModel());
writeFileSync(TARGET, model);
console.log(`${TARGET}: ${model.length} bytes, sha256 ${createHash('sha256').update(model).digest('hex')}`);
