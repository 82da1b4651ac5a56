import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ImportReport } from '../../contract/exchange.ts';
import { importWorld, type ImportWorld } from './world.fixture.ts';

const fixture = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'fixtures', name));
const codes = (lines: ImportReport['refused']): string[] => lines.map(({ code, path }) => `${code} ${path.en}`);

describe('a bundle of everything', () => {
  let world: ImportWorld;
  before(async () => {
    world = await importWorld();
  });
  after(() => world.db.drop());

  it('becomes organisations, staff, a person with circle, consents, plan and promises', async () => {
    const report = await world.bring(fixture('bundle.json'));
    console.log(report.counts, report.warnings.map(w=>[w.code,w.path.en,w.value].join(' ')));
    assert.deepEqual(codes(report.refused), []);
    assert.equal(report.kept, true);
  });
});
