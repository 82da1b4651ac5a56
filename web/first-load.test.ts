import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { fileOf } from './first-load.ts';

const web = import.meta.dirname;
/** What a file imports and does not only name the types of. What is fetched later (`import(…)`) is no part of it. */
const imports = /^(?:import|export) (?!type\b)(?:[^'"]*? from )?'(\.[^']+)'/gmu;
const infoOf = (id: string): { readonly importedIds: readonly string[] } | null =>
  /\.tsx?$/u.test(id)
    ? { importedIds: [...readFileSync(id, 'utf8').matchAll(imports)].map(([, path = '']) => join(dirname(id), path)) }
    : null;

/** All that is fetched with a file. */
function fetchedWith(file: string): readonly string[] {
  const found = new Set<string>();
  const waiting = [join(web, file)];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...(infoOf(id)?.importedIds ?? []));
  }
  return [...found];
}

const inFile = (name: 'today' | 'mine', files: readonly string[]): string[] =>
  files.flatMap((file) =>
    fetchedWith(file)
      .filter((id) => fileOf(id, infoOf) === name)
      .map((id) => `${file} asks for ${relative(web, id)}`),
  );

describe('what is fetched first', () => {
  it('knows the two first pages', () => {
    assert.equal(fileOf(join(web, 'commitments', 'today.page.tsx'), infoOf), 'today');
    assert.equal(fileOf(join(web, 'my-care', 'my-care.page.tsx'), infoOf), 'mine');
    assert.equal(fileOf(join(web, 'kernel', 'shell', 'frame.tsx'), infoOf), 'kernel');
  });
  it('is never the staff’s first page for a person, whatever form or page of theirs is opened', () => {
    const theirs = ['{my-care,notices,settings}/*.tsx', 'palette.tsx'];
    assert.deepEqual(inFile('today', globSync(theirs, { cwd: web })), []);
  });
  it('is never the person’s first page for staff', () => {
    const theirs = ['{commitments,mail,notices,organisations,people,plans,settings}/**/*.tsx', 'palette.tsx'];
    assert.deepEqual(inFile('mine', globSync(theirs, { cwd: web })), []);
  });
  it('has no words that only other pages say', () => {
    const words = ['kernel/text/further-sv.ts', 'my-care/pages-text-sv.ts'];
    assert.deepEqual(
      words.map((file) => fileOf(join(web, file), infoOf)),
      [null, null],
    );
  });
});
