/**
 * The JavaScript files that a page needs before it shows anything: its entry and everything that is imported statically.
 *
 * @param {Record<string, {file: string, imports?: string[]}>} manifest Vite's build manifest
 * @param {string} entry key of the page in the manifest
 * @returns {string[]} files, relative to the build folder
 */
export function firstLoadFiles(manifest, entry) {
  const seen = new Set();
  const waiting = [entry];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (seen.has(key)) continue;
    seen.add(key);
    const chunk = manifest[key];
    if (!chunk) throw new Error(`The build manifest has no entry ${key}`);
    waiting.push(...(chunk.imports ?? []));
  }
  return [...seen].map((key) => manifest[key].file).filter((file) => file.endsWith('.js'));
}
