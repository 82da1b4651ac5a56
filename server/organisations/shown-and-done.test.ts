import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Change } from '../../contract/administration.ts';
import { readHours } from '../../contract/kernel/hours-text.ts';
import { moments, momentsFrom } from '../../contract/kernel/moments.ts';
import { seededRandom } from '../../contract/kernel/seeded-random.ts';
import type { PersonCaller, StaffCaller } from '../kernel/access/context.ts';
import { smallWorld, type World } from '../kernel/testing/world.ts';
import { whoToCall } from '../people/reading.commands.ts';
import { preview, register, save } from './administration.commands.ts';
import { loadTerms, type Terms } from './terms.commands.ts';

const written = [
  'dygnet runt',
  'stängt',
  'mån–fre 8–16',
  'mån–fre 16–22; lör, sön 10–18',
  'alla dagar 22–6',
  'helgdag 9–17; 2026-10-10 stängt',
  'lör 11–13',
];

describe('what is shown of a change of hours is what people then meet', () => {
  let w: World;
  let head: StaffCaller;
  let terms: Terms;
  let people: PersonCaller[];
  before(async () => {
    w = await smallWorld();
    head = await w.staffAt(w.units.homeCare, 'head');
    terms = await loadTerms(w.database);
    const { homeCare, primaryCare } = w.units;
    for (const [unit, line, hours] of [
      [homeCare, 'Dag', 'mån–fre 8–16'],
      [homeCare, 'Natt', 'alla dagar 22–6'],
      [primaryCare, 'Vårdcentral', 'mån–fre 9–15'],
    ] as const)
      await w.sqlDo(
        "insert into organisations.contact_way (id, unit_id, channel, value, label_sv, label_en, audience, hours, sort, valid_from) values ($1,$2,'phone','1',$3,$3,'both',$4,0,'2020-01-01')",
        [w.newId(), unit.id, line, JSON.stringify(readHours(hours))],
      );
    people = [];
    for (const circle of [[homeCare], [homeCare], [homeCare, primaryCare], [primaryCare]])
      people.push(await w.personCaller(await w.person(circle)));
  });
  after(() => w.drop());

  /** Who of them reaches somebody at an instant, as their own pages say it. */
  const reaching = async (at: number): Promise<boolean[]> => {
    const now = w.clock.now();
    w.clock.set(at, { backwards: true });
    const told: boolean[] = [];
    for (const person of people)
      told.push((await whoToCall(w.ground, w.as(person), person.personId)).lines.some(({ open }) => open));
    w.clock.set(now, { backwards: true });
    return told;
  };

  test('at every moment, for twelve changes after each other', async () => {
    const random = seededRandom('shown and done');
    let seen = 0;
    for (let n = 0; n < 12; n++) {
      const { ways } = await register(w.ground, w.as(head));
      const way = random.pick(ways);
      const set = random.chance(0.2)
        ? { audience: random.pick(['staff', 'both'] as const) }
        : { hours: readHours(random.pick(written)) as (typeof way)['hours'] };
      const changes: Change[] = [{ do: 'way.edit', id: way.id, version: way.version, set }];
      const at = momentsFrom(w.clock.now());
      const first: boolean[][] = [];
      for (const moment of moments) first.push(await reaching(at[moment]));
      const { effects, shown } = await preview(w.ground, w.as(head), changes);
      const saved = await save(w.ground, w.as(head), w.once(changes), terms, changes, shown);
      assert.deepEqual(saved.effects, effects);
      for (const [i, moment] of moments.entries()) {
        const then = await reaching(at[moment]);
        const lost = then.filter((open, person) => !open && first[i]?.[person]).length;
        const gained = then.filter((open, person) => open && !first[i]?.[person]).length;
        const said = effects.find((effect) => effect.kind === 'reach' && effect.moment === moment);
        assert.deepEqual(
          said?.kind === 'reach' ? [said.lost, said.gained] : [0, 0],
          [lost, gained],
          `${moment} after ${JSON.stringify(set)}`,
        );
        seen += lost + gained;
      }
    }
    assert.ok(seen > 10, 'the changes did something');
  });
});
