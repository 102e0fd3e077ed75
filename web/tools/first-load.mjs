/**
 * The JavaScript files that a page needs before it shows something: its entry, the parts that this screen loads with
 * import(), and everything that these import statically.
 *
 * @param {Record<string, {file: string, imports?: string[]}>} manifest Vite's build manifest
 * @param {...string} entries keys in the manifest: the page, then its parts
 * @returns {string[]} files, relative to the build folder, each once
 */
export function firstLoadFiles(manifest, ...entries) {
  const seen = new Set();
  const waiting = [...entries];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (seen.has(key)) continue;
    seen.add(key);
    const chunk = manifest[key];
    if (!chunk) throw new Error(`The build manifest has no entry ${key}`);
    waiting.push(...(chunk.imports ?? []));
  }
  return [...seen].map((key) => manifest[key].file).filter((file) => file.endsWith('.js'));
}

/**
 * The JavaScript files of the build that the service worker does not keep: without a connection, what needs them fails.
 *
 * @param {readonly string[]} files names as they were built, relative to the build folder
 * @param {string} serviceWorker its source
 * @returns {string[]}
 */
export function notPrecached(files, serviceWorker) {
  return files.filter((file) => file.endsWith('.js') && !serviceWorker.includes(`"${file}"`));
}
