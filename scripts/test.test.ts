import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';

const root = mkdtempSync(join(tmpdir(), 'mellanrum-run-'));
const repository = join(import.meta.dirname, '..');
for (const file of [
  'scripts/test.ts',
  'scripts/slow-tests.ts',
  'scripts/test-reporter.ts',
  'scripts/test-database.ts',
  'server/kernel/postgres',
  'server/kernel/kept-file.ts',
  'package.json',
]) {
  cpSync(join(repository, file), join(root, file), { recursive: true, filter: (path) => !path.endsWith('.test.ts') });
}
symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));

/** Runs the unit tests given as path → source, with a database address that nothing connects to. */
async function run(
  files: Record<string, string>,
  words: string[] = ['unit'],
): Promise<{ code: number; lines: string[] }> {
  rmSync(join(root, 'server/room'), { recursive: true, force: true });
  mkdirSync(join(root, 'server/room'));
  for (const [name, body] of Object.entries(files)) {
    const path = join(root, 'server/room', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(
      path,
      `import { test, before, describe } from 'node:test';\nimport assert from 'node:assert/strict';\n${body}`,
    );
  }
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    TEST_DATABASE_URL: 'postgres://someone:secret@host.invalid:5433/things',
  };
  // Node marks the processes of a test run, and a marked one reports upwards instead of running tests itself.
  delete env['NODE_TEST_CONTEXT'];
  delete env['MELLANRUM_TEST_STEPS'];
  const child = spawn(process.execPath, [join(root, 'scripts/test.ts'), ...words], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number>((resolve) => child.once('close', (ended) => resolve(ended ?? -1)));
  return { code, lines: output.trimEnd().split('\n') };
}

describe('the test run', () => {
  after(() => rmSync(root, { recursive: true, force: true }));

  test('ends with the sum, and with code 0 when all passed', async () => {
    const files = {
      'a.test.ts': `test('one', () => {}); test('two', () => {}); test('later', { skip: true }, () => {});`,
    };
    const { code, lines } = await run(files);
    assert.equal(lines.at(-1), '2 passed, 0 failed, 1 skipped');
    assert.equal(code, 0);
  });

  test('names failing tests with their message and where they stand, and ends with code 1', async () => {
    const files = {
      'a.test.ts': `describe('sum', () => { test('adds', () => assert.equal(1 + 1, 3, 'one and one')); test('is', () => {}); });`,
      'b.test.ts': `import { gone } from './gone.ts'; test('never', () => gone);`,
      'c.test.ts': `describe('hook', () => { before(() => { throw new Error('no ground'); }); test('x', () => {}); });`,
    };
    const { code, lines } = await run(files);
    const text = lines.join('\n');
    assert.match(text, /✖ sum › adds \(server\/room\/a\.test\.ts\)\n\s+one and one\n(.*\n)+?\s+at .*a\.test\.ts:3/);
    assert.match(text, /Cannot find module .*gone\.ts/);
    assert.match(text, /no ground/);
    assert.equal(lines.at(-1), '1 passed, 4 failed');
    assert.equal(code, 1);
  });

  test('an error after the last test is a failure', async () => {
    const files = { 'a.test.ts': `test('one', () => { setTimeout(() => { throw new Error('late'); }, 0); });` };
    const { code, lines } = await run(files);
    assert.equal(code, 1);
    assert.match(lines.join('\n'), /late/);
    assert.match(lines.at(-1) ?? '', /^\d+ passed, 1 failed$/);
  });

  test('a run without any test is a failure', async () => {
    assert.deepEqual(await run({}).then(({ code, lines }) => [code, lines.at(-1)]), [1, '0 passed, 1 failed']);
    const empty = await run({ 'a.test.ts': '' });
    assert.equal(empty.code, 1);
    assert.match(empty.lines.at(-1) ?? '', / 1 failed$/);
  });

  test('a path picks tests, and the tests are told where the database is', async () => {
    const address = `{ host: 'host.invalid', port: 5433, user: 'someone', database: 'things', password: 'secret' }`;
    const files = {
      'deep/a.test.ts': `test('x', () => assert.deepEqual(JSON.parse(process.env.TEST_DATABASE ?? ''), ${address}));`,
      'b.test.ts': `test('y', () => assert.fail('not picked'));`,
    };
    const { code, lines } = await run(files, ['room/deep']);
    assert.equal(lines.at(-1), '1 passed, 0 failed');
    assert.equal(code, 0);
  });
});
