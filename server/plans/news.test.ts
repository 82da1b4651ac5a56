import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { within, type Deadline } from '../commitments/index.ts';
import type { Caller } from '../kernel/access/context.ts';
import type { Ground } from '../kernel/db/transaction.ts';
import { meetingsHandlers, type CommitmentsPort } from './index.ts';
import { newsOf, type ChangedPart } from './news.rules.ts';
import {
  activePlan,
  goalBody,
  headerBody,
  intervention,
  made,
  planWorld,
  refused,
  seenBy,
  type World,
} from './plans.fixture.ts';
import { DAY } from './times.fixture.ts';

const HOUR = 3_600_000;
const deadline: Deadline = (_municipality, _key, from) => from + DAY;
const commitments = (ground: Ground): CommitmentsPort => within(ground, deadline);
interface At {
  personId: string;
  planId: string;
}

describe('What is new in a plan since one last looked', () => {
  let world: World;
  before(async () => {
    world = await planWorld(commitments);
  });
  after(() => world.db.drop());

  const look = async (caller: Caller, at: At, to?: string) => {
    const { news } = await seenBy(world, caller, at);
    return made(
      world.handlers.lookAtPlan(
        world.call(
          caller,
          { personId: at.personId, planId: at.planId },
          { to: to ?? news.to ?? '2020-01-01T00:00:00Z' },
        ),
      ),
    );
  };
  const news = async (caller: Caller, at: At) => (await seenBy(world, caller, at)).news;
  const lines = async (caller: Caller, at: At) =>
    (await news(caller, at)).items.map(
      ({ place, deed, label }) => `${place} ${deed}${label === '' ? '' : `: ${label}`}`,
    );
  const pass = (ms = HOUR): unknown => world.clock.advance(ms);

  it('is nothing at the first look, and what others have done after it: parts, promises, meetings, the person’s yes', async () => {
    const at = await activePlan(world);
    const { clinic, nursing } = world.staff;
    const self = await world.self(at.personId);
    assert.deepEqual((await news(nursing, at)).items, []);
    assert.equal((await news(nursing, at)).since, null);
    await look(nursing, at);
    pass();
    await made(
      world.handlers.editGoal(
        world.call(clinic, { ...at, partId: at.goalId }, goalBody('Gå till torget och tillbaka', 1)),
      ),
    );
    const added = await made(
      world.handlers.addIntervention(
        world.call(clinic, at, { ...intervention(world, at.goalId, 'clinic'), what: 'Balansträning' }),
      ),
    );
    await world.handlers.addSection(
      world.call(self, at, { kind: 'works' as const, words: 'Kaffe först', saidBy: 'person' as const }),
    );
    assert.deepEqual((await lines(nursing, at)).sort(), [
      'goal changed: Gå till torget och tillbaka',
      'intervention added: Balansträning',
      'section added: Kaffe först',
    ]);
    pass();
    const port = commitments(world.ground);
    const { ground, request } = world.call(clinic, at);
    await (
      await import('../kernel/db/transaction.ts')
    ).asCaller(ground, request, (work) =>
      port.moveWithin(work, clinic, added.commitmentId, { action: 'keep', seen: 1 }),
    );
    const meetings = meetingsHandlers(port);
    await made(
      meetings.callMeeting(
        world.call(clinic, at, {
          kind: 'planning' as const,
          startsAt: new Date(world.clock.now() + 9 * DAY).toISOString(),
          minutes: 60,
          form: 'home' as const,
          place: '',
          link: null,
          practical: '',
          unitIds: [],
          relativeIds: [],
          invited: [],
        }),
      ),
    );
    assert.deepEqual(
      (await lines(nursing, at))
        .slice(0, 2)
        .map((line) => line.split(':')[0])
        .sort(),
      ['meeting called', 'promise kept'],
    );
    // One's own deeds are no news, and one unit's colleague tells by name.
    assert.deepEqual(await lines(clinic, at), []);
    await look(clinic, at);
    assert.equal((await news(nursing, at)).items.at(-1)?.by?.name, 'clinic');
  });

  it('stays new however often it is read, and goes when it is said to be seen; each for oneself', async () => {
    const at = await activePlan(world);
    const { clinic, nursing, homeHelp } = world.staff;
    const self = await world.self(at.personId);
    for (const caller of [nursing, homeHelp, self]) await look(caller, at);
    pass();
    await made(
      world.handlers.editHeader(world.call(clinic, at, { ...headerBody(world, at.version), title: 'Trygg och stark' })),
    );
    for (let i = 0; i < 3; i += 1) assert.deepEqual(await lines(nursing, at), ['plan changed: Trygg och stark']);
    await look(nursing, at);
    assert.deepEqual(await lines(nursing, at), []);
    assert.deepEqual(await lines(homeHelp, at), ['plan changed: Trygg och stark']);
    assert.deepEqual(await lines(self, at), ['plan changed: Trygg och stark']);
  });

  it('what came while another tab stood open is not swallowed: seen is what was shown', async () => {
    const at = await activePlan(world);
    const { clinic, nursing } = world.staff;
    await look(nursing, at);
    pass();
    await made(
      world.handlers.addGoal(
        world.call(clinic, at, { words: 'Laga mat', measure: '', horizon: 'short' as const, sort: 1 }),
      ),
    );
    const shown = (await news(nursing, at)).to;
    pass();
    await made(
      world.handlers.addGoal(world.call(clinic, at, { words: 'Resa', measure: '', horizon: 'long' as const, sort: 2 })),
    );
    await look(nursing, at, shown ?? undefined);
    assert.deepEqual(await lines(nursing, at), ['goal added: Resa']);
    // An older tab that says what it saw takes nothing back, and nobody has seen what has not happened.
    await look(nursing, at);
    await look(nursing, at, shown ?? undefined);
    assert.deepEqual(await lines(nursing, at), []);
    assert.equal((await look(nursing, at, '2199-01-01T00:00:00Z')).seenTo, new Date(world.clock.now()).toISOString());
  });

  it('never tells of what the caller may not read', async () => {
    const at = await activePlan(world);
    const { clinic, nursing, psychiatry } = world.staff;
    const son = await world.relative(at.personId, ['plan']);
    await look(nursing, at);
    await look(son, at);
    pass();
    await made(
      world.handlers.addGoal(
        world.call(clinic, at, { words: 'Laga mat', measure: '', horizon: 'short' as const, sort: 1 }),
      ),
    );
    assert.deepEqual(await lines(son, at), ['goal added: Laga mat']);
    assert.equal((await refused(look(psychiatry, at, '2026-01-01T00:00:00Z'))).code, 'not_found');
    assert.deepEqual(
      await world.db.asOwner('select count(*)::int as n from plans.look where plan_id = $1', [at.planId]),
      [{ n: 2 }],
    );
    await world.db.asOwner(
      `update people.consent set withdrawn_at = $2, withdrawn_form = 'oral', version = version + 1 where person_id = $1 and kind = 'disclosure'`,
      [at.personId, new Date(world.clock.now()).toISOString()],
    );
    assert.equal((await refused(seenBy(world, nursing, at))).code, 'not_found');
  });

  const version = (more: Partial<ChangedPart>): ChangedPart => ({
    part: 'other_measure',
    partId: 'x',
    version: 1,
    content: { what: 'Handla' },
    before: null,
    at: '2026-01-01T00:00:00.000Z',
    actor: 'staff:a:Anna',
    byUnitId: null,
    known: true,
    what: null,
    ...more,
  });
  const deeds = (...parts: ChangedPart[]) => newsOf(parts, [], 'staff:me:').map(({ deed }) => deed);

  it('what was added and taken out again between two looks never was; a meeting that is only called to by more is no news', () => {
    const gone = { content: { what: 'Handla', removed_at: '2026-01-01' } };
    assert.deepEqual(deeds(version({}), version({ version: 2, ...gone })), []);
    assert.deepEqual(deeds(version({ version: 2, ...gone, before: { what: 'Handla' } })), ['removed']);
    const meeting = { part: 'meeting' as const, version: 2, before: { state: 'called', starts_at: 'a' } };
    assert.deepEqual(deeds(version({ ...meeting, content: { state: 'called', starts_at: 'a' } })), []);
    assert.deepEqual(deeds(version({ ...meeting, content: { state: 'called', starts_at: 'b' } })), ['moved']);
    assert.deepEqual(deeds(version({ ...meeting, content: { state: 'held', starts_at: 'a' } })), ['held']);
  });
  it('a plan that was established, edited and closed tells of its end', () => {
    const plan = (v: number, content: ChangedPart['content'], earlier: ChangedPart['content']) =>
      version({ part: 'plan', version: v, content, before: earlier });
    const [draft, active, ended] = [
      { edition: 0, state: 'preparing' },
      { edition: 1, edition_cause: 'established', state: 'active' },
      { edition: 1, edition_cause: 'established', state: 'closed' },
    ];
    assert.deepEqual(deeds(plan(2, active, draft)), ['established']);
    assert.deepEqual(deeds(plan(2, active, draft), plan(3, ended, active)), ['closed']);
    assert.deepEqual(deeds(plan(3, { edition: 2, edition_cause: 'followed_up', state: 'active' }, active)), []);
  });
});
