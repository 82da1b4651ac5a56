/** What a story needs to be so before it begins; made by the same commands that people use. */
import { commitmentsRoutes, type LifeArea } from '../../contract/commitments.ts';
import { identityRoutes } from '../../contract/identity.ts';
import { organisationsRoutes } from '../../contract/organisations.ts';
import { type ConsentKind, peopleRoutes } from '../../contract/people.ts';
import { planRoutes } from '../../contract/plans.ts';
import { nextPerson } from './people.ts';
import type { Tab } from './tab.ts';

const dayMs = 24 * 3_600_000;
export const inDays = (days: number): string => new Date(Date.now() + days * dayMs).toISOString();

/** A person in the own unit's circle, by the beginning of a name. */
export async function personOf(tab: Tab, name: string): Promise<string> {
  const { items } = await tab.ask(peopleRoutes.find, { body: { query: name } });
  const [found] = items;
  if (!found) throw new Error(`${tab.who} knows nobody called ${name}`);
  return found.id;
}

export async function unitOf(tab: Tab): Promise<string> {
  const { assignment } = await tab.ask(identityRoutes.me, {});
  return assignment?.unit?.id ?? '';
}
export async function unitNamed(tab: Tab, name: string): Promise<string> {
  const { units } = await tab.ask(organisationsRoutes.directory, {});
  return units.find((unit) => unit.name === name)?.id ?? '';
}

export interface Known {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
}

/** A new person whom the units of all these come to know, each on its own. */
export async function makeKnown(givenName: string, ...tabs: readonly Tab[]): Promise<Known> {
  const person = nextPerson(givenName);
  let id = '';
  for (const tab of tabs) {
    const body = { ...person, role: 'performer' as const, reason: 'Ringde själv och ville ha hjälp' };
    ({ personId: id } = await tab.ask(peopleRoutes.register, { body }));
  }
  return { id, givenName: person.givenName, familyName: person.familyName };
}

/** The person's yes, recorded by the first; disclosure and shared records between the units of all. */
export async function saysYes(personId: string, kind: ConsentKind, ...tabs: readonly [Tab, ...Tab[]]): Promise<void> {
  const named = kind === 'disclosure' || kind === 'shared_record';
  const includedUnitIds = named ? await Promise.all(tabs.map(unitOf)) : [];
  const body = { kind, decision: 'yes' as const, form: 'oral' as const, includedUnitIds, validUntil: inDays(180) };
  await tabs[0].ask(peopleRoutes.recordConsent, { params: { personId }, body });
}

export async function hasNeed(tab: Tab, personId: string, area: LifeArea, words: string): Promise<string> {
  return (await tab.ask(commitmentsRoutes.openNeed, { body: { personId, area, words } })).id;
}

export async function asks(from: Tab, to: Tab, personId: string, what: string): Promise<string> {
  const body = {
    personId,
    kind: 'request' as const,
    what,
    area: 'd5' as const,
    urgency: 'planned' as const,
    toUnitIds: [await unitOf(to)],
    dueAt: inDays(4),
  };
  return (await from.ask(commitmentsRoutes.offer, { body })).id;
}

/** The promise about the person that is called so. */
export async function promiseOf(tab: Tab, personId: string, what: string): Promise<string> {
  const { promises } = await tab.ask(peopleRoutes.overview, { params: { personId } });
  return promises.find((promise) => promise.what === what)?.id ?? '';
}

export interface KnownPlan {
  readonly planId: string;
  readonly goalIds: readonly string[];
  readonly promiseIds: readonly string[];
}

export interface OfPlan {
  readonly personId: string;
  readonly planId: string;
}

/** A promise in the plan, asked of the unit or one's own; gives the promise's id. */
export async function promisesInPlan(
  tab: Tab,
  params: OfPlan,
  goalId: string,
  what: string,
  unitId: string,
): Promise<string> {
  const body = { goalId, what, area: 'd5' as const, to: { kind: 'unit' as const, unitId }, dueAt: inDays(10) };
  return (await tab.ask(planRoutes.addIntervention, { params, body })).commitmentId;
}

/** Who is responsible (the own unit and its authority), when it is followed up, and the person's yes; gives the plan's version. */
export async function readyPlan(tab: Tab, params: OfPlan): Promise<number> {
  const responsibleUnitId = await unitOf(tab);
  const { units } = await tab.ask(organisationsRoutes.directory, {});
  const plan = await tab.ask(planRoutes.readPlan, { params });
  const body = {
    version: plan.version,
    title: plan.title,
    responsibleAuthorityId: units.find(({ id }) => id === responsibleUnitId)?.authorityId ?? '',
    responsibleUnitId,
    nextFollowUpAt: inDays(30),
    followUpForm: 'home' as const,
    personAgrees: 'yes' as const,
    noOtherMeasures: true,
  };
  return (await tab.ask(planRoutes.editHeader, { params, body })).version;
}

/** The unit that was asked says yes. */
export async function acceptsPromise(tab: Tab, id: string): Promise<void> {
  const { version } = await tab.ask(commitmentsRoutes.promise, { params: { id } });
  await tab.ask(commitmentsRoutes.move, { params: { id }, body: { action: 'accept', seen: version } });
}

/** A plan in force, with a goal and one's own promise for each of the words. */
export async function hasPlan(tab: Tab, personId: string, goals: readonly string[]): Promise<KnownPlan> {
  const { id: planId } = await tab.ask(planRoutes.startPlan, { params: { personId }, body: { title: 'Min plan' } });
  const params = { personId, planId };
  const unitId = await unitOf(tab);
  const goalIds: string[] = [];
  const promiseIds: string[] = [];
  for (const words of goals) {
    const { id: goalId } = await tab.ask(planRoutes.addGoal, { params, body: { words, horizon: 'short' } });
    promiseIds.push(await promisesInPlan(tab, params, goalId, `Hjälp på vägen: ${words}`, unitId));
    goalIds.push(goalId);
  }
  const version = await readyPlan(tab, params);
  await tab.ask(planRoutes.establishPlan, { params, body: { version } });
  return { planId, goalIds, promiseIds };
}
