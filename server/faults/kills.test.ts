import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crash, type Kill } from './crash.fixture.ts';
import { long } from './random.fixture.ts';

const skip = process.platform === 'win32' && 'the processes of PostgreSQL are named otherwise on Windows';
const every: readonly Kill[] = ['both', 'postmaster', 'program', 'database', 'told to stop'];
const kills = long
  ? Array.from({ length: 24 }, (_, i) => every[i % every.length] ?? 'both')
  : (['both', 'postmaster', 'told to stop'] as const);

describe('the whole program, killed in the middle of load', { skip }, () => {
  it(
    `after ${kills.length} kills every acknowledged write is there once, every promise of the design holds, and the log verifies`,
    { timeout: long ? 1_800_000 : 300_000 },
    async (t) => {
      const told = await crash({ name: 'kills', seed: 11, kills });
      const mean = told.away.reduce((a, b) => a + b, 0) / told.away.length;
      t.diagnostic(
        `${kills.length} kills, ${told.acknowledged} writes acknowledged in ${told.tries} tries, ${told.lost.length} lost, ${told.twice.length} twice; away ${Math.round(mean)} ms (at most ${Math.max(...told.away)}); ${told.sealed} rows of the log verified against ${told.heads} witnessed heads`,
      );
      assert.deepEqual(
        { ...told, acknowledged: 0, tries: 0, away: [], sealed: 0, heads: 0 },
        {
          acknowledged: 0,
          tries: 0,
          away: [],
          sealed: 0,
          heads: 0,
          lost: [],
          twice: [],
          wrong: [],
          broken: [],
          log: [],
          disorder: [],
        },
      );
      assert.ok(
        told.acknowledged >= kills.length * 60 &&
          told.sealed >= told.acknowledged &&
          told.heads > 0 &&
          told.tries > told.acknowledged,
        `the load was there: ${JSON.stringify({ ...told, away: [] })}`,
      );
    },
  );
});
