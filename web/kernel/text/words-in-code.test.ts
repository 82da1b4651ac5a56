import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { wordsIn } from './words-in-code.fixture.ts';

const web = join(import.meta.dirname, '..', '..');
/** What people may type as a time, and how times are said: words, but for every language at once. And a catalogue of four words. */
const catalogues = new Set(['kernel/read-time.ts', 'kernel/time-words.ts', 'my-care/nav.ts']);
const files = globSync('**/*.{ts,tsx}', { cwd: web, exclude: ['dist/**'] })
  .map((file) => file.replaceAll('\\', '/'))
  // Catalogues are where words stand; tests say what they are about.
  .filter(
    (file) =>
      !/(^|\/)([\w-]*text(-(sv|en))?|text\/[\w-]+)\.ts$|\.(test|fixture)\.ts$|\.d\.ts$|vite\.config\.ts$/u.test(file),
  )
  .filter((file) => !catalogues.has(file));
/** Names that are the same in every language, also of keys. */
const names = new Set(['Svenska', 'English', 'Mellanrum', 'Ctrl K']);

describe('words in the code of the client', () => {
  it('are found where a reader would meet them', () => {
    const words = (source: string): string[] => wordsIn(source, 'tsx').map(({ text }) => text);
    assert.deepEqual(words('const a = <p title="Hej du">Ta bort {b ? "Ja då" : null}</p>;'), [
      'Hej du',
      'Ta bort',
      'Ja då',
    ]);
    assert.deepEqual(words('tell(`Skickat till ${name}`);'), ['Skickat till']);
    assert.deepEqual(words('const a = <p>{open ? "Stäng" : "Open"}</p>;'), ['Stäng', 'Open']);
    assert.deepEqual(words('const a = <input aria-label={"Sök här"} placeholder="namn" />;'), ['Sök här', 'namn']);
    assert.deepEqual(words('const a = <p className="Stor text" data-x="Hej du" id={`a-${b}`}>{t.title}</p>;'), []);
    assert.deepEqual(words('if (key === "Enter") throw new Error("No such row");'), []);
  });

  it(`stand nowhere in ${files.length} files: all come from the catalogues`, () => {
    assert.ok(files.length > 100);
    const found = files.flatMap((file) =>
      wordsIn(readFileSync(join(web, file), 'utf8'), file.endsWith('x') ? 'tsx' : 'ts')
        .filter(({ text }) => !names.has(text))
        .map(({ line, text }) => `web/${file}:${line} ${text}`),
    );
    assert.deepEqual(found, []);
  });
});
