import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { NamedContactKind } from '../../contract/people.ts';
import type { StaffCaller } from '../kernel/access/context.ts';
import { InvalidInput } from '../kernel/http/problem.ts';
import { smallWorld, type World } from '../kernel/testing/world.ts';
import { nameContact } from './circle.commands.ts';

describe('the refusal of a fixed contact', () => {
  let w: World;
  let [planner, nurse]: StaffCaller[] = [];
  before(async () => {
    w = await smallWorld();
    planner = await w.staffAt(w.units.homeHelp, 'coordinator', 'Petra Planerare', 'Planerare');
    nurse = await w.staffAt(w.units.homeCare, 'nurse', 'Nina Nurse');
  });
  after(() => w.drop());

  const told = async (by: StaffCaller | undefined, kind: NamedContactKind, staffId?: string) => {
    assert.ok(by);
    const personId = await w.person([w.units.homeCare, w.units.homeHelp]);
    const acting = { ground: w.ground, request: w.as(by), once: w.once() };
    try {
      return await nameContact(acting, personId, { kind, staffId: staffId ?? by.staffId });
    } catch (error) {
      assert.ok(error instanceof InvalidInput);
      return error.fields('sv').map(({ path, message }) => [path, message]);
    }
  };

  test('says that an omsorg contact is an undersköterska, at who is named', async () => {
    const rule = 'Bara en undersköterska kan vara fast omsorgskontakt (25 kap. 4 § socialtjänstlagen).';
    assert.deepEqual(await told(planner, 'omsorg_contact'), [['staffId', rule]]);
  });

  test('says which unit may name the kind, at the kind, and of who is not there only that', async () => {
    const rule = 'Fast omsorgskontakt utses av hemtjänsten (10 kap. 7 § socialtjänstlagen).';
    assert.deepEqual(await told(nurse, 'omsorg_contact'), [['kind', rule]]);
    assert.deepEqual(await told(nurse, 'care_contact', planner?.staffId), [['staffId', 'Välj ett av alternativen.']]);
  });
});
