import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ffmpeg, picture } from '../footage';

/** Still pictures as empty scenes, 160 × 90 gray levels each; none when the folder is absent. */
export async function readPlates(folder: string): Promise<readonly Float32Array[]> {
  if (!existsSync(folder)) return [];
  const files = (await readdir(folder)).filter((name) => name.endsWith('.jpg')).sort();
  const { width, height } = picture;
  const filter = `scale=${width}:${height}:force_original_aspect_ratio=increase,crop=${width}:${height}`;
  return Promise.all(
    files.map(async (name) => {
      const input = ['-v', 'error', '-i', join(folder, name), '-vf', filter, '-frames:v', '1'];
      const { output } = await ffmpeg([...input, '-pix_fmt', 'gray', '-f', 'rawvideo', '-']);
      return Float32Array.from(output);
    }),
  );
}
