/** CarePlan, its goals and activities, through the plan's own commands as the unit that stands behind it. */
import { GoalBody, InterventionBody, OtherMeasureBody, StartPlanBody, type PlanView } from '../../contract/plans.ts';
import { toIso } from '../../contract/kernel/time.ts';
import type { FhirRead } from './bundle.rules.ts';
import { areaIn, found, planTypeOf, wordsOf } from './codes.rules.ts';
import { instantOf } from './dates.rules.ts';
import type { Activity, Concept } from './fhir.rules.ts';
import type { Ours, UnitRow } from './imported.store.ts';
import { fhirAt } from './report.rules.ts';
import { commitments, plans } from './rooms.commands.ts';
import { checked, made, refused, type Run, type Taken } from './run.commands.ts';

const ended: readonly string[] = ['completed', 'cancelled', 'rejected', 'stopped'];

async function asked(run: Run, unit: UnitRow, personId: string) {
  const caller = await run.staffAt(unit);
  return {
    ground: run.ground,
    caller,
    request: { caller, purpose: 'system' as const },
    once: run.once(),
    params: { personId },
  };
}
async function askedOfPlan(run: Run, plan: Ours) {
  const unit = await run.unit(String(plan.more['unitId']));
  if (!unit || plan.personId === null) throw new Error('a plan has a person and a unit');
  return { ...(await asked(run, unit, plan.personId)), params: { personId: plan.personId, planId: plan.id } };
}

export async function takePlan(
  run: Run,
  { it, path, bases }: FhirRead<'CarePlan'>,
  before: Ours | undefined,
): Promise<Taken> {
  const person = await run.personAt(it.subject, bases, fhirAt(`${path}.subject`));
  const author = it.author && (await run.unitAt(it.author, bases, fhirAt(`${path}.author`)));
  const unit = await run.unitBehind(author, person, fhirAt(`${path}.author`));
  const over = ['revoked', 'completed', 'entered-in-error'].includes(it.status);
  if (before) return changePlan(run, { it, path, bases }, before, over);
  if (over) {
    run.warn('ended', fhirAt(`${path}.status`), it.status);
    return { outcome: 'skipped' };
  }
  const type = found(planTypeOf, it.category);
  if (type === undefined)
    throw refused(
      'unknown_code',
      fhirAt(`${path}.category`),
      it.category?.[0]?.coding?.[0]?.code ?? it.category?.[0]?.text,
    );
  const body = checked(StartPlanBody, { type, title: it.title ?? '' }, ([field]) => ({
    path: fhirAt(`${path}.${String(field)}`),
    value: it.title ?? null,
  }));
  const plan = await plans.startPlan(await asked(run, unit, person.id), body);
  if (it.status !== 'draft') run.warn('plan_preparing', fhirAt(`${path}.status`), it.status);
  return made('created', 'plan', plan.id, {
    personId: person.id,
    version: plan.version,
    more: { unitId: unit.id, title: body.title },
  });
}

async function changePlan(run: Run, { it, path }: FhirRead<'CarePlan'>, before: Ours, over: boolean): Promise<Taken> {
  if (before.version === null) {
    run.warn('stands', fhirAt(path));
    return { ...before, outcome: 'same' };
  }
  const about = await askedOfPlan(run, before);
  if (over) {
    run.warn('assumed', fhirAt(`${path}.statusReason`), 'coordination_ceased');
    const closed = await plans.closePlan(about, { version: before.version, reason: 'coordination_ceased' });
    return { ...before, version: closed.version, outcome: 'changed' };
  }
  if (it.title === undefined || it.title === before.more['title']) return { ...before, outcome: 'same' };
  const view: PlanView = await plans.readPlan(about);
  const { responsibleAuthority, responsibleUnit, nextFollowUpAt, followUpForm, personAgrees, noOtherMeasures } = view;
  const header = {
    responsibleAuthorityId: responsibleAuthority?.id ?? null,
    responsibleUnitId: responsibleUnit?.id ?? null,
    nextFollowUpAt,
    followUpForm,
    personAgrees,
    noOtherMeasures,
  };
  const edited = await plans.editHeader(
    { ...about, once: run.once() },
    { version: before.version, title: it.title, ...header },
  );
  return { ...before, version: edited.version, more: { ...before.more, title: it.title }, outcome: 'changed' };
}

/** @param plan what the goal's CarePlan became */
export async function takeGoal(
  run: Run,
  { it, path }: FhirRead<'Goal'>,
  plan: Ours,
  before: Ours | undefined,
): Promise<Taken> {
  if (ended.includes(it.lifecycleStatus) || it.lifecycleStatus === 'entered-in-error') {
    // How a goal went is said at a follow-up, by those who meet.
    run.warn(before ? 'stands' : 'ended', fhirAt(`${path}.lifecycleStatus`), it.lifecycleStatus);
    return before ? { ...before, outcome: 'same' } : { outcome: 'skipped' };
  }
  const horizon = it.category?.some(({ coding }) => coding?.some(({ code }) => code === 'long')) ? 'long' : 'short';
  const measure = it.target?.[0]?.detailString ?? wordsOf(it.target?.[0]?.measure) ?? '';
  for (const [i, other] of (it.target ?? []).entries())
    if (i > 0) run.warn('other_value', fhirAt(`${path}.target[${i}]`), other.detailString);
  const body = checked(GoalBody, { words: wordsOf(it.description) ?? '', measure, horizon, sort: 0 }, ([field]) => ({
    path: fhirAt(`${path}.${field === 'measure' ? 'target[0]' : 'description'}`),
    value: null,
  }));
  const about = await askedOfPlan(run, plan);
  if (before?.version) {
    const edited = await plans.editGoal(
      { ...about, params: { ...about.params, partId: before.id } },
      { ...body, version: before.version },
    );
    return { ...before, version: edited.version, outcome: 'changed' };
  }
  const goal = await plans.addGoal(about, body);
  return made('created', 'goal', goal.id, {
    personId: plan.personId,
    version: goal.version,
    more: { planId: plan.id },
  });
}

export interface Promised {
  readonly what: string | undefined;
  readonly code: Concept | undefined;
  readonly urgency: 'acute' | 'soon' | 'planned';
  readonly to: { kind: 'unit'; unitId: string } | { kind: 'person' } | { kind: 'relative'; relativeId: string };
  readonly dueAt: number;
  readonly path: string;
}

/** An intervention stands under a goal: the one named, else the plan's first. */
export async function addIntervention(run: Run, plan: Ours, goal: Ours, it: Promised) {
  const area = areaIn(it.code);
  if (area === undefined) run.warn('assumed', fhirAt(`${it.path}.code`), 'd2');
  const body = checked(
    InterventionBody,
    {
      goalId: goal.id,
      ...inShort(it.what ?? wordsOf(it.code) ?? ''),
      area: area ?? 'd2',
      urgency: it.urgency,
      to: it.to,
      needIds: [],
      dueAt: toIso(it.dueAt),
      sort: 0,
    },
    ([field]) => ({ path: fhirAt(field === 'what' ? `${it.path}.description` : it.path), value: null }),
  );
  return plans.addIntervention(commitments.within(run.ground, run.ledger.deadline), await askedOfPlan(run, plan), body);
}

/** A promise has a line and, where that is not enough, all the words. */
export const inShort = (words: string): { what: string; detail: string } =>
  words.length <= 300 ? { what: words, detail: '' } : { what: `${words.slice(0, 299)}…`, detail: words };

export async function takeActivity(
  run: Run,
  { path, bases }: FhirRead<'CarePlan'>,
  activity: Activity,
  index: number,
  plan: Ours,
  goals: readonly Ours[],
  before: Ours | undefined,
): Promise<Taken> {
  const detail = activity.detail ?? { status: 'unknown' as const };
  const at = `${path}.activity[${index}].detail`;
  if (before) {
    run.warn('words_stand', fhirAt(at));
    return { ...before, outcome: 'same' };
  }
  if (ended.includes(detail.status) || detail.status === 'entered-in-error') {
    run.warn('ended', fhirAt(`${at}.status`), detail.status);
    return { outcome: 'skipped' };
  }
  const [performer, ...more] = detail.performer ?? [];
  for (const [i, other] of more.entries())
    run.warn('other_value', fhirAt(`${at}.performer[${i + 1}]`), other.reference ?? other.display);
  const what = detail.description ?? wordsOf(detail.code);
  if (performer === undefined) {
    run.warn('not_kept', fhirAt(`${at}.performer`), what);
    return { outcome: 'skipped' };
  }
  if (performer.reference === undefined && performer.identifier === undefined) {
    const body = checked(OtherMeasureBody, { what: what ?? '', who: performer.display ?? '' }, ([field]) => ({
      path: fhirAt(`${at}.${field === 'who' ? 'performer[0].display' : 'description'}`),
      value: null,
    }));
    const measure = await plans.addOtherMeasure(await askedOfPlan(run, plan), body);
    return made('created', 'other_measure', measure.id, { personId: plan.personId, version: measure.version });
  }
  const who = await run.resolve(performer, bases, fhirAt(`${at}.performer[0]`));
  const end = detail.scheduledPeriod?.end;
  const dueAt = end === undefined ? undefined : instantOf(end, 'end');
  if (dueAt === undefined)
    throw refused(end === undefined ? 'missing' : 'date', fhirAt(`${at}.scheduledPeriod.end`), end);
  if (dueAt < run.now) throw refused('time_passed', fhirAt(`${at}.scheduledPeriod.end`), end);
  const named = detail.goal?.[0] && (await run.resolve(detail.goal[0], bases, fhirAt(`${at}.goal[0]`)));
  for (const [i, other] of (detail.goal ?? []).entries())
    if (i > 0) run.warn('other_value', fhirAt(`${at}.goal[${i}]`), other.reference);
  const goal = named ?? goals[0];
  if (goal === undefined) throw refused('missing', fhirAt(`${path}.goal`), null);
  const to = await receiver(run, who, `${at}.performer[0]`, plan);
  const put = await addIntervention(run, plan, goal, {
    what,
    code: detail.code,
    urgency: 'planned',
    to,
    dueAt,
    path: at,
  });
  return made('created', 'intervention', put.id, {
    personId: plan.personId,
    version: put.version,
    more: { commitmentId: put.commitmentId },
  });
}

export async function receiver(
  run: Run,
  who: Ours,
  path: string,
  about: Pick<Ours, 'personId'>,
): Promise<Promised['to']> {
  if (who.kind === 'person' && who.id === about.personId) return { kind: 'person' };
  if (who.kind === 'relative' && who.personId === about.personId) return { kind: 'relative', relativeId: who.id };
  const unit =
    who.kind === 'unit'
      ? await run.unit(who.id)
      : who.kind === 'assignment'
        ? await run.unit(String(who.more['unitId']))
        : undefined;
  if (!unit) throw refused('reference_kind', fhirAt(path), null);
  return { kind: 'unit', unitId: unit.id };
}
