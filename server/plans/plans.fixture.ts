import { randomBytes, randomUUID } from 'node:crypto';
import type { PlanView } from '../../contract/plans.ts';
import { DAY, START } from './times.fixture.ts';
import { uuid7Source } from '../../contract/kernel/uuid7.ts';
import type { Caller, StaffCaller } from '../kernel/access/context.ts';
import { simulatedClock, type SimulatedClock } from '../kernel/clock.ts';
import type { Ground, Once, Request } from '../kernel/db/transaction.ts';
import { refusalOf, type Refusal } from '../kernel/refusal.ts';
import { testDatabase, type TestDatabase } from '../kernel/testing/database.ts';
import { plansHandlers, type CommitmentsPort } from './index.ts';

export type UnitName = 'clinic' | 'nursing' | 'homeHelp' | 'psychiatry';
export type StaffName = UnitName | 'stranger';

/** Four units of three authorities around one person; psychiatry stands in the circle but nothing lets it read the others, nor they it. */
export interface World {
  readonly db: TestDatabase;
  readonly ground: Ground;
  readonly clock: SimulatedClock;
  readonly region: string;
  readonly municipality: string;
  readonly units: Record<StaffName, string>;
  readonly staff: Record<StaffName, StaffCaller>;
  readonly handlers: ReturnType<typeof plansHandlers>;
  readonly person: (more?: { voice?: boolean; consent?: boolean }) => Promise<string>;
  readonly relative: (personId: string, parts: readonly string[]) => Promise<Caller>;
  readonly self: (personId: string) => Promise<Caller>;
  readonly call: <P, B = undefined>(
    caller: Caller,
    params: P,
    body?: B,
    key?: string,
  ) => { ground: Ground; caller: Caller; request: Request; params: P; query: never; body: B; once: Once };
  /** Sets a promise's state outside the rules, as if the commitments room had moved it. */
  readonly endPromise: (id: string, state: 'kept' | 'withdrawn') => Promise<void>;
}

/** @param real the commitments room itself, in place of the little of it that stands here */
export async function planWorld(real?: (ground: Ground) => CommitmentsPort): Promise<World> {
  const db = await testDatabase({ poolSize: 8 });
  const clock = simulatedClock(START);
  const newId = uuid7Source({ now: () => clock.now(), random: (n) => randomBytes(n) });
  const ground: Ground = { database: db, clock, newId, ring: () => undefined };
  const [region, municipality] = [randomUUID(), randomUUID()];
  const at = (ms = 0): string => new Date(clock.now() + ms).toISOString();
  await db.asOwner(
    `insert into organisations.authority (id, kind, code, name) values ($1, 'region', 'R', 'Regionen'), ($2, 'municipality', 'K', 'Kommunen')`,
    [region, municipality],
  );
  const units = {} as Record<StaffName, string>;
  const staff = {} as Record<StaffName, StaffCaller>;
  const kinds: Record<StaffName, readonly [string, StaffCaller['branch']]> = {
    clinic: [region, 'health'],
    psychiatry: [region, 'social_other'],
    nursing: [municipality, 'health'],
    homeHelp: [municipality, 'omsorg'],
    stranger: [municipality, 'social_other'],
  };
  for (const [name, [authorityId, branch]] of Object.entries(kinds) as [
    StaffName,
    readonly [string, StaffCaller['branch']],
  ][]) {
    const [providerId, unitId, staffId, assignmentId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await db.asOwner(
      `insert into organisations.provider (id, authority_id, branch, code, name) values ($1, $2, $3, $4, $4)`,
      [providerId, authorityId, branch, name],
    );
    await db.asOwner(
      `insert into organisations.unit (id, provider_id, kind, code, name, tag, municipality_code, opened_at) values ($1, $2, 'team', $3, $3, 'TT', '1480', $4)`,
      [unitId, providerId, name, at(-900 * DAY)],
    );
    await db.asOwner(`insert into organisations.staff (id, subject, name, title) values ($1, $2, $2, 'x')`, [
      staffId,
      name,
    ]);
    await db.asOwner(
      `insert into organisations.assignment (id, staff_id, unit_id, role, valid_from) values ($1, $2, $3, 'nurse', $4)`,
      [assignmentId, staffId, unitId, at(-900 * DAY)],
    );
    units[name] = unitId;
    staff[name] = {
      kind: 'staff',
      name,
      staffId,
      sessionId: await session(name),
      assignmentId,
      unitId,
      providerId,
      authorityId,
      branch,
      role: 'nurse',
    };
  }
  async function session(subject: string): Promise<string> {
    const id = randomUUID();
    await db.asOwner(
      `insert into identity.session (token_hash, id, subject, created_at, seen_at, expires_at) values ($1, $2, $3, $4, $4, $5)`,
      [randomBytes(32), id, subject, at(), at(4000 * DAY)],
    );
    return id;
  }
  /** A little of what the commitments room does, in plain SQL as the superuser's definer would. */
  const port: CommitmentsPort = {
    moveWithin: () => Promise.reject(new Error('the little of the ledger here moves nothing')),
    async offerWithin(work, caller, offer) {
      const id = newId();
      const unit = caller.kind === 'staff' ? caller.unitId : null;
      const toUnit = offer.to.kind === 'units' ? (offer.to.unitIds[0] ?? null) : null;
      const own = offer.to.kind !== 'units' || toUnit === unit;
      const { rows } = await (
        await import('kysely')
      ).sql<{ state: 'accepted' | 'offered' }>`select test.offer(${JSON.stringify({
        id,
        person_id: offer.personId,
        kind: offer.kind,
        state: own ? 'accepted' : 'offered',
        what: offer.what,
        detail: offer.detail,
        area: offer.area,
        urgency: offer.urgency,
        from_unit_id: unit,
        to_kind: offer.to.kind === 'units' ? 'unit' : offer.to.kind,
        to_unit_id: toUnit,
        relative_id: offer.to.kind === 'relative' ? offer.to.relativeId : null,
        now: at(),
        due_at: new Date(offer.dueAt ?? clock.now()).toISOString(),
      })}::jsonb) as state`.execute(work.tx);
      return { id, version: 1, state: rows[0]?.state ?? 'offered' };
    },
  };
  await db.asOwner(`create schema test; grant usage on schema test to mellanrum_app`);
  await db.asOwner(`create function test.offer(o jsonb) returns text language sql security definer as $$
    insert into commitments.commitment (id, person_id, kind, state, what, detail, area, urgency, from_kind, from_unit_id, to_kind, to_unit_id, relative_id, basis_kind,
      offered_at, offered_by, delivered_at, received_at, accepted_at, disclosed_at, answer_by, due_at, lapses_at, author_unit_id)
    select (o->>'id')::uuid, (o->>'person_id')::uuid, o->>'kind', o->>'state', o->>'what', o->>'detail', o->>'area', o->>'urgency', 'unit', (o->>'from_unit_id')::uuid, o->>'to_kind',
      (o->>'to_unit_id')::uuid, (o->>'relative_id')::uuid, 'own', n, 'x', n, case when acc then n end, case when acc then n end, case when acc then n end,
      n + interval '1 day', greatest((o->>'due_at')::timestamptz, n), n + interval '2 days', (o->>'from_unit_id')::uuid
    from (select (o->>'now')::timestamptz as n, o->>'state' = 'accepted' as acc) x returning state $$`);
  await db.asOwner(`grant execute on function test.offer(jsonb) to mellanrum_app`);

  return {
    db,
    ground,
    clock,
    region,
    municipality,
    units,
    staff,
    handlers: plansHandlers(real?.(ground) ?? port),
    async person(more = {}) {
      const id = newId();
      await db.asOwner(
        `insert into people.person (person_id, given_name, family_name, birth_date) values ($1, 'Elsa', 'Prov', '1940-01-01')`,
        [id],
      );
      for (const name of ['clinic', 'nursing', 'homeHelp', 'psychiatry'] as const)
        await db.asOwner(
          `insert into people.engagement (id, person_id, unit_id, role, basis, valid_from, author_unit_id) values ($1, $2, $3, 'performer', 'own', $4, $3)`,
          [newId(), id, units[name], at(-DAY)],
        );
      if (more.consent !== false)
        await db.asOwner(
          `insert into people.consent (id, person_id, kind, decision, form, given_by, valid_from, recorded_by, author_unit_id) values ($1, $2, 'plan', 'yes', 'oral', 'person', $3, 'x', $4)`,
          [newId(), id, at(-DAY), units.clinic],
        );
      const shared = newId();
      await db.asOwner(
        `insert into people.consent (id, person_id, kind, decision, form, given_by, valid_from, valid_until, recorded_by, author_unit_id) values ($1, $2, 'disclosure', 'yes', 'oral', 'person', $3, $4, 'x', $5)`,
        [shared, id, at(-DAY), at(365 * DAY), units.clinic],
      );
      for (const name of ['clinic', 'nursing', 'homeHelp'] as const)
        await db.asOwner(
          `insert into people.consent_unit (consent_id, person_id, unit_id, included, author_unit_id) values ($1, $2, $3, true, $4)`,
          [shared, id, units[name], units.clinic],
        );
      if (more.voice)
        await db.asOwner(
          `insert into people.voice (id, person_id, words, said_by, said_at, recorded_by, author_unit_id) values ($1, $2, 'Bo hemma', 'person', $3, 'x', $4)`,
          [newId(), id, at(), units.clinic],
        );
      return id;
    },
    async self(personId) {
      return { kind: 'person', name: 'Elsa', personId, sessionId: await session('elsa') };
    },
    async relative(personId, parts) {
      const id = newId();
      await db.asOwner(
        `insert into people.relative (id, person_id, name, relation, author_unit_id, valid_from) values ($1, $2, 'Anna', 'child', $3, $4)`,
        [id, personId, units.clinic, at(-DAY)],
      );
      for (const part of parts)
        await db.asOwner(
          `insert into people.relative_share (id, person_id, relative_id, part, author_unit_id, valid_from) values ($1, $2, $3, $4, $5, $6)`,
          [newId(), personId, id, part, units.clinic, at(-DAY)],
        );
      return { kind: 'relative', name: 'Anna', relativeId: id, personId, sessionId: await session('anna') };
    },
    call(caller, params, body, key = randomUUID()) {
      return {
        ground,
        caller,
        request: { caller, purpose: caller.kind === 'staff' ? 'care' : 'own' },
        params,
        query: undefined as never,
        body: body as never,
        once: { key, body: JSON.stringify([params, body]) },
      };
    },
    async endPromise(id, state) {
      await db.asOwner(
        `update commitments.commitment set state = $2, ended_at = $3, version = version + 1 where id = $1`,
        [id, state, at()],
      );
    },
  };
}

/** What a refused call was refused with. Throws when it was let through, or failed by a fault. */
export async function refused(promise: Promise<unknown>): Promise<Refusal> {
  try {
    await promise;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal) return refusal;
    throw error;
  }
  throw new Error('it was let through');
}

/** A plan with one goal and one promised intervention, all but established. */
export async function preparedPlan(
  world: World,
  more: { voice?: boolean } = { voice: true },
): Promise<{ personId: string; planId: string; goalId: string; commitmentId: string; version: number }> {
  const { handlers, staff, call } = world;
  const personId = await world.person(more);
  const { id: planId } = await made(
    handlers.startPlan(call(staff.clinic, { personId }, { type: 'SIP' as const, title: 'Trygg hemma' })),
  );
  const at = { personId, planId };
  const goal = await made(
    handlers.addGoal(
      call(staff.clinic, at, { words: 'Gå till torget varje vecka', measure: '', horizon: 'short' as const, sort: 0 }),
    ),
  );
  const promise = await made(handlers.addIntervention(call(staff.clinic, at, intervention(world, goal.id, 'clinic'))));
  const header = await made(handlers.editHeader(call(staff.clinic, at, headerBody(world, 1))));
  return { ...at, goalId: goal.id, commitmentId: promise.commitmentId, version: header.version };
}

export async function activePlan(
  world: World,
  more: { voice?: boolean } = { voice: true },
): Promise<{ personId: string; planId: string; goalId: string; commitmentId: string; version: number }> {
  const plan = await preparedPlan(world, more);
  const { version } = await made(
    world.handlers.establishPlan(
      world.call(world.staff.clinic, { personId: plan.personId, planId: plan.planId }, { version: plan.version }),
    ),
  );
  return { ...plan, version };
}

export const inDays = (world: World, days: number): string => new Date(world.clock.now() + days * DAY).toISOString();

export function headerBody(world: World, version: number) {
  return {
    version,
    title: 'Trygg hemma',
    responsibleAuthorityId: world.municipality,
    responsibleUnitId: world.units.nursing,
    nextFollowUpAt: inDays(world, 60),
    followUpForm: 'home' as const,
    personAgrees: 'yes' as const,
    noOtherMeasures: true,
  };
}

export function intervention(world: World, goalId: string, to: UnitName) {
  return {
    goalId,
    what: 'Gångträning',
    detail: '',
    area: 'd4' as const,
    urgency: 'planned' as const,
    to: { kind: 'unit' as const, unitId: world.units[to] },
    needIds: [],
    dueAt: inDays(world, 30),
    sort: 0,
  };
}

export function goalBody(words: string, version: number) {
  return { words, measure: '', horizon: 'short' as const, sort: 0, version };
}

/** The answer itself: a handler of this room never answers with ready JSON. */
export async function made<T>(answer: Promise<T>): Promise<Exclude<T, { readonly text: string }>> {
  return (await answer) as Exclude<T, { readonly text: string }>;
}

export const seenBy = (world: World, caller: Caller, at: { personId: string; planId: string }): Promise<PlanView> =>
  made(world.handlers.readPlan(world.call(caller, { personId: at.personId, planId: at.planId })));
