import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { crash, type Crash, type Crashed } from './crash.fixture.ts';
import { grounds } from './plant.fixture.ts';

const skip = process.platform === 'win32' && 'the processes of PostgreSQL are named otherwise on Windows';

/** The crash test of kills.test.ts on planted faults: it must fail, and on what the fault does. */
const planted: Readonly<
  Record<string, Omit<Crash, 'name' | 'seed'> & { shows: (told: Crashed) => readonly string[] }>
> = {
  'commits that do not wait for the disk: acknowledged writes are lost': {
    kills: ['database'],
    plant: grounds.asynchronousCommit,
    shows: (told) => told.lost,
  },
  'keys that are ignored: what was asked again is there twice': {
    kills: ['postmaster', 'postmaster'],
    plant: grounds.keysIgnored,
    shows: (told) => [...told.twice, ...told.wrong.filter((words) => words.includes('asked again'))],
  },
  'a handover in two transactions: needs with nobody accountable': {
    kills: ['database', 'database', 'database', 'database'],
    plant: grounds.twoTransactions,
    imports: [join(import.meta.dirname, 'two-steps.fixture.ts')],
    shows: (told) => told.broken.filter((fault) => /exactly one accountable.* with 0/u.test(fault)),
  },
};

describe('the crash test sees', { skip }, () => {
  for (const [name, { shows, ...crashing }] of Object.entries(planted))
    it(name, { timeout: 300_000 }, async (t) => {
      // A kill falls where it falls: one that did no harm is tried again, twice.
      let found: readonly string[] = [];
      for (let seed = 12; seed < 15 && found.length === 0; seed += 1) {
        const told = await crash({ name: 'sees', seed, ...crashing });
        found = shows(told);
        t.diagnostic(
          `${told.acknowledged} acknowledged, ${told.lost.length} lost, ${told.twice.length} twice, ${told.wrong.length} answered wrong, ${told.broken.length} broken, ${told.log.length} faults of the log; ${found[0]}`,
        );
      }
      assert.notDeepEqual(found, []);
    });
});
