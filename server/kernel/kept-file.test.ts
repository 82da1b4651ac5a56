import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { kept } from './kept-file.ts';

const folders: string[] = [];
const throwaway = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'mr-kept-'));
  folders.push(folder);
  return folder;
};
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Lets another process make large files until it is killed in the midst of it; gives the names it left, and those cut short. */
async function killed(how: 'kept' | 'plain', round: number): Promise<{ names: string[]; cut: string[] }> {
  const folder = throwaway();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'kept-file.fixture.ts'), folder, how], {
    stdio: 'ignore',
  });
  const gone = new Promise((resolve) => child.on('close', resolve));
  while (readdirSync(folder).length < 2) await sleep(1);
  await sleep((round * 1.7) % 11);
  child.kill('SIGKILL');
  await gone;
  const names = readdirSync(folder);
  const keys = names.filter((name) => /^key-\d+$/u.test(name));
  return { names, cut: keys.filter((name) => statSync(join(folder, name)).size !== 4_000_000) };
}

describe('a key or password that is made once', () => {
  it('stands there whole or not at all when its maker is killed', async () => {
    let underWay = 0;
    for (let round = 0; round < 12; round++) {
      const { names, cut } = await killed('kept', round);
      assert.deepEqual(cut, []);
      underWay += names.some((name) => /^key-\d+\..+/u.test(name)) ? 1 : 0;
    }
    assert.ok(underWay > 0, 'some were killed while they were writing');
  });

  it('is cut short when it is written in place, so the test above would see it', async () => {
    let cut = 0;
    for (let round = 0; round < 60 && cut === 0; round++) cut += (await killed('plain', round)).cut.length;
    assert.ok(cut > 0);
  });

  it('is the same for all who start at once, and stands with nobody else’s right to read', async () => {
    const folder = throwaway();
    const file = join(folder, 'secret');
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, n) => kept(file, 0o600, () => `made by ${n}`).then(String)),
    );
    assert.equal(new Set(all).size, 1);
    assert.equal(readFileSync(file, 'utf8'), all[0]);
    assert.deepEqual(readdirSync(folder), ['secret'], 'no draft is left');
    if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(String(await kept(file, 0o600, () => assert.fail('it is there'))), all[0]);
  });

  it('is made anew where an older program left an empty file', async () => {
    const file = join(throwaway(), 'secret');
    writeFileSync(file, '');
    assert.equal(String(await kept(file, 0o600, () => 'whole')), 'whole');
    assert.equal(readFileSync(file, 'utf8'), 'whole');
  });
});
