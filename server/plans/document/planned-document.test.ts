import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Caller } from '../../kernel/access/context.ts';
import { lettersOf, readBack } from '../../kernel/paper/read-back.fixture.ts';
import { closePaper } from '../../kernel/paper/typeset.ts';
import { activePlan, goalBody, made, planWorld, refused, seenBy, type World } from '../plans.fixture.ts';

describe('The plan taken out as a document', () => {
  let world: World;
  before(async () => void (world = await planWorld()));
  after(async () => {
    await closePaper();
    await world.db.drop();
  });

  const out = (
    caller: Caller,
    at: { personId: string; planId: string },
    type: 'pdf' | 'html' = 'html',
    language: 'sv' | 'en' = 'sv',
  ) =>
    made(
      world.handlers.planDocument({
        ...world.call(caller, { personId: at.personId, planId: at.planId }),
        query: { type, language },
      }),
    );
  const logged = (personId: string) =>
    world.db.asOwner<{ action: string; detail: Record<string, unknown> }>(
      `select e.body::jsonb ->> 'action' as action, e.body::jsonb -> 'detail' as detail from audit.entry e join audit.entry_person p on p.seq = e.seq where p.person_id = $1 and e.body::jsonb ->> 'action' = 'plan.document' order by e.seq`,
      [personId],
    );

  it('has the goals, promises and own words that its reader may read, and is logged as a reading of its own', async () => {
    const at = await activePlan(world);
    const { name, type, content } = await out(world.staff.clinic, at);
    assert.match(name, /^plan-\d{4}-\d\d-\d\d\.html$/u);
    assert.equal(type, 'text/html');
    for (const words of ['Elsa Prov', 'Bo hemma', 'Gå till torget varje vecka', 'Gångträning', 'Kommunen', 'Nummer 1'])
      assert.ok(content.includes(words), words);
    const rows = await logged(at.personId);
    assert.equal(rows.length, 1);
    assert.deepEqual([rows[0]?.detail['plan'], rows[0]?.detail['type']], [at.planId, 'html']);
  });

  it('shows to each reader what the plan shows that reader, and nothing of a unit that may not be read', async () => {
    const at = await activePlan(world);
    const secret = 'Bara psykiatrin vet';
    const own = { personId: at.personId, planId: at.planId };
    await world.db.asOwner(
      `insert into plans.goal (id, person_id, plan_id, words, horizon, state, author_unit_id) values (gen_random_uuid(), $1, $2, $3, 'short', 'open', $4)`,
      [at.personId, at.planId, secret, world.units.psychiatry],
    );
    const daughter = await world.relative(at.personId, ['plan']);
    for (const caller of [world.staff.clinic, world.staff.nursing, await world.self(at.personId), daughter]) {
      const [view, { content }] = [await seenBy(world, caller, own), await out(caller, own)];
      assert.equal(
        content.includes(secret),
        view.goals.some(({ words }) => words === secret),
        caller.kind,
      );
      for (const goal of view.goals) assert.ok(content.includes(goal.words));
    }
    assert.ok(!(await out(world.staff.clinic, own)).content.includes(secret));
    assert.ok((await out(await world.self(at.personId), own)).content.includes(secret));
  });

  it('does not exist for those who may not read the plan, whatever the type', async () => {
    const at = await activePlan(world);
    const stranger = await world.relative(at.personId, []);
    for (const caller of [world.staff.stranger, stranger])
      for (const type of ['pdf', 'html'] as const)
        assert.equal((await refused(out(caller, at, type))).code, 'not_found');
  });

  it('has no identity number of a person with protected identity, nor for a relative', async () => {
    const at = await activePlan(world);
    await world.db.asOwner(
      `insert into people.person_identifier (system, value, person_id) values ('reservnummer', '19400101TF39', $1)`,
      [at.personId],
    );
    const daughter = await world.relative(at.personId, ['plan']);
    assert.ok((await out(world.staff.clinic, at)).content.includes('19400101-TF39'));
    assert.ok(!(await out(daughter, at)).content.includes('TF39'));
    await world.db.asOwner(`update people.person set protection = 'protected_registration' where person_id = $1`, [
      at.personId,
    ]);
    assert.ok(!(await out(world.staff.clinic, at)).content.includes('TF39'));
  });

  it('tells who was at the meeting that was held last, and not where', async () => {
    const at = await activePlan(world);
    const meeting = world.ground.newId();
    const iso = new Date(world.clock.now()).toISOString();
    await world.db.asOwner(
      `insert into plans.meeting (id, person_id, plan_id, kind, state, starts_at, ends_at, form, place, practical, called_at, ended_at, author_unit_id)
       values ($1, $2, $3, 'planning', 'held', $4::timestamptz, $4::timestamptz + interval '1 hour', 'home', 'Storgatan 1', '', $4, $4, $5)`,
      [meeting, at.personId, at.planId, iso, world.units.clinic],
    );
    for (const [kind, name, unit, attended] of [
      ['person', '', null, 'present'],
      ['invited', 'Svenska kyrkan', null, 'present'],
      ['invited', 'Skolan', null, 'absent'],
    ] as const)
      await world.db.asOwner(
        `insert into plans.meeting_party (id, person_id, meeting_id, kind, unit_id, name, answer, attended, author_unit_id) values ($1, $2, $3, $4, $5, $6, 'comes', $7, $8)`,
        [world.ground.newId(), at.personId, meeting, kind, unit, name, attended, world.units.clinic],
      );
    const { content } = await out(world.staff.clinic, at);
    assert.match(content, /<li dir="auto">Du<\/li><li dir="auto">Svenska kyrkan<\/li>/u);
    assert.doesNotMatch(content, /Skolan|Storgatan/u);
  });

  it('is a PDF in the language asked for', async () => {
    const at = await activePlan(world);
    const { name, type, content } = await out(await world.self(at.personId), at, 'pdf', 'en');
    assert.deepEqual([name.endsWith('.pdf'), type], [true, 'application/pdf']);
    const read = await readBack(Buffer.from(content, 'base64'));
    assert.deepEqual([read.language, read.title], ['en', 'Plan for Elsa Prov']);
    assert.ok(
      lettersOf(read.tagged.map(({ text }) => text).join('')).includes(lettersOf('Gå till torget varje vecka')),
    );
  });

  it('reads the plan anew each time: what was changed after the last is in the next', async () => {
    const at = await activePlan(world);
    await made(
      world.handlers.editGoal(
        world.call(
          world.staff.clinic,
          { personId: at.personId, planId: at.planId, partId: at.goalId },
          goalBody('Gå till biblioteket', 1),
        ),
      ),
    );
    const { content } = await out(world.staff.clinic, at);
    assert.ok(content.includes('Gå till biblioteket') && !content.includes('Gå till torget'));
  });
});
