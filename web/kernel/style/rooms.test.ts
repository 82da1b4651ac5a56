import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, it } from 'node:test';

const web = join(import.meta.dirname, '..', '..');

/** The room that a style sheet is of; a folder within a room has looks of its own. */
const placeOf = (file: string): string => file.split(sep).slice(0, -1).join('/');

/** The class that each rule of a style sheet begins with, `.call` of `.call .button`; null where a rule begins with something else. */
function beginnings(css: string): (string | null)[] {
  const plain = css.replaceAll(/\/\*[\s\S]*?\*\//gu, '').replaceAll(/@(?:import|layer)[^;{]*;/gu, '');
  return [...plain.matchAll(/(?<=^|[{};])\s*(?<selectors>[^{};@]+)\{/gu)].flatMap(({ groups }) =>
    (groups?.['selectors'] ?? '').split(',').flatMap((selector) => {
      const first = selector.trim();
      if (first === '' || /^(from|to|\d+%|&)/u.test(first)) return [];
      return [/^\.(?<name>[\w-]+)/u.exec(first)?.groups?.['name'] ?? null];
    }),
  );
}

const sheets = globSync('**/*.css', { cwd: web, exclude: ['dist/**'] }).map((file) => ({
  file,
  place: placeOf(file),
  names: new Set(beginnings(readFileSync(join(web, file), 'utf8')).filter((name) => name !== null)),
}));

describe('the looks of a room', () => {
  it('are seen: the sheets are found, and what their rules begin with', () => {
    assert.ok(sheets.length > 12);
    assert.deepEqual(beginnings('/* a */ @media print { .a .b, .c:hover { x: y; } } p { } .d { .e { } }'), [
      'a',
      'c',
      null,
      'd',
      'e',
    ]);
  });

  it('reach no other room: a sheet stays once it has come, so a class is one room’s only', () => {
    const found = sheets.flatMap((one) =>
      sheets
        .filter(({ place }) => place > one.place)
        .flatMap((other) =>
          [...one.names]
            .filter((name) => other.names.has(name))
            .map((name) => `.${name} in ${one.file} and ${other.file}`),
        ),
    );
    assert.deepEqual(found, []);
  });

  it('are there wherever they are named: each class on a page has rules in the page’s own room or in the kernel', () => {
    const ruled = new Map<string, Set<string>>();
    for (const { file } of sheets)
      for (const name of allNames(readFileSync(join(web, file), 'utf8')))
        ruled.set(name, (ruled.get(name) ?? new Set()).add(roomOf(file)));
    const pages = globSync('**/*.tsx', { cwd: web, exclude: ['dist/**'] });
    const found = pages.flatMap((file) =>
      classesIn(readFileSync(join(web, file), 'utf8'))
        .filter((name) => !ruled.get(name)?.has(roomOf(file)) && !ruled.get(name)?.has('kernel'))
        .map((name) => `.${name} in ${file}`),
    );
    assert.deepEqual(found, []);
    assert.ok(ruled.size > 300 && pages.length > 100);
    assert.deepEqual(classesIn(`<p className="a b-c"> <p className={late ? 'd' : \`e\`}>`), ['a', 'b-c', 'd']);
  });
});

const roomOf = (file: string): string => file.split(sep)[0] ?? '';
const allNames = (css: string): string[] =>
  [...css.replaceAll(/\/\*[\s\S]*?\*\//gu, '').matchAll(/\.(?<name>[a-z][\w-]*)/giu)].map(
    ({ groups }) => groups?.['name'] ?? '',
  );
/** The classes that a page names in so many words. */
const classesIn = (page: string): string[] =>
  [...page.matchAll(/className=(?:"(?<plain>[^"]*)"|\{(?<told>[^}]*)\})/gu)].flatMap(({ groups }) =>
    (groups?.['plain'] ?? [...(groups?.['told'] ?? '').matchAll(/'([^']*)'/gu)].map(([, words]) => words).join(' '))
      .split(/\s+/u)
      .filter((name) => name !== ''),
  );
