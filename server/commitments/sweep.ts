import { prepared } from '../kernel/db/prepared.ts';
import type { Ground } from '../kernel/db/transaction.ts';
import { move, type Deps } from './commitments.commands.ts';
import {
  climbsAt,
  gapOfDue,
  gapRow,
  gapsAround,
  personGapKinds,
  type Deadline,
  type DuePromise,
  type PersonFacts,
  type WantedGap,
} from './gaps.rules.ts';

const batch = 500;
/** How far back each ordinary round looks again, so that nothing stored late is missed. */
const overlap = 60_000;
/** Of real time between two looks at all that is open, which heal whatever the ordinary rounds may have passed by. */
const wholeEvery = 600_000;

export interface Swept {
  raised: number;
  climbed: number;
  lapsed: number;
  /** Gaps closed with a reason that are open again, and what was asked about gaps and is late. */
  reviewed: number;
  rechecked: number;
}

/** More that another room wants judged of a person (a plan without follow-up …); its kinds are raised and closed with ours. */
export interface GapSource {
  readonly kinds: readonly string[];
  judge(personId: string, now: number): Promise<{ wanted: readonly WantedGap[]; nextAt: number | null }>;
}

const clockCaller = { kind: 'system', name: 'clock' } as const;

/** Rounds of a running program's clock; now and then one that looks at everything. */
export function sweeper(ground: Ground, deadline: Deadline, sources: readonly GapSource[]): () => Promise<Swept> {
  let whole = performance.now();
  return async () => {
    const due = performance.now() - whole > wholeEvery;
    const swept = await sweep(ground, deadline, sources, due);
    if (due) whole = performance.now();
    return swept;
  };
}

/**
 * One round of the clock: promises whose time has passed become gaps, unclosed gaps climb, unanswered offers lapse, and persons whose
 * circumstances changed are judged anew. Safe to run twice and from two processes.
 *
 * @param everything look at all promises, not only those due since the last round: at start and after an outage, before the doors open
 */
export async function sweep(
  ground: Ground,
  deadline: Deadline,
  sources: readonly GapSource[] = [],
  everything = false,
): Promise<Swept> {
  const now = ground.clock.now();
  const done: Swept = { raised: 0, climbed: 0, lapsed: 0, reviewed: 0, rechecked: 0 };
  await sweepDue(ground, deadline, now, everything, done);
  await sweepReviews(ground, deadline, now, done);
  await sweepClimbs(ground, deadline, now, done);
  await sweepPersons(ground, deadline, sources, now, done);
  if (done.raised + done.climbed + done.lapsed + done.reviewed > 0) ground.ring();
  return done;
}

const iso = (instant: number): string => new Date(instant).toISOString();

async function ask<T>(ground: Ground, text: string, values: readonly unknown[]): Promise<T> {
  const { rows } = await ground.database.system.query<{ v: T }>(prepared(text, values));
  return (rows[0] as { v: T }).v;
}

async function sweepDue(
  ground: Ground,
  deadline: Deadline,
  now: number,
  everything: boolean,
  done: Swept,
): Promise<void> {
  const last = everything ? null : await ask<string | null>(ground, "select commitments.swept_to('due') as v", []);
  const from = last === null ? '-infinity' : iso(Date.parse(last) - overlap);
  for (;;) {
    const due = await ask<DuePromise[]>(
      ground,
      'select commitments.due($1::timestamptz, $2::timestamptz, $3::int) as v',
      [from, iso(now), batch],
    );
    const lapsing = due.filter(
      (d) => Date.parse(d.lapsesAt) <= now && ['offered', 'received', 'proposed'].includes(d.state),
    );
    let lapsed = 0;
    for (const d of lapsing) lapsed += await lapse(ground, deadline, d.id);
    done.lapsed += lapsed;
    const gone = new Set(lapsing.map((d) => d.id));
    const gaps = due
      .filter((d) => !gone.has(d.id))
      .map(gapOfDue)
      .filter((g) => g !== null);
    const raised =
      gaps.length > 0
        ? await ask<number>(ground, 'select commitments.raise_gaps($1::timestamptz, $2::jsonb) as v', [
            iso(now),
            JSON.stringify(gaps.map((g) => gapRow(ground, deadline, g))),
          ])
        : 0;
    done.raised += raised;
    // What cannot be done now is tried again next round, and not here for ever.
    if (due.length < batch || raised + lapsed === 0) break;
  }
  await ground.database.system.query("select commitments.mark_sweep('due', $1::timestamptz)", [iso(now)]);
}

async function lapse(ground: Ground, deadline: Deadline, id: string): Promise<number> {
  const deps: Deps = { ground, deadline };
  try {
    await move(deps, { caller: clockCaller, purpose: 'system' }, { key: `lapse-${id}`, body: id }, id, {
      action: 'lapse',
    });
    return 1;
  } catch {
    // Somebody answered in the same moment: then there is nothing to lapse, and the next round sees how it stands.
    return 0;
  }
}

async function sweepClimbs(ground: Ground, deadline: Deadline, now: number, done: Swept): Promise<void> {
  for (;;) {
    const rows = await ask<{ id: string; personId: string; level: number; climbsAt: string; municipality: string }[]>(
      ground,
      'select commitments.climbing($1::timestamptz, $2::int) as v',
      [iso(now), batch],
    );
    if (rows.length === 0) return;
    const climbs = rows.map((row) => {
      const next = climbsAt(row.level + 1, row.municipality, deadline, Date.parse(row.climbsAt));
      return { id: row.id, personId: row.personId, level: row.level + 1, climbsAt: next === null ? null : iso(next) };
    });
    const climbed = await ask<number>(ground, 'select commitments.climb_gaps($1::timestamptz, $2::jsonb) as v', [
      iso(now),
      JSON.stringify(climbs),
    ]);
    done.climbed += climbed;
    if (climbed === 0) return;
  }
}

async function sweepReviews(ground: Ground, deadline: Deadline, now: number, done: Swept): Promise<void> {
  for (;;) {
    const late = await ask<number>(ground, 'select commitments.mark_late_gap_tasks($1::timestamptz, $2::int) as v', [
      iso(now),
      batch,
    ]);
    done.reviewed += late;
    if (late < batch) break;
  }
  for (;;) {
    const rows = await ask<{ id: string; personId: string; level: number; version: number; municipality: string }[]>(
      ground,
      'select commitments.gaps_to_review($1::timestamptz, $2::int) as v',
      [iso(now), batch],
    );
    if (rows.length === 0) return;
    const again = rows.map((row) => ({
      ...row,
      climbsAt: iso(climbsAt(row.level, row.municipality, deadline, now) ?? now),
    }));
    const opened = await ask<number>(ground, 'select commitments.reopen_gaps($1::timestamptz, $2::jsonb) as v', [
      iso(now),
      JSON.stringify(again),
    ]);
    done.reviewed += opened;
    if (opened === 0) return;
  }
}

async function sweepPersons(
  ground: Ground,
  deadline: Deadline,
  sources: readonly GapSource[],
  now: number,
  done: Swept,
): Promise<void> {
  const kinds = [...personGapKinds, ...sources.flatMap((s) => s.kinds)];
  for (;;) {
    const { rows } = await ground.database.system.query<{ id: string }>(
      'select * from commitments.to_recheck($1::timestamptz, $2::int) as id',
      [iso(now), batch],
    );
    for (const { id } of rows) {
      const facts = await ask<PersonFacts>(ground, 'select commitments.person_facts($1::uuid, $2::timestamptz) as v', [
        id,
        iso(now),
      ]);
      const own = gapsAround(facts, deadline, now);
      const judged = [own, ...(await Promise.all(sources.map((s) => s.judge(id, now))))];
      const next = judged.flatMap((j) => (j.nextAt === null ? [] : [j.nextAt]));
      const wanted = judged.flatMap((j) => j.wanted.map((g) => gapRow(ground, deadline, g)));
      done.raised += await ask<number>(
        ground,
        'select commitments.settle_gaps($1::timestamptz, $2::uuid, $3::text[], $4::jsonb, $5::timestamptz) as v',
        [iso(now), id, kinds, JSON.stringify(wanted), next.length > 0 ? iso(Math.min(...next)) : null],
      );
      done.rechecked += 1;
    }
    if (rows.length < batch) return;
  }
}
