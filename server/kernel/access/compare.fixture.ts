import fc from 'fast-check';
import type pg from 'pg';
import type { SignContext } from './context.ts';
import { mayEnter, mayKnow, mayRead, mayWrite } from './may-read.ts';
import { look, plant, type Seen } from './plant.fixture.ts';
import { spellOut, worlds, type Case, type Spec } from './random-world.fixture.ts';

export type County = Parameters<typeof spellOut>[2];
/** table or basis → [allowed, denied] */
export type Tally = Map<string, [number, number]>;

const count = (tally: Tally, key: string, allowed: boolean): void => {
  const both = tally.get(key) ?? [0, 0];
  both[allowed ? 0 : 1] += 1;
  tally.set(key, both);
};

/** What the database showed against what the law says. Empty when they agree. */
function differences(
  { world, caller, purpose, logged }: Case,
  seen: Seen,
  how: 'person' | 'list',
  tally?: Tally,
): string[] {
  const enters = mayEnter(world, caller);
  if (tally) count(tally, 'enter', enters);
  if (seen.refused || !enters)
    return !seen.refused === enters ? [] : [`enter: law ${enters ? 'yes' : 'no'}, database ${seen.refused ?? 'yes'}`];
  const asked = { caller, purpose, how, logged };
  const found: string[] = [];
  const shown = new Map<string, Set<string>>();
  const bases = new Map((seen.access ?? []).map((a) => [`${a.person} ${a.author ?? ''}`, a.basis ?? a.tie]));
  for (const row of world.rows) {
    let ids = shown.get(row.table);
    if (!ids) shown.set(row.table, (ids = new Set(seen[row.table] as string[] | null)));
    const law = mayRead(world, asked, row);
    if (tally) {
      count(tally, row.table, law.allowed);
      count(tally, `basis ${law.basis ?? 'none'}`, law.allowed);
    }
    if (ids.delete(row.id) !== law.allowed)
      found.push(`${how}: ${row.table} ${JSON.stringify(row)}: law ${law.allowed ? `yes, ${law.basis}` : 'no'}`);
    const basis = bases.get(`${row.person} ${row.author}`);
    if (
      how === 'person' &&
      caller.kind === 'staff' &&
      law.allowed &&
      law.basis !== 'party' &&
      row.author &&
      basis !== law.basis
    )
      found.push(`basis ${basis} for ${law.basis}`);
  }
  for (const [table, left] of shown) if (left.size > 0) found.push(`${how}: ${table}: ${left.size} rows from nowhere`);
  for (const person of world.persons.keys()) {
    const tie = mayKnow(world, caller, person);
    if (tally) count(tally, `tie ${tie}`, tie !== null);
    const writes = new Set(seen.writable).has(person);
    if (writes !== mayWrite(world, asked, person)) found.push(`${how}: write ${writes ? 'allowed' : 'refused'}`);
    if (how === 'person' && logged.includes(person) && bases.get(`${person} `) !== (tie ?? undefined))
      found.push(`tie ${bases.get(`${person} `)} for ${tie}`);
  }
  return found;
}

let serial = 0;

/** Plants the worlds in one transaction that is rolled back, and gives the differences of each. */
export async function compare(
  client: pg.ClientBase,
  sign: SignContext,
  county: County,
  specs: readonly Spec[],
  tally?: Tally,
): Promise<string[][]> {
  const cases = specs.map((spec) => spellOut(spec, serial++, county));
  await client.query('begin');
  try {
    await plant(client, cases);
    const seen = await look(client, sign, cases);
    return cases.map((c, i) => [
      ...differences(c, seen[i]?.[0] ?? {}, 'person', tally),
      ...differences(c, seen[i]?.[1] ?? {}, 'list', tally),
    ]);
  } finally {
    await client.query('rollback');
  }
}

export interface Found {
  /** How many worlds it took. */
  readonly worlds: number;
  readonly spec: Spec;
  readonly differences: readonly string[];
}

/** Goes through `numRuns` worlds of a seed, from the one numbered `from` on, on the clients given; null when all agree, else the first that does not, shrunk when asked. */
export async function search(
  clients: readonly pg.ClientBase[],
  sign: SignContext,
  county: County,
  options: { seed: number; numRuns: number; batch: number; shrink: boolean; from?: number; tally?: Tally },
): Promise<Found | null> {
  const { seed, numRuns, batch, from: start = 0 } = options;
  const all = fc.sample(worlds, { seed, numRuns, ...(start > 0 ? { path: String(start) } : {}) });
  let next = 0;
  let first = Infinity;
  const worker = async (client: pg.ClientBase): Promise<void> => {
    while (next < all.length && first === Infinity) {
      const from = next;
      next += batch;
      const wrong = (await compare(client, sign, county, all.slice(from, from + batch), options.tally)).findIndex(
        (d) => d.length > 0,
      );
      if (wrong >= 0) first = Math.min(first, from + wrong);
    }
  };
  await Promise.all(clients.map(worker));
  const bad = all[first];
  const client = clients[0];
  if (!bad || !client) return null;
  let spec = bad;
  if (options.shrink) {
    const property = fc.asyncProperty(worlds, async (s) => (await compare(client, sign, county, [s]))[0]?.length === 0);
    const details = await fc.check(property, { seed, path: `${start + first}`, endOnFailure: false });
    spec = details.counterexample?.[0] ?? bad;
  }
  return { worlds: start + first + 1, spec, differences: (await compare(client, sign, county, [spec]))[0] ?? [] };
}

/** A found world in words, short enough to read. */
export function tell(found: Found): string {
  return `after ${found.worlds} worlds\n${JSON.stringify(found.spec)}\n${found.differences.slice(0, 5).join('\n')}`;
}
