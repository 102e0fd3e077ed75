// The motion trigger on footage whose events are known: `npm run bench:trigger -- DIR`. The last line is one JSON object.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runnerImport } from 'vite';

const folder = resolve(process.argv[2] ?? '.');
if (!existsSync(join(folder, 'manifest.json'))) {
  console.error(`${folder} has no manifest.json. Give a folder with a manifest and its clips.`);
  process.exit(1);
}
console.log(`Playing the clips of ${folder} through the motion trigger …`);
const trigger = new URL('trigger.ts', import.meta.url).pathname;
const { module } = await runnerImport(trigger, { configFile: false });
console.log(JSON.stringify(await module.benchTrigger(folder, process.env['FFMPEG'] ?? 'ffmpeg')));
