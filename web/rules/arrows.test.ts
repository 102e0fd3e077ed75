import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { arrows } from './arrows.mjs';

const web = resolve(import.meta.dirname, '..');
let copy: string;

/** A small tree with the real configuration files, so that a forbidden line can be written without touching the sources. */
beforeEach(() => {
  mkdirSync(join(web, 'test-results'), { recursive: true });
  copy = mkdtempSync(join(web, 'test-results/arrows-'));
  writeFileSync(join(copy, 'tsconfig.base.json'), readFileSync(join(web, 'tsconfig.base.json')));
  for (const folder of Object.keys(arrows)) {
    write(`src/${folder}/tsconfig.json`, readFileSync(join(web, `src/${folder}/tsconfig.json`), 'utf8'));
    write(`src/${folder}/${folder}.ts`, `export const ${folder} = 1;\n`);
  }
});
afterEach(() => rmSync(copy, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  writeFileSync(join(copy, path), text);
}

/** Runs `tsc -b` on one folder of the copy; answers the messages of its errors. */
function build(folder: string): string[] {
  const messages: string[] = [];
  const host = ts.createSolutionBuilderHost(ts.sys, undefined, (diagnostic) =>
    messages.push(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n')),
  );
  ts.createSolutionBuilder(host, [join(copy, 'src', folder)], {}).build();
  return messages;
}

test('the table of arrows and the project references are the same', () => {
  const referenced = Object.keys(arrows).map((folder) => {
    const read = ts.readConfigFile(join(web, `src/${folder}/tsconfig.json`), (path) => ts.sys.readFile(path));
    const config = read.config as { references: { path: string }[] };
    return [folder, config.references.map(({ path }) => path.replace('../', ''))];
  });
  expect(Object.fromEntries(referenced)).toEqual(arrows);
});

test('an import along an arrow compiles', () => {
  write('src/capture/along.ts', "export { core } from '../core/core';\nexport { media } from '../media/media';\n");
  expect(build('capture')).toEqual([]);
});

test('an import against the arrows does not compile', () => {
  write('src/core/against.ts', "export { media } from '../media/media';\n");
  expect(build('core').join('\n')).toContain('is not listed within the file list of project');
});

test('core cannot touch the page, and a worker cannot either', () => {
  write('src/core/page.ts', 'export const title = document.title;\n');
  write('src/media/page.ts', 'export const title = document.title;\n');
  expect(build('core')).toEqual([expect.stringContaining("Cannot find name 'document'")]);
  expect(build('media').join('\n')).toContain("Cannot find name 'document'");
});

test('core has no clock of the browser and no camera', () => {
  write('src/core/edge.ts', 'export const now = performance.now();\nexport const devices = navigator.mediaDevices;\n');
  expect(build('core')).toEqual([
    expect.stringContaining("Cannot find name 'performance'"),
    expect.stringContaining("Cannot find name 'navigator'"),
  ]);
});
