import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Caller, StaffCaller } from '../kernel/access/context.ts';
import { asCaller } from '../kernel/db/transaction.ts';
import { InvalidInput } from '../kernel/http/problem.ts';
import { refusalOf, sqlStateOf } from '../kernel/refusal.ts';
import { smallWorld, type World } from '../kernel/testing/world.ts';
import { sql } from 'kysely';
import type { Acting } from './acting.commands.ts';
import { addVoicePicture, picture, removePicture } from './picture.commands.ts';
import { tinyPicture } from './picture.fixture.ts';
import { share } from './relatives.commands.ts';

const refused = (code: string) => (error: unknown) => refusalOf(error)?.code === code;

describe('a picture of what matters', () => {
  let w: World;
  let nurse: StaffCaller;
  let stranger: StaffCaller;
  let personId: string;
  let self: Caller;
  before(async () => {
    w = await smallWorld();
    nurse = await w.staffAt(w.units.homeCare, 'nurse', 'Nina Nurse');
    stranger = await w.staffAt(w.units.homeCareWest);
    personId = await w.person();
    await w.engage(personId, w.units.homeCare);
    self = await w.personCaller(personId);
  });
  after(() => w.drop());
  const acting = (caller: Caller, body: unknown = ''): Acting => ({
    ground: w.ground,
    request: w.as(caller),
    once: w.once(body),
  });
  const seen = async (caller: Caller) => (await picture(w.ground, w.as(caller), personId)).picture;
  const show = (alt: string) => addVoicePicture(acting(self, alt), personId, { data: tinyPicture, alt });

  test('is seen by those who see what matters, and by nobody else', async () => {
    await show('Min trädgård');
    assert.equal((await seen(self))?.alt, 'Min trädgård');
    const there = await seen(nurse);
    assert.deepEqual([there?.type, there?.width, there?.height, there?.data], ['image/jpeg', 2, 1, tinyPicture]);
    await assert.rejects(seen(stranger), refused('not_found'));
    const close = await w.relativeCaller(personId, w.units.homeCare);
    assert.equal(await seen(close), null);
    await share(acting(self, 's'), personId, close.relativeId, { part: 'voice' });
    assert.equal((await seen(close))?.alt, 'Min trädgård');
  });

  test('a new one takes its place, and one that is removed is shown no longer', async () => {
    const first = await show('Hunden');
    const second = await show('Båten');
    assert.equal((await seen(nurse))?.alt, 'Båten');
    await assert.rejects(
      removePicture(acting(self, 'old'), personId, first.id, { version: 2, erase: false }),
      refused('not_found'),
    );
    await assert.rejects(
      removePicture(acting(self, 'stale'), personId, second.id, { version: 7, erase: false }),
      refused('stale'),
    );
    await removePicture(acting(self, 'now'), personId, second.id, { version: 1, erase: false });
    assert.equal(await seen(nurse), null);
    const left = async () =>
      asCaller(w.ground, w.as(self), async (work) => {
        await work.open('person.read', [personId], 'person');
        const { rows } = await sql<{
          n: number;
        }>`select count(content)::int as n from people.voice_picture where person_id = ${personId}`.execute(work.tx);
        return rows[0]?.n;
      });
    assert.ok(((await left()) ?? 0) > 0);
    const third = await show('Stugan');
    await removePicture(acting(self, 'erase'), personId, third.id, { version: 1, erase: true });
    assert.equal(await left(), 0);
  });

  test('is never changed, only removed and erased, also by the program itself', async () => {
    await show('Kaffet');
    await assert.rejects(
      asCaller(w.ground, w.as(self), async (work) => {
        await work.open('person.read', [personId], 'person');
        await sql`update people.voice_picture set alt = 'annat', version = version + 1 where person_id = ${personId} and removed_at is null`.execute(
          work.tx,
        );
      }),
      (error: unknown) => sqlStateOf(error) === 'MR405',
    );
  });

  test('what is no picture is refused at its field', async () => {
    const data = Buffer.from('<!doctype html>'.padEnd(200)).toString('base64');
    await assert.rejects(
      addVoicePicture(acting(self, 'html'), personId, { data, alt: 'x' }),
      (error: unknown) => error instanceof InvalidInput && error.fields('sv')[0]?.code === 'picture_unreadable',
    );
  });
});
