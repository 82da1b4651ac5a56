import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { requestText } from '../harness/load.ts';
import { kinds, plantedId, tokenOf } from './ids.ts';
import { type Size, unitsOf } from './planting.ts';

/** A person, a unit of the circle and its neighbour there: each can be asked something by the other. */
interface Pair {
  readonly person: number;
  readonly from: number;
  readonly to: number;
  /** The unit that carries the person's needs. */
  readonly carries: boolean;
}

export interface Made {
  readonly id: string;
  readonly to: number;
}

/** Needs planted between measurements have ids of a time to come, so that they are known from those of the world. */
const laterNeeds = 1_000_000_000_000;

const cookie = (unit: number): Record<string, string> => ({ cookie: `mellanrum_session=${tokenOf(unit)}` });
const unitId = (unit: number): string => plantedId(kinds.unit, unit);

/** What the load consists of: the requests of the staff of some units, spread over all their persons. */
export class Requests {
  readonly units: readonly number[];
  readonly #pairs: readonly Pair[];
  readonly #handovers: readonly Pair[];
  #at = 0;
  #need = 0;

  private constructor(units: readonly number[], pairs: readonly Pair[]) {
    this.units = units;
    this.#pairs = pairs;
    this.#handovers = pairs.filter(({ carries }) => carries);
  }

  /** @param sessions how many units, at most, have someone at work: spread evenly over all of them */
  static async of(owner: pg.Pool, size: Size, sessions: number): Promise<Requests> {
    const all = unitsOf(size);
    const count = Math.min(sessions, all);
    const units = Array.from({ length: count }, (_, at) => Math.floor((at * all) / count));
    const { rows } = await owner.query<{ p: number; u: number; to_u: number; slot: number }>(
      `select c.p, c.u::int, d.u::int as to_u, c.slot from bench.circle c join bench.circle d on d.p = c.p and d.slot = (c.slot + 1) % c.size
       where c.u = any ($1) order by (c.p::bigint * 7919 + c.u) % 99991, c.p, c.u`,
      [units],
    );
    return new Requests(
      units,
      rows.map(({ p, u, to_u: to, slot }) => ({ person: p, from: u, to, carries: slot === 1 })),
    );
  }

  worklists(): string[] {
    return this.units.map((unit) => requestText('GET', '/api/worklist', cookie(unit)));
  }

  gaps(): string[] {
    return this.units.map((unit) => requestText('GET', '/api/gaps', cookie(unit)));
  }

  persons(count: number): string[] {
    return this.#next(this.#pairs, count).map(({ person, from }) =>
      requestText('GET', `/api/persons/${plantedId(kinds.person, person)}/overview`, cookie(from)),
    );
  }

  /** Requests to a unit of the same circle. Each with a key of its own. */
  offers(count: number): { texts: string[]; to: number[] } {
    const pairs = this.#next(this.#pairs, count);
    return { texts: pairs.map((pair) => offerText(pair, 'request', [])), to: pairs.map(({ to }) => to) };
  }

  /** Handovers of a need each, which is planted here with the giver carrying it. */
  async handovers(owner: pg.Pool, count: number): Promise<{ texts: string[]; to: number[] }> {
    const pairs = this.#next(this.#handovers, count);
    const first = (this.#need += count) - count;
    const needs = pairs.map((_, at) => plantedId(kinds.need, laterNeeds + first + at));
    const persons = pairs.map(({ person }) => plantedId(kinds.person, person));
    const givers = pairs.map(({ from }) => unitId(from));
    const client = await owner.connect();
    try {
      await client.query('set session_replication_role = replica');
      const from = 'from unnest($1::uuid[], $2::uuid[], $3::uuid[]) t(need, person, unit)';
      await client.query(
        `insert into commitments.need (id, person_id, area, words, state, opened_at, author_unit_id) select need, person, 'd5', 'Behöver hjälp', 'open', now(), unit ${from}`,
        [needs, persons, givers],
      );
      await client.query(
        `insert into commitments.accountability (id, person_id, need_id, unit_id, from_at, author_unit_id) select need, person, need, unit, now(), unit ${from}`,
        [needs, persons, givers],
      );
    } finally {
      client.release(true);
    }
    return {
      texts: pairs.map((pair, at) => offerText(pair, 'handover', [needs[at] ?? ''])),
      to: pairs.map(({ to }) => to),
    };
  }

  #next(pairs: readonly Pair[], count: number): Pair[] {
    return Array.from({ length: count }, () => pairs[this.#at++ % pairs.length] as Pair);
  }
}

function offerText({ person, from, to }: Pair, kind: 'request' | 'handover', needIds: readonly string[]): string {
  const body = JSON.stringify({
    personId: plantedId(kinds.person, person),
    kind,
    what: 'Hembesök och såromläggning två gånger i veckan',
    detail: 'Sårvård enligt ordination, material finns hemma. Ring innan.',
    area: 'd5',
    urgency: 'planned',
    toUnitIds: [unitId(to)],
    needIds,
    dueAt: new Date(Date.now() + 30 * 86_400_000).toISOString(),
  });
  return requestText('POST', '/api/commitments', { ...cookie(from), 'idempotency-key': randomUUID() }, body);
}

/** The receivers' yes to offers that have been made, one each. */
export const acceptTexts = (made: readonly Made[]): string[] =>
  made.map(({ id, to }) =>
    requestText(
      'POST',
      `/api/commitments/${id}/moves`,
      { ...cookie(to), 'idempotency-key': randomUUID() },
      '{"action":"accept","seen":1}',
    ),
  );

/** A promise of the unit to itself, that is due at an instant (epoch ms): it is accepted as it is made. */
export const ownPromise = (unit: number, person: number, dueAt: number) => ({
  headers: { ...cookie(unit), 'content-type': 'application/json', 'idempotency-key': randomUUID() },
  body: JSON.stringify({
    personId: plantedId(kinds.person, person),
    kind: 'request',
    what: 'Ringa upp',
    area: 'd5',
    urgency: 'planned',
    toUnitIds: [unitId(unit)],
    dueAt: new Date(dueAt).toISOString(),
  }),
});

export const cookieOf = cookie;
