import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { BodyOf } from '../../contract/kernel/route.ts';
import { peopleRoutes, PersonOverview, Readers, type Alert } from '../../contract/people.ts';
import type { Caller, StaffCaller } from '../kernel/access/context.ts';
import { closed } from '../kernel/http/closed.ts';
import { refusalOf } from '../kernel/refusal.ts';
import { smallWorld, type World } from '../kernel/testing/world.ts';
import type { Acting } from './acting.commands.ts';
import { changeAlert, endAlert, recordAlert } from './alerts.commands.ts';
import { recordConsent, withdrawConsent } from './consents.commands.ts';
import { say } from './person.commands.ts';
import { history, printed, readers } from './person-page.commands.ts';
import { overview, personLog } from './reading.commands.ts';
import { addRelative, share } from './relatives.commands.ts';
import { block } from './safety.commands.ts';

const refused = (code: string) => (error: unknown) => refusalOf(error)?.code === code;

describe('the person’s page for staff', () => {
  let w: World;
  let nurse: StaffCaller;
  let colleague: StaffCaller;
  let physician: StaffCaller;
  before(async () => {
    w = await smallWorld();
    nurse = await w.staffAt(w.units.homeCare, 'nurse', 'Nina Nurse');
    colleague = await w.staffAt(w.units.homeCare, 'nurse', 'Karl Kollega');
    physician = await w.staffAt(w.units.primaryCare, 'physician', 'Leo Läkare', 'Distriktsläkare');
  });
  after(() => w.drop());

  const acting = (caller: Caller): Acting => ({ ground: w.ground, request: w.as(caller), once: w.once() });
  const alerts = async (caller: Caller, personId: string): Promise<readonly Alert[]> =>
    closed(PersonOverview).parse(JSON.parse((await overview(w.ground, w.as(caller), personId)).text)).alerts;
  const see = async (caller: Caller, personId: string): Promise<Readers> =>
    closed(Readers).parse(JSON.parse((await readers(w.ground, w.as(caller), personId)).text));
  const read = async (
    caller: Caller,
    personId: string,
    query: { kind?: 'alerts' | 'voice'; cursor?: string; limit: number },
  ) => closed(peopleRoutes.history.response).parse(await history(w.ground, w.as(caller), personId, query));
  const said = { kind: 'hypersensitivity' as const, words: 'Tål inte penicillin: andnöd 2019' };
  const disclosed: BodyOf<typeof peopleRoutes.recordConsent> = {
    kind: 'disclosure',
    decision: 'yes',
    form: 'oral',
    givenBy: 'person',
    about: '',
    exceptAbout: '',
    excludedUnitIds: [],
    validUntil: '2027-01-01T00:00:00Z',
    includedUnitIds: [],
  };
  const tick = () => w.clock.advance(1000);

  test('a warning is seen by a colleague with who, when and which unit, and by another provider only on a basis', async () => {
    const personId = await w.person([w.units.homeCare, w.units.primaryCare]);
    await recordAlert(acting(nurse), personId, said);
    const [seen] = await alerts(colleague, personId);
    assert.deepEqual(
      [seen?.words, seen?.recordedBy, seen?.unitId, seen?.inForce],
      [said.words, 'Nina Nurse', w.units.homeCare.id, true],
    );
    assert.equal((await alerts(physician, personId)).length, 0);
    await recordConsent(acting(nurse), personId, {
      ...disclosed,
      includedUnitIds: [w.units.homeCare.id, w.units.primaryCare.id],
    });
    assert.equal((await alerts(physician, personId))[0]?.words, said.words);
    assert.equal((await alerts(await w.personCaller(personId), personId)).length, 1, 'the person sees what is written');
  });

  test('a change is a new entry that names the version it saw; the former stays, and a stale change is refused with what stands', async () => {
    const personId = await w.person([w.units.homeCare]);
    const first = await recordAlert(acting(nurse), personId, said);
    tick();
    const second = await changeAlert(acting(colleague), personId, first.id, {
      ...said,
      words: 'Tål inte penicillin V',
      version: 1,
    });
    await assert.rejects(
      changeAlert(acting(nurse), personId, first.id, { ...said, words: 'Mitt', version: 1 }),
      (error: unknown) => refusalOf(error)?.code === 'not_allowed_now',
    );
    await assert.rejects(
      endAlert(acting(nurse), personId, second.id, { version: 9, reason: 'mistaken' }),
      refused('stale'),
    );
    const [now, before_] = await alerts(nurse, personId);
    assert.deepEqual(
      [now?.words, now?.replacesId, before_?.words, before_?.endedReason],
      ['Tål inte penicillin V', first.id, said.words, 'changed'],
    );
    tick();
    await endAlert(acting(nurse), personId, second.id, { version: 1, reason: 'no_longer' });
    assert.ok((await alerts(nurse, personId)).every(({ inForce }) => !inForce));
    await assert.rejects(
      endAlert(acting(nurse), personId, second.id, { version: 2, reason: 'no_longer' }),
      refused('not_allowed_now'),
    );
  });

  test('another unit may neither change nor, from another provider, end it; a relative never sees it', async () => {
    const personId = await w.person([w.units.homeCare, w.units.primaryCare]);
    const { id } = await recordAlert(acting(nurse), personId, said);
    await assert.rejects(changeAlert(acting(physician), personId, id, { ...said, version: 1 }), refused('not_found'));
    await recordConsent(acting(nurse), personId, {
      ...disclosed,
      includedUnitIds: [w.units.homeCare.id, w.units.primaryCare.id],
    });
    await assert.rejects(changeAlert(acting(physician), personId, id, { ...said, version: 1 }), refused('not_allowed'));
    await assert.rejects(
      endAlert(acting(physician), personId, id, { version: 1, reason: 'mistaken' }),
      refused('not_allowed'),
    );
    await assert.rejects(recordAlert(acting(await w.staffAt(w.units.ward)), personId, said), refused('not_found'));
    await assert.rejects(
      recordAlert(acting(nurse), personId, { ...said, validUntil: '2020-01-01T00:00:00Z' }),
      refused('time_passed'),
    );
  });

  test('who else can see follows consent, withdrawal and block at once, by the same rule', async () => {
    const { homeCare, primaryCare } = w.units;
    const personId = await w.person([homeCare, primaryCare]);
    await say(acting(nurse), personId, { words: 'Vill bo kvar', saidBy: 'person' });
    const whatCentreSees = async () =>
      (await see(nurse, personId)).units
        .find(({ unitId }) => unitId === primaryCare.id)
        ?.sees.find(({ unitId }) => unitId === homeCare.id);
    const own = (await see(nurse, personId)).units[0];
    assert.deepEqual(
      [own?.unitId, own?.sees.find(({ unitId }) => unitId === homeCare.id)?.basis],
      [homeCare.id, 'own'],
    );
    assert.equal(await whatCentreSees(), undefined, 'the centre sees nothing of ours yet');
    const both = { ...disclosed, includedUnitIds: [homeCare.id, primaryCare.id] };
    const shared = { ...both, kind: 'shared_record' as const, includedUnitIds: [homeCare.id] };
    await recordConsent(acting(nurse), personId, shared);
    const consent = await recordConsent(acting(nurse), personId, both);
    // That we see them at all stands on what they themselves have written and the person has said yes to.
    await say(acting(physician), personId, { words: 'Vill ha samma läkare', saidBy: 'person' });
    const told = await whatCentreSees();
    assert.deepEqual([told?.basis, told?.until?.slice(0, 10)], ['consent', '2027-01-01']);
    tick();
    await withdrawConsent(acting(nurse), personId, consent.id, { version: 1, form: 'oral' });
    assert.equal(await whatCentreSees(), undefined);
    tick();
    await recordConsent(acting(nurse), personId, both);
    assert.equal((await whatCentreSees())?.basis, 'consent');
    await block(acting(nurse), personId, { level: 'unit', unitId: homeCare.id });
    assert.equal(await whatCentreSees(), undefined, 'a block comes before a consent');
    assert.equal((await see(nurse, personId)).blocked, true);
  });

  test('who else can see tells what the person shares with somebody close, and nothing where identity is protected', async () => {
    const personId = await w.person([w.units.homeCare]);
    const self = await w.personCaller(personId);
    const { id } = await addRelative(acting(self), personId, { name: 'Annika', relation: 'child', phone: null });
    await share(acting(self), personId, id, { part: 'needs' });
    assert.deepEqual((await see(nurse, personId)).relatives, [{ name: 'Annika', relation: 'child', parts: ['needs'] }]);
    await w.sqlDo("update people.person set protection = 'confidential' where person_id = $1", [personId]);
    assert.equal((await see(nurse, personId)).relatives, null);
    await assert.rejects(readers(w.ground, w.as(physician), personId), refused('not_found'));
  });

  test('what has happened is told newest first, a page at a time, by kind, and only what the reader may see', async () => {
    const personId = await w.person([w.units.homeCare, w.units.primaryCare]);
    for (const words of ['Ett', 'Två', 'Tre']) {
      tick();
      await say(acting(nurse), personId, { words, saidBy: 'person' });
    }
    tick();
    await recordAlert(acting(nurse), personId, said);
    const first = await read(nurse, personId, { kind: 'voice', limit: 2 });
    assert.deepEqual(
      first.items.map(({ words }) => words),
      ['Tre', 'Två'],
    );
    const second = await read(nurse, personId, { kind: 'voice', limit: 2, cursor: first.next ?? '' });
    assert.deepEqual([second.items.map(({ words }) => words), second.next], [['Ett'], null]);
    const all = await read(nurse, personId, { limit: 100 });
    assert.deepEqual([all.items[0]?.kind, all.items[0]?.words], ['alerts', said.words]);
    const others = await read(physician, personId, { limit: 100 });
    assert.ok(
      others.items.every(({ words }) => words === null),
      'another provider’s words are not told',
    );
    await assert.rejects(read(nurse, personId, { limit: 5, cursor: 'bWVkaWNpbg' }));
  });

  test('history, who else and print stand in the log that the person reads', async () => {
    const personId = await w.person([w.units.homeCare]);
    await see(nurse, personId);
    await read(nurse, personId, { limit: 5 });
    await printed(acting(nurse), personId);
    const answer = await personLog(w.ground, w.as(await w.personCaller(personId)), personId, { limit: 10 });
    const actions = closed(peopleRoutes.log.response)
      .parse(JSON.parse(answer.text))
      .items.map(({ action }) => action);
    for (const action of ['person.readers', 'person.history', 'person.print'])
      assert.ok(actions.includes(action), action);
    await assert.rejects(printed(acting(physician), personId), refused('not_found'));
  });
});
