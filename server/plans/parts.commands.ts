import type { z } from 'zod';
import type { CommitmentState, LifeArea, MoveBody, Urgency } from '../../contract/commitments.ts';
import type {
  AddGoalBody,
  GoalBody,
  HeaderBody,
  InterventionBody,
  OtherMeasureBody,
  SectionBody,
  SectionKind,
} from '../../contract/plans.ts';
import { fromIso, type Instant } from '../../contract/kernel/time.ts';
import type { Caller } from '../kernel/access/context.ts';
import type { Work } from '../kernel/db/transaction.ts';
import { Refusal } from '../kernel/refusal.ts';
import { authorUnit, changing, invalidField, iso, refuseUnless, Stale, type Asked } from './frame.commands.ts';
import { noteApproval } from './approvals.commands.ts';
import { latestFor } from './facts.commands.ts';
import { decideNextFollowUp, decideSimple } from './plans.rules.ts';
import {
  authorityKind,
  goalBy,
  insertRow,
  partExists,
  relativeIsKnown,
  sectionWriter,
  unitState,
  updateSeen,
  type PlanRow,
} from './plans.store.ts';

/** What a plan asks of the commitments room: a promise made inside the plan's own transaction. Instants in epoch ms. */
export interface CommitmentsPort {
  offerWithin(work: Work, caller: Caller, offer: PlanOffer): Promise<Promised>;
  moveWithin(work: Work, caller: Caller, id: string, move: MoveBody): Promise<Promised>;
}
export interface Promised {
  readonly id: string;
  readonly version: number;
  readonly state: CommitmentState;
}
export interface PlanOffer {
  readonly personId: string;
  readonly kind: 'intervention' | 'call' | 'plan_request';
  readonly what: string;
  readonly detail: string;
  readonly area: LifeArea;
  readonly urgency: Urgency;
  readonly to:
    | { kind: 'units'; unitIds: readonly string[] }
    | { kind: 'person' }
    | { kind: 'relative'; relativeId: string };
  readonly needIds: readonly string[];
  /** Null: as agreed for its kind. */
  readonly dueAt: Instant | null;
  readonly followsId: string | null;
  readonly keptTo?: readonly string[] | null;
}

type Of<T extends z.ZodType> = z.output<T>;
type OfPart = Asked & {
  readonly params: { readonly personId: string; readonly planId: string; readonly partId: string };
};
export interface Changed {
  id: string;
  version: number;
}

/** Title, who is responsible, next follow-up, form and the person's word: one part. A plan in force never loses what makes it one. */
export function editHeader(asked: Asked, body: Of<typeof HeaderBody>): Promise<Changed> {
  const { personId, planId } = asked.params;
  return changing(asked, 'plan.edit', 'alone', async (work, plan) => {
    refuseUnless(decideSimple(plan.state, 'edit'));
    if (plan.version !== body.version) throw new Stale('plan', planId, body.version);
    await refuseHeader(work, plan, body);
    const version = await updateSeen(
      work,
      'plan',
      { personId, planId, id: planId, seen: body.version },
      {
        title: body.title,
        responsible_authority_id: body.responsibleAuthorityId,
        responsible_unit_id: body.responsibleUnitId,
        next_follow_up_at: body.nextFollowUpAt,
        follow_up_form: body.followUpForm,
        person_agrees: body.personAgrees,
        no_other_measures: body.noOtherMeasures,
      },
    );
    if (version === null) throw new Stale('plan', planId, body.version);
    // One truth: an answer written in the header is a word of the person's, noted as said.
    if (body.personAgrees !== 'not_asked' && body.personAgrees !== plan.person_agrees)
      await noteApproval(work, asked, {
        planVersion: version,
        partId: null,
        answer: body.personAgrees,
        how: 'oral',
        words: '',
        byKind: 'person',
        relativeId: null,
      });
    return { id: planId, version };
  });
}

async function refuseHeader(work: Work, plan: PlanRow, body: Of<typeof HeaderBody>): Promise<void> {
  // What has been said cannot be unsaid; the other answer can be given.
  if (body.personAgrees === 'not_asked' && plan.person_agrees !== 'not_asked')
    throw invalidField('personAgrees', 'already_answered');
  if (plan.state === 'active' && body.nextFollowUpAt === null)
    throw new Refusal('time_missing', 'an active plan has a next follow-up');
  if (plan.state === 'active' && body.responsibleAuthorityId === null)
    throw new Refusal('plan_incomplete', undefined, { missing: ['responsible_authority'] });
  if (
    body.nextFollowUpAt !== null &&
    (plan.next_follow_up_at === null || fromIso(body.nextFollowUpAt) !== Date.parse(plan.next_follow_up_at))
  ) {
    const latest = await latestFor(work, plan);
    refuseTime(decideNextFollowUp(fromIso(body.nextFollowUpAt), work.now, latest), latest);
  }
  if (
    body.responsibleAuthorityId !== null &&
    !['region', 'municipality'].includes((await authorityKind(work, body.responsibleAuthorityId)) ?? '')
  )
    throw invalidField('responsibleAuthorityId', 'not_region_or_municipality');
  if (body.responsibleUnitId !== null && body.responsibleUnitId !== plan.responsible_unit_id)
    await refuseUnit(work, body.responsibleUnitId, 'responsibleUnitId');
}

async function refuseUnit(work: Work, id: string, path: string): Promise<void> {
  const state = await unitState(work, id);
  if (state === null) throw invalidField(path, 'no_such_unit');
  if (state === 'closed') throw new Refusal('unit_closed');
}

export function refuseTime(code: ReturnType<typeof decideNextFollowUp>, latest: number | null): void {
  if (code === 'invalid')
    throw invalidField('nextFollowUpAt', 'later_than_agreed', { latest: latest === null ? null : iso(latest) });
  if (code !== null) throw new Refusal(code);
}

/** A goal that all who read the plan read, or one for named units and what they promise for it: for others it is not there. */
export function addGoal(asked: Asked, body: Of<typeof AddGoalBody>): Promise<Changed> {
  return adding(asked, 'goal', async (work) => {
    for (const id of body.keptTo ?? []) await refuseUnit(work, id, 'keptTo');
    return {
      words: body.words,
      measure: body.measure,
      horizon: body.horizon,
      sort: body.sort,
      state: 'open',
      kept_to: body.keptTo ? [...new Set([authorUnit(asked.caller), ...body.keptTo])] : null,
      ...levelsOf(body.levels),
    };
  });
}

export function editGoal(asked: OfPart, body: Of<typeof GoalBody> & { version: number }): Promise<Changed> {
  return editing(asked, 'goal', body.version, () => ({
    words: body.words,
    measure: body.measure,
    horizon: body.horizon,
    sort: body.sort,
    ...levelsOf(body.levels),
  }));
}

/** What each step of the scale means; null takes the scale away, undefined leaves it. */
const levelsOf = (levels: readonly string[] | null | undefined): Record<string, string> =>
  levels === undefined ? {} : Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`level_${n}`, levels?.[n - 1] ?? '']));

export function addOtherMeasure(asked: Asked, body: Of<typeof OtherMeasureBody>): Promise<Changed> {
  return adding(asked, 'other_measure', { what: body.what, who: body.who });
}

export function editOtherMeasure(
  asked: OfPart,
  body: Of<typeof OtherMeasureBody> & { version: number },
): Promise<Changed> {
  return editing(asked, 'other_measure', body.version, () => ({ what: body.what, who: body.who }));
}

/** Taken out of the plan; its words stay in the history. */
export function removeOtherMeasure(asked: OfPart, body: { version: number }): Promise<Changed> {
  return editing(asked, 'other_measure', body.version, (work) => ({ removed_at: iso(work.now) }));
}

/** An intervention is a promise with one owner: own unit's, the person's and a relative's stand at once, another unit is asked. */
export function addIntervention(
  port: CommitmentsPort,
  asked: Asked,
  body: Of<typeof InterventionBody>,
): Promise<Changed & { commitmentId: string; commitmentState: CommitmentState }> {
  const { personId, planId } = asked.params;
  return changing(asked, 'plan.intervention', 'share', async (work, plan) => {
    refuseUnless(decideSimple(plan.state, 'edit'));
    const goal = await goalBy(work, personId, planId, body.goalId);
    if (!goal) throw invalidField('goalId', 'no_such_goal');
    const { to } = body;
    if (goal.keptTo && (to.kind === 'relative' || (to.kind === 'unit' && !goal.keptTo.includes(to.unitId))))
      throw invalidField(to.kind === 'unit' ? 'to.unitId' : 'to', 'outside_kept_part');
    if (to.kind === 'unit') await refuseUnit(work, to.unitId, 'to.unitId');
    if (to.kind === 'relative' && !(await relativeIsKnown(work, personId, to.relativeId)))
      throw invalidField('to.relativeId', 'no_such_relative');
    const { what, detail, area, urgency, needIds } = body;
    const receiver = to.kind === 'unit' ? { kind: 'units' as const, unitIds: [to.unitId] } : to;
    const promise = await port.offerWithin(work, asked.caller, {
      personId,
      kind: 'intervention',
      what,
      detail,
      area,
      urgency,
      needIds,
      to: receiver,
      dueAt: fromIso(body.dueAt),
      followsId: null,
      keptTo: goal.keptTo,
    });
    const id = asked.ground.newId();
    await insertRow(work, 'intervention', {
      id,
      person_id: personId,
      plan_id: planId,
      goal_id: body.goalId,
      commitment_id: promise.id,
      sort: body.sort,
      author_unit_id: authorUnit(asked.caller),
    });
    return { id, version: 1, commitmentId: promise.id, commitmentState: promise.state };
  });
}

/** A text of the preparation or the crisis plan, by staff, the person, or a relative who is shown the plan. */
export function addSection(asked: Asked, body: Of<typeof SectionBody> & { kind: SectionKind }): Promise<Changed> {
  const relativeId = asked.caller.kind === 'relative' ? asked.caller.relativeId : null;
  return adding(asked, 'section', {
    kind: body.kind,
    words: body.words,
    said_by: saidBy(asked.caller, body.saidBy),
    relative_id: relativeId,
  });
}

/** The person and staff change what either has written; what a relative wrote by own sign-in is the relative's alone. */
export function editSection(asked: OfPart, body: Of<typeof SectionBody> & { version: number }): Promise<Changed> {
  return editing(asked, 'section', body.version, async (work) => {
    const writer = await sectionWriter(work, asked.params.personId, asked.params.partId);
    if (writer !== undefined && writer !== (asked.caller.kind === 'relative' ? asked.caller.relativeId : null))
      throw new Refusal('not_allowed');
    return { words: body.words, said_by: saidBy(asked.caller, body.saidBy) };
  });
}

/** Only staff write down others' words. */
const saidBy = (caller: Caller, said: 'person' | 'relative' | 'staff'): string =>
  caller.kind === 'person' || caller.kind === 'relative' ? caller.kind : said;

/** Of a plan's parts the person and relatives write in the sections alone. */
const holdFor = (asked: Asked, table: string): 'seen' | 'share' =>
  table === 'section' && asked.caller.kind !== 'staff' ? 'seen' : 'share';

function adding(
  asked: Asked,
  table: 'goal' | 'other_measure' | 'section',
  row: Record<string, unknown> | ((work: Work) => Promise<Record<string, unknown>>),
): Promise<Changed> {
  const { personId, planId } = asked.params;
  return changing(asked, `plan.${table}`, holdFor(asked, table), async (work, plan) => {
    refuseUnless(decideSimple(plan.state, 'edit'));
    const id = asked.ground.newId();
    await insertRow(work, table, {
      id,
      person_id: personId,
      plan_id: planId,
      author_unit_id: authorUnit(asked.caller),
      ...(typeof row === 'function' ? await row(work) : row),
    });
    return { id, version: 1 };
  });
}

function editing(
  asked: OfPart,
  table: 'goal' | 'other_measure' | 'section',
  seen: number,
  change: (work: Work) => Record<string, unknown> | Promise<Record<string, unknown>>,
): Promise<Changed> {
  const { personId, planId, partId } = asked.params;
  return changing(asked, `plan.${table}`, holdFor(asked, table), async (work, plan) => {
    refuseUnless(decideSimple(plan.state, 'edit'));
    const version = await updateSeen(work, table, { personId, planId, id: partId, seen }, await change(work));
    if (version !== null) return { id: partId, version };
    if (await partExists(work, table, personId, planId, partId)) throw new Stale(table, partId, seen);
    throw new Refusal('not_found');
  });
}
