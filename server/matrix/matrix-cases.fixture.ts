import assert from 'node:assert/strict';
import type { Arranged, Case } from './matrix.data.ts';
import { writers } from './matrix.data.ts';
import { done, type Asker, type MatrixServer } from './matrix-world.fixture.ts';

/** One case as it stands in the database: the person, who can look, and every token that would betray a unit's entry. */
export interface Told {
  readonly of: Case;
  readonly personId: string;
  /** What is the person's own: id, names, number, and the number as it is written for people. */
  readonly names: readonly string[];
  readonly address: readonly string[];
  /** Ids and words, by the letter of the unit that wrote them. */
  readonly tokens: ReadonlyMap<string, readonly string[]>;
  /** Units that the entries of a unit name: who reads the entry may read the name. */
  readonly named: ReadonlyMap<string, string>;
  readonly promises: ReadonlyMap<string, string>;
  readonly goals: ReadonlyMap<string, string>;
  readonly offerId: string | undefined;
  readonly gapId: string;
  readonly planId: string;
  readonly askers: ReadonlyMap<string, Asker>;
}

const words = (name: string, letter: string): string => `ord-${name}-${letter}-ord`;

/** Staff of the whole county, signed in once each: `H`, `H:head`, `D:colleague`. */
export async function staffOf(server: MatrixServer) {
  const known = new Map<string, Promise<Asker>>();
  return (who: string): Promise<Asker> => {
    const made = known.get(who) ?? plant(who);
    known.set(who, made);
    return made;
  };
  async function plant(who: string): Promise<Asker> {
    const [letter = '', role = 'nurse'] = who.split(':');
    const unit = server.units[letter];
    assert.ok(unit, `no unit ${letter}`);
    const { subject } = await server.plantStaff(unit, role === 'head' ? 'head' : letter === 'J' ? 'leader' : 'nurse');
    return server.signIn(subject);
  }
}

/** Registers the person by the units' own commands, lets every unit write, and does what the case says. */
export async function tell(server: MatrixServer, of: Case, staff: (who: string) => Promise<Asker>): Promise<Told> {
  const { units, sqlDo, newId, world } = server;
  const H = await staff('H');
  const names = { givenName: `Sif${of.name}`, familyName: `Matris${of.name}x` };
  const { personId, contact, identity, body } = await server.register(
    H,
    names,
    of.protection ? { protection: of.protection } : {},
  );
  const self = await server.signIn(personId);
  const askers = new Map<string, Asker>([['self', self]]);
  done(await self.send('POST', `/persons/${personId}/consents`, { kind: 'plan', decision: 'yes', form: 'oral' }));
  const plan = done(await H.send('POST', `/persons/${personId}/plans`, { title: words(of.name, 'H') }));
  const promises = new Map<string, string>();
  const goals = new Map<string, string>();
  const at = new Date(world.clock.now()).toISOString();
  const due = new Date(world.clock.now() + 86_400_000).toISOString();
  const write = async (letter: string): Promise<void> => {
    const nurse = await staff(letter);
    const unitId = units[letter]?.id ?? '';
    const mark = words(of.name, letter);
    if (letter !== 'H') done(await nurse.send('POST', '/persons', { ...body, identity }));
    done(await nurse.send('POST', '/needs', { personId, area: 'd5', words: mark }));
    done(await nurse.send('POST', `/persons/${personId}/voice`, { words: mark }));
    const promise = await nurse.send('POST', '/commitments', {
      personId,
      kind: 'request',
      what: mark,
      detail: mark,
      area: 'd5',
      urgency: 'planned',
      toUnitIds: [unitId],
      dueAt: due,
    });
    promises.set(letter, done(promise).id);
    const goalId = newId();
    goals.set(letter, goalId);
    await sqlDo(
      `insert into plans.goal (id, person_id, plan_id, words, horizon, state, author_unit_id) values ($1,$2,$3,$4,'short','open',$5)`,
      [goalId, personId, plan.id, mark, unitId],
    );
    await sqlDo(
      `insert into plans.part_version (person_id, plan_id, part, part_id, version, edition, content, at, actor, author_unit_id, by_unit_id)
       select $1, $2, 'goal', $3, 1, 0, to_jsonb(g), $4, 'staff::' || $5, $6, $6 from plans.goal g where g.id = $3`,
      [personId, plan.id, goalId, at, mark, unitId],
    );
  };
  await Promise.all(Array.from(writers).map(write));
  const gapId = newId();
  await sqlDo(
    `insert into commitments.gap (id, person_id, kind, subject_id, since, move_unit_id, municipality_code, level, level_at, climbs_at, author_unit_id)
     values ($1, $2, 'unanswered', $3, $4, $5, '1496', 2, $4, $6, $5)`,
    [gapId, personId, promises.get('H'), at, units['H']?.id, due],
  );
  if (of.left) {
    const gone = [personId, units[of.left]?.id];
    await sqlDo(
      "update people.engagement set valid_to = $3, ended_reason = 'completed', version = version + 1 where person_id = $1 and unit_id = $2",
      [...gone, at],
    );
    world.clock.advance(1);
  }
  let offerId: string | undefined;
  for (const step of of.arranged) offerId = (await arrange(server, step, { personId, askers, staff })) ?? offerId;
  // The person's own words come last, so that they are what the page shows as the latest.
  world.clock.advance(1);
  done(await self.send('POST', `/persons/${personId}/voice`, { words: words(of.name, 'V') }));
  const tokens = await tokensOf(server, personId, of.name);
  const written = `${identity.slice(0, 8)}-${identity.slice(8)}`;
  return {
    of,
    personId,
    askers,
    promises,
    goals,
    offerId,
    gapId,
    planId: plan.id,
    tokens,
    names: [personId, names.givenName, names.familyName, identity, written],
    address: [contact.street, contact.phone],
    named: namedBy(of.arranged),
  };
}

function namedBy(arranged: readonly Arranged[]): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  for (const step of arranged) {
    const by = step.by[0] ?? '';
    const units =
      'consent' in step
        ? `${step.units}${step.except ?? ''}`
        : 'ground' in step
          ? step.to
          : 'offer' in step
            ? step.offer
            : 'emergency' in step
              ? (step.of ?? '')
              : '';
    // What the person has said of a disclosure or shared record is told to the units it names and to the person.
    if (step.by === 'self') for (const letter of units) named.set(letter, `${named.get(letter) ?? ''}${units}`);
    else named.set(by, `${named.get(by) ?? ''}${units}`);
  }
  return named;
}

type Stage = { personId: string; askers: Map<string, Asker>; staff: (who: string) => Promise<Asker> };

async function arrange(
  server: MatrixServer,
  step: Arranged,
  { personId, askers, staff }: Stage,
): Promise<string | undefined> {
  const { units, world, sqlDo, signIn } = server;
  const by = step.by === 'self' ? askers.get('self') : await staff(step.by);
  assert.ok(by);
  const ids = (letters: string): string[] => Array.from(letters).map((letter) => units[letter]?.id ?? '');
  const about = async (path: string, body: unknown): Promise<ReturnType<typeof done>> =>
    done(await by.send('POST', `/persons/${personId}/${path}`, body));
  const later = (ms: number): string => new Date(world.clock.now() + ms).toISOString();
  if ('consent' in step) {
    const consent = {
      kind: step.consent,
      decision: step.answer,
      form: 'oral',
      includedUnitIds: ids(step.units),
      excludedUnitIds: ids(step.except ?? ''),
      validUntil: later(step.fate === 'expired' ? 5 : 30 * 86_400_000),
    };
    const { id, version } = await about('consents', consent);
    world.clock.advance(10);
    if (step.fate === 'withdrawn') await about(`consents/${id}/withdraw`, { version, form: 'oral' });
  } else if ('block' in step) {
    const unit = units[step.of];
    const { id, version } = await about(
      'blocks',
      step.block === 'unit' ? { level: 'unit', unitId: unit?.id } : { level: 'provider', providerId: unit?.providerId },
    );
    world.clock.advance(1);
    if (step.fate) await about(`blocks/${id}/lift`, { version });
  } else if ('ground' in step) {
    const { id, version } = await about('grounds', {
      code: step.ground,
      toUnitId: units[step.to]?.id,
      evidence: 'Behövs för nödvändigt stöd',
      validUntil: later(86_400_000),
    });
    world.clock.advance(1);
    if (step.fate) await about(`grounds/${id}/end`, { version });
  } else if ('emergency' in step) {
    const lifted = step.of ? { liftedUnitId: units[step.of]?.id } : {};
    const { id } = await about('emergency', {
      code: step.emergency,
      reason: 'Medvetslös, okända läkemedel',
      ...lifted,
    });
    if (step.fate)
      await sqlDo("update people.emergency set closes_at = opened_at + interval '1 ms' where id = $1", [id]);
  } else if ('unmask' in step) {
    await about('unmask', { staffId: (await staff(step.unmask)).subject });
  } else if ('relative' in step) {
    const { id, version } = await about('relatives', {
      name: `Anhörig ${step.relative} ${personId.slice(-6)}`,
      relation: 'child',
    });
    await sqlDo('update people.relative set subject = $2, version = version + 1 where id = $1', [id, id]);
    askers.set(step.relative, await signIn(id));
    const shares = [];
    for (const part of step.shares.split(' ')) shares.push(await about(`relatives/${id}/shares`, { part }));
    world.clock.advance(1);
    if (step.fate === 'unshared') for (const share of shares) await about(`shares/${share.id}/withdraw`, {});
    if (step.fate === 'ended') await about(`relatives/${id}/end`, { version: version + 1 });
  } else {
    const offer = {
      personId,
      kind: 'request',
      what: 'Bedömning av synen',
      detail: 'Sekret-detalj',
      area: 'd5',
      urgency: 'soon',
      toUnitIds: ids(step.offer),
      dueAt: later(86_400_000),
    };
    const { id, version } = done(await by.send('POST', '/commitments', offer));
    const receiver = await staff(step.offer);
    if (step.fate === 'accept')
      done(await receiver.send('POST', `/commitments/${id}/moves`, { action: 'accept', seen: version }));
    if (step.fate === 'decline')
      done(
        await receiver.send('POST', `/commitments/${id}/moves`, {
          action: 'decline',
          seen: version,
          reason: 'no_capacity',
        }),
      );
    if (step.fate === 'withdraw')
      done(
        await by.send('POST', `/commitments/${id}/moves`, {
          action: 'withdraw',
          seen: version,
          reason: 'sent_by_mistake',
        }),
      );
    return id;
  }
  return undefined;
}

/** Every id and word that stands on each unit, as the superuser finds them: in no answer to one who may not read that unit. */
async function tokensOf(server: MatrixServer, personId: string, name: string): Promise<ReadonlyMap<string, string[]>> {
  const tables = await server.sqlDo<{ name: string; id: string }>(
    `select p.table_name as name, case when p.table_name = 'plans.part_version' then 'part_id' else 'id' end as id from access.part p where p.table_name not in ('people.consent_unit')`,
  );
  const tokens = new Map<string, string[]>();
  for (const table of tables) {
    const rows = await server.sqlDo<{ id: string; unit: string }>(
      `select distinct ${table.id} as id, author_unit_id as unit from ${table.name} where person_id = $1`,
      [personId],
    );
    for (const row of rows) {
      const letter =
        row.unit === server.ownUnit ? 'V' : Object.keys(server.units).find((key) => server.units[key]?.id === row.unit);
      assert.ok(letter, `${table.name}: a unit without a letter`);
      tokens.set(letter, [...(tokens.get(letter) ?? []), row.id]);
    }
  }
  for (const [letter, list] of tokens) list.push(words(name, letter));
  return tokens;
}
