import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { requestText } from '../harness/load.ts';
import { kinds, plantedId, tokenOf } from '../ground/ids.ts';

const planKind = 0x29;
const goalKind = 0x3c;
const goalsEach = 10;

export interface Planned {
  readonly person: number;
  readonly unit: number;
}

/** Makes plans of the planted world large, and gives whose they are and which unit has written them. */
export async function plantPlans(owner: pg.Pool, plans: number): Promise<Planned[]> {
  const client = await owner.connect();
  try {
    await client.query(
      "set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB'; set jit = off",
    );
    await client.query(readFileSync(new URL('plans.sql', import.meta.url), 'utf8').replaceAll(':plans', String(plans)));
    const { rows } = await client.query<{ p: number; u: number }>('select p, u::int from bench.big order by p');
    await client.query('checkpoint');
    return rows.map(({ p, u }) => ({ person: p, unit: u }));
  } finally {
    // A connection with these settings must not be used for anything else.
    client.release(true);
  }
}

const cookie = (unit: number): Record<string, string> => ({ cookie: `mellanrum_session=${tokenOf(unit)}` });
const address = ({ person }: Planned): string =>
  `/api/persons/${plantedId(kinds.person, person)}/plans/${plantedId(planKind, person)}`;

/** The requests of staff at work with large plans, each on one that the own unit has written. */
export class PlanRequests {
  readonly #plans: readonly Planned[];
  /** The version that each goal stands in, by its place in the list of all. */
  readonly #versions: number[];
  #at = 0;

  constructor(plans: readonly Planned[]) {
    this.#plans = plans;
    this.#versions = plans.flatMap(() => Array.from({ length: goalsEach }, () => 30));
  }

  open(): string[] {
    return this.#plans.map((plan) => requestText('GET', address(plan), cookie(plan.unit)));
  }

  document(type: 'pdf' | 'html'): string[] {
    return this.#plans.map((plan) => requestText('GET', `${address(plan)}/document?type=${type}`, cookie(plan.unit)));
  }

  /** Edits of goals, each of another one: it names the version that the goal stands in. @returns also which goal each is of */
  saves(most: number): { texts: string[]; goals: number[] } {
    // Each request on another plan than the one before: people do not all write in one.
    const next = (): number => {
      const n = this.#at++ % this.#versions.length;
      return (n % this.#plans.length) * goalsEach + (Math.floor(n / this.#plans.length) % goalsEach);
    };
    const goals = Array.from({ length: Math.min(most, this.#versions.length) }, next);
    const texts = goals.map((at) => {
      const plan = this.#plans[Math.floor(at / goalsEach)] as Planned;
      const id = plantedId(goalKind, plan.person * goalsEach + (at % goalsEach));
      const version = this.#versions[at] ?? 0;
      const body = {
        version,
        words: `Kunna gå till affären själv, som sagt för ${version}:e gången`,
        measure: '',
        horizon: 'short',
        sort: 10,
      };
      return requestText(
        'PUT',
        `${address(plan)}/goals/${id}`,
        { ...cookie(plan.unit), 'idempotency-key': crypto.randomUUID() },
        JSON.stringify(body),
      );
    });
    return { texts, goals };
  }

  /** These have been saved. */
  saved(goals: readonly number[]): void {
    for (const at of goals) this.#versions[at] = (this.#versions[at] ?? 0) + 1;
  }
}
