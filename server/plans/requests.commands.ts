import type { z } from 'zod';
import type { CommitmentState } from '../../contract/commitments.ts';
import type { OfferPlanBody, PlanRequest, planRequestRoutes } from '../../contract/plan-requests.ts';
import type { Caller } from '../kernel/access/context.ts';
import { command, type Work } from '../kernel/db/transaction.ts';
import { Refusal } from '../kernel/refusal.ts';
import { authorUnit, invalidField, iso, openPerson, reading, type AskedOfPerson } from './frame.commands.ts';
import type { CommitmentsPort, Promised } from './parts.commands.ts';
import { insertRow, unitState } from './plans.store.ts';
import { hasInpatients, judgeOf } from './requests.rules.ts';
import { branchOf, circleUnits, kindOf, offersOf, requestsOf, requestTo, type RequestRow } from './requests.store.ts';
import { unitNames } from './view.store.ts';

type Answer = z.output<typeof planRequestRoutes.planRequests.response>;

/** Asks a unit to judge whether a plan is needed. @throws Refusal `basis_missing` towards a unit that may not be told */
export function askForPlan(
  port: CommitmentsPort,
  asked: AskedOfPerson,
  body: { words: string; toUnitId: string },
): Promise<Promised> {
  const { personId } = asked.params;
  return command(asked.ground, asked.request, asked.once, async (work) => {
    await openPerson(work, 'plan.request', personId, { to: body.toUnitId });
    return askWithin(port, work, asked.caller, personId, body);
  });
}

async function askWithin(
  port: CommitmentsPort,
  work: Work,
  caller: Caller,
  personId: string,
  body: { readonly words: string; readonly toUnitId: string },
): Promise<Promised> {
  if ((await unitState(work, body.toUnitId)) === 'closed') throw new Refusal('unit_closed');
  if (judgeOf((await branchOf(work, body.toUnitId)) ?? '') === null) throw invalidField('toUnitId', 'cannot_judge');
  const { id, version, state } = await port.offerWithin(work, caller, {
    personId,
    kind: 'plan_request',
    what: 'Begäran om samordnad individuell plan (SIP)',
    detail: body.words,
    area: 'd9',
    urgency: 'soon',
    to: { kind: 'units', unitIds: [body.toUnitId] },
    needIds: [],
    dueAt: null,
    followsId: null,
  });
  await work.tell('plan', personId, [body.toUnitId]);
  return { id, version, state };
}

/**
 * A plan has been offered at discharge. The answer is kept with its words; a yes is a request in the same step.
 *
 * @throws Refusal `invalid` from a unit without inpatients, or for a yes without somebody to judge it
 */
export function offerPlan(
  port: CommitmentsPort,
  asked: AskedOfPerson,
  body: z.output<typeof OfferPlanBody>,
): Promise<z.output<typeof planRequestRoutes.offerPlan.response>> {
  const { personId } = asked.params;
  return command(asked.ground, asked.request, asked.once, async (work) => {
    const { occasion, answer, saidBy, words, toUnitId } = body;
    await openPerson(work, 'plan.offer', personId, { occasion, answer });
    const unitId = authorUnit(asked.caller);
    if (!hasInpatients(await kindOf(work, unitId))) throw invalidField('occasion', 'no_inpatients');
    if (answer === 'yes' && toUnitId === null) throw invalidField('toUnitId', 'required');
    const request =
      answer === 'yes' && toUnitId !== null
        ? await askWithin(port, work, asked.caller, personId, { words, toUnitId })
        : null;
    const id = asked.ground.newId();
    await insertRow(work, 'offer', {
      id,
      person_id: personId,
      occasion,
      answer,
      said_by: saidBy,
      words,
      offered_at: iso(work.now),
      request_id: request?.id ?? null,
      author_unit_id: unitId,
    });
    await work.tell('plan', personId, [unitId]);
    return { id, request };
  });
}

const waiting: readonly CommitmentState[] = ['offered', 'received', 'proposed'];

export function planRequests(asked: AskedOfPerson): Promise<Answer> {
  const { personId } = asked.params;
  return reading(asked, 'plan.requests', {}, async (work) => {
    const rows = await requestsOf(work, personId);
    const offers = await offersOf(work, personId);
    const named = await unitNames(work, [
      ...new Set([
        ...rows.flatMap(({ fromUnitId, toUnitId }) => [fromUnitId ?? [], toUnitId ?? []].flat()),
        ...offers.map(({ unitId }) => unitId),
      ]),
    ]);
    const units = new Map(named.map(({ id, name, tag }) => [id, { id, name, tag }]));
    return {
      requests: rows.map((row) => requestOf(asked.caller, row, units)),
      offers: offers.map(({ unitId, offeredAt, ...offer }) => ({
        ...offer,
        offeredAt: instant(offeredAt),
        unit: units.get(unitId) ?? null,
      })),
      discharges: asked.caller.kind === 'staff' && hasInpatients(await kindOf(work, asked.caller.unitId)),
      units: (await circleUnits(work, personId)).flatMap(({ unit, branch }) => {
        const judges = judgeOf(branch);
        return judges === null || (asked.caller.kind === 'staff' && unit.id === asked.caller.unitId)
          ? []
          : [{ unit, judges }];
      }),
    };
  });
}

const instant = (text: string): string => new Date(text).toISOString();

function requestOf(
  caller: Caller,
  row: RequestRow,
  units: ReadonlyMap<string, NonNullable<PlanRequest['to']>>,
): PlanRequest {
  const judged = row.acceptedAt ?? (row.state === 'declined' ? row.endedAt : null);
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    words: row.words,
    askedBy: row.askedBy,
    from: units.get(row.fromUnitId ?? '') ?? null,
    to: units.get(row.toUnitId ?? '') ?? null,
    askedAt: instant(row.askedAt),
    judgeBy: instant(row.judgeBy),
    beginBy: instant(row.beginBy),
    judgedAt: judged === null ? null : instant(judged),
    reason: row.state === 'declined' ? (row.endReason as PlanRequest['reason']) : null,
    noWords: row.state === 'declined' ? row.endNote : '',
    planId: row.planId,
    mine:
      caller.kind === 'staff' &&
      row.toUnitId === caller.unitId &&
      (waiting.includes(row.state) || row.state === 'accepted'),
    own: (waiting.includes(row.state) || row.state === 'accepted') && hasAsked(caller, row),
  };
}

function hasAsked(caller: Caller, { askedBy, fromUnitId, relativeId }: RequestRow): boolean {
  if (caller.kind === 'staff') return fromUnitId === caller.unitId;
  return caller.kind === 'relative'
    ? askedBy === 'relative' && relativeId === caller.relativeId
    : askedBy === caller.kind;
}

/** The plan begins: the yes is said if it has not been, and the promise to begin is kept. Gives when it was asked for (epoch ms). */
export async function keepRequest(
  port: CommitmentsPort,
  work: Work,
  caller: Caller,
  personId: string,
  request: { id: string; version: number },
): Promise<number> {
  const row = caller.kind === 'staff' ? await requestTo(work, personId, request.id, caller.unitId) : null;
  if (!row) throw invalidField('request', 'no_such_request');
  let seen = request.version;
  if (waiting.includes(row.state))
    seen = (await port.moveWithin(work, caller, row.id, { action: 'accept', seen })).version;
  await port.moveWithin(work, caller, row.id, { action: 'keep', seen });
  return Date.parse(row.askedAt);
}
