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

/** A plan in force, with a goal and one's own promise for each of the words. */
export async function hasPlan(tab: Tab, personId: string, goals: readonly string[]): Promise<KnownPlan> {
  const { id: planId } = await tab.ask(planRoutes.startPlan, { params: { personId }, body: { title: 'Min plan' } });
  const params = { personId, planId };
  const me = await tab.ask(identityRoutes.me, {});
  const unitId = me.assignment?.unit?.id ?? '';
  const { units } = await tab.ask(organisationsRoutes.directory, {});
  const authorityId = units.find(({ id }) => id === unitId)?.authorityId ?? '';
  const goalIds: string[] = [];
  const promiseIds: string[] = [];
  for (const words of goals) {
    const { id: goalId } = await tab.ask(planRoutes.addGoal, { params, body: { words, horizon: 'short' } });
    const body = {
      goalId,
      what: `Hjälp på vägen: ${words}`,
      area: 'd5' as const,
      to: { kind: 'unit' as const, unitId },
      dueAt: inDays(10),
    };
    const { commitmentId } = await tab.ask(planRoutes.addIntervention, { params, body });
    goalIds.push(goalId);
    promiseIds.push(commitmentId);
  }
  const plan = await tab.ask(planRoutes.readPlan, { params });
  const { version } = await tab.ask(planRoutes.editHeader, {
    params,
    body: {
      version: plan.version,
      title: 'Min plan',
      responsibleAuthorityId: authorityId,
      responsibleUnitId: unitId,
      nextFollowUpAt: inDays(30),
      followUpForm: 'home',
      personAgrees: 'yes',
      noOtherMeasures: true,
    },
  });
  await tab.ask(planRoutes.establishPlan, { params, body: { version } });
  return { planId, goalIds, promiseIds };
}
