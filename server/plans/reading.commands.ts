import type { z } from 'zod';
import { planActions, type planRoutes, type PlanView } from '../../contract/plans.ts';
import { asCaller, type Work } from '../kernel/db/transaction.ts';
import { Refusal } from '../kernel/refusal.ts';
import { agreementIn, approvalOf } from './approvals.commands.ts';
import { factsOf } from './facts.commands.ts';
import { iso, namesOf, reading, type Asked, type AskedOfPerson } from './frame.commands.ts';
import { newsFor } from './news.commands.ts';
import { headerOf, keptTo, listsOf, whoOf, type Names, type StoredPart } from './picture.rules.ts';
import { consentFact, isHollow, isLate, lacksOf, latestFollowUp, transitions } from './plans.rules.ts';
import type { ConsentRow, PlanRow } from './plans.store.ts';
import { signaturesOf } from './signatures.store.ts';
import * as view from './view.store.ts';

type Answer<K extends keyof typeof planRoutes> = z.output<(typeof planRoutes)[K]['response']>;
type Unit = NonNullable<PlanView['responsibleUnit']>;

/** The whole plan as it stands now, as far as the caller may read. Refusal `not_found` when the plan itself may not be read. */
export function readPlan(asked: Asked): Promise<PlanView> {
  return reading(asked, 'plan.read', { plan: asked.params.planId }, (work) => planView(work, asked));
}

/** The same inside a transaction that has logged the person. */
export async function planView(work: Work, asked: Pick<Asked, 'caller' | 'params'>): Promise<PlanView> {
  const { personId, planId } = asked.params;
  const whole = await view.wholePlan(work, personId, planId);
  const own = whole?.parts.find(({ part }) => part === 'plan');
  if (!whole || !own) throw new Refusal('not_found');
  const row = own.content as unknown as PlanRow & Record<string, string | null>;
  const { parts, last, evaluations, consents, consentsShown, seenTo, relatives } = whole;
  const agreement = agreementIn(whole, parts, work.now);
  const units = [...agreement.latest.map(({ byUnitId }) => byUnitId), ...(last?.byUnitId ? [last.byUnitId] : [])];
  const names = await namesOf(work, personId, parts, units);
  const signatures = await signaturesOf(work, personId, { id: planId, type: row['type'] });
  const facts = factsOf(row, parts, names, agreement.deputies, signatures);
  const consent = consentFact(consents.map(inInstants), 'plan', work.now);
  const latest = latestFollowUp(work.now, whole.followUpWithin);
  const isStaff = asked.caller.kind === 'staff';
  const lists = listsOf(parts, names);
  const at = (name: string): string | null =>
    typeof row[name] === 'string' ? new Date(row[name]).toISOString() : null;
  return {
    id: planId,
    personId,
    ...headerOf(own, names),
    type: row['type'],
    state: row.state,
    version: own.version,
    edition: row.edition,
    openedAt: at('opened_at') ?? '',
    establishedAt: at('established_at'),
    closedAt: at('closed_at'),
    closeReason: (row['close_reason'] ?? null) as PlanView['closeReason'],
    author: unitIn(names, row.author_unit_id) ?? nobody,
    changed: last ? { at: instantText(last.at), by: whoOf(last, names) } : null,
    consent: consentsShown ? { answer: consent.answer, validUntil: consent.validUntil } : null,
    latestFollowUpAt: latest === null ? null : iso(latest),
    late: isLate(row.state, facts.nextFollowUpAt, work.now),
    hollow: isHollow(facts),
    missing: isStaff && row.state !== 'closed' ? lacksOf(facts, work.now, latest) : [],
    actions: isStaff ? planActions.filter((action) => transitions[row.state][action] !== null) : [],
    ...lists,
    followUps: lists.followUps.map((one) => ({
      ...one,
      evaluations: evaluations
        .filter(({ followUpId }) => followUpId === one.id)
        .map(({ id, goalId, result, words, ownRating, ownWords, gas }) => ({
          id,
          goalId,
          result,
          words,
          ownRating,
          ownWords,
          gas,
        })),
    })),
    signatures: (signatures ?? []).flatMap(({ unitId, at: signedAt }) => {
      const unit = unitIn(names, unitId);
      return unit ? [{ unit, at: signedAt }] : [];
    }),
    approvals: agreement.latest.map((one) => approvalOf(one, names)),
    deputies: isStaff ? [...agreement.named] : [],
    guardiansMissing: agreement.deputies.guardiansMissing,
    own: { relativeId: asked.caller.kind === 'relative' ? asked.caller.relativeId : null, speaks: agreement.speaks },
    relatives: asked.caller.kind === 'relative' ? [] : [...relatives],
    news: await newsFor(work, asked, seenTo),
  };
}

/** Which units of the circle read the plan that the caller reads. Refusal `not_found` when the plan itself may not be read. */
export function planReaders(asked: Asked): Promise<Answer<'planReaders'>> {
  const { personId, planId } = asked.params;
  return reading(asked, 'plan.readers', { plan: planId }, async (work) => {
    const parts = await view.currentParts(work, personId, planId);
    if (parts.length === 0) throw new Refusal('not_found');
    const found = await view.readersOf(work, personId, planId);
    const units = await view.unitNames(
      work,
      found.map(({ unitId }) => unitId),
    );
    const names = new Map(units.map(({ id, name, tag }) => [id, { id, name, tag }]));
    return {
      readers: found.flatMap(({ unitId, ofMine, theirs }) => {
        const unit = names.get(unitId);
        // A part kept to named units is read by them alone, whatever else is open.
        const kept = parts.some((part) => keptTo(part)?.includes(unitId) === false);
        const reads = theirs === 0 ? 'none' : theirs < ofMine || kept ? 'some' : 'all';
        return unit ? [{ unit, reads }] : [];
      }),
    };
  });
}

const instantText = (text: string): string => new Date(text).toISOString();
const orNull = (text: string | null): string | null => (text === null ? null : instantText(text));
const inInstants = (row: ConsentRow): ConsentRow => ({
  ...row,
  validFrom: instantText(row.validFrom),
  validUntil: orNull(row.validUntil),
  withdrawnAt: orNull(row.withdrawnAt),
});

const nobody: Unit = { id: '00000000-0000-0000-0000-000000000000', name: '', tag: '–' };

function unitIn(names: Names, id: string | null): Unit | null {
  const found = names.units.get(id ?? '');
  return found ? { id: found.id, name: found.name, tag: found.tag } : null;
}

function listed(plan: view.ListedPlan, names: Names, now: number): Answer<'personPlans'>['plans'][number] {
  const { id, type, state, title, nextFollowUpAt, edition } = plan;
  const hollow = state === 'active' && !plan.hasOpenGoal && !plan.hasLiving;
  return {
    id,
    type,
    state,
    title,
    nextFollowUpAt,
    edition,
    responsibleUnit: unitIn(names, plan.responsibleUnitId),
    late: isLate(state, nextFollowUpAt === null ? null : Date.parse(nextFollowUpAt), now),
    hollow,
  };
}

const unitsOf = (plans: readonly view.ListedPlan[]): StoredPart[] =>
  plans.map(({ id, responsibleUnitId }) => ({
    part: 'plan',
    partId: id,
    version: 1,
    content: { responsible_unit_id: responsibleUnitId },
  }));

/** The person's plans, newest first. */
export function personPlans(asked: AskedOfPerson): Promise<Answer<'personPlans'>> {
  const { personId } = asked.params;
  return reading(asked, 'plan.list', {}, async (work) => {
    const plans = await view.plansOfPerson(work, personId);
    const names = await namesOf(work, personId, unitsOf(plans));
    return { plans: plans.map((plan) => listed(plan, names, work.now)) };
  });
}

const states = {
  open: ['preparing', 'active'],
  active: ['active'],
  preparing: ['preparing'],
  closed: ['closed'],
} as const;

/** Plans of the persons in the caller's circle, a page at a time. What may not be read is counted nowhere, not in a page's length either. */
export function unitPlans(
  asked: Pick<Asked, 'ground' | 'request'>,
  query: { state: keyof typeof states | 'hollow'; after?: string | undefined; limit: number },
): Promise<Answer<'unitPlans'>> {
  return asCaller(asked.ground, asked.request, async (work) => {
    if (query.state === 'hollow') return hollowPlans(work);
    const found = await view.planIdsOfMyUnit(work, states[query.state], cursorOf(query.after), query.limit + 1);
    const page = found.slice(0, query.limit);
    const personIds = [...new Set(page.map(({ personId }) => personId))];
    await work.open('plan.unit_list', personIds, 'person', { state: query.state });
    const plans =
      page.length === 0
        ? []
        : await view.plansNamed(
            work,
            page.map(({ planId }) => planId),
            personIds,
          );
    const names = await namesOf(work, personIds[0] ?? nobody.id, unitsOf(plans));
    const last = page.at(-1);
    return {
      plans: plans.map((plan) => ({
        ...listed(plan, names, work.now),
        person: { id: plan.personId, name: plan.personName },
      })),
      next: last && found.length > page.length ? Buffer.from(`${last.at}|${last.planId}`).toString('base64url') : null,
    };
  });
}

/** What waits to be closed or renewed by the caller's unit: the plans of its gaps `plan_hollow`, the same day and before the clock has seen them. */
async function hollowPlans(work: Work): Promise<Answer<'unitPlans'>> {
  const found = await view.hollowIdsOfMyUnit(work, 100);
  return {
    plans: (await rowsOf(work, 'plan.hollow_list', found)).map((plan) => ({ ...plan, hollow: true })),
    next: null,
  };
}

/** Plans named by id as rows of a list, in the order given; logged, and those that may not be read left out. */
export async function rowsOf(
  work: Work,
  action: string,
  found: readonly { personId: string; planId: string }[],
): Promise<Answer<'unitPlans'>['plans']> {
  const personIds = [...new Set(found.map(({ personId }) => personId))];
  await work.open(action, personIds, 'person', {});
  if (found.length === 0) return [];
  const plans = await view.plansNamed(
    work,
    found.map(({ planId }) => planId),
    personIds,
  );
  const names = await namesOf(work, personIds[0] ?? nobody.id, unitsOf(plans));
  const byId = new Map(plans.map((plan) => [plan.id, plan]));
  return found.flatMap(({ planId }) => {
    const plan = byId.get(planId);
    return plan ? [{ ...listed(plan, names, work.now), person: { id: plan.personId, name: plan.personName } }] : [];
  });
}

function cursorOf(text: string | undefined): { at: string; id: string } {
  if (text === undefined) return { at: '-infinity', id: nobody.id };
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString().split('|');
  const timely = at === 'infinity' || /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00$/.test(at);
  if (!timely || !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id))
    throw new Refusal('invalid', 'after', { fields: [{ path: 'after', code: 'not_a_page' }] });
  return { at, id };
}
