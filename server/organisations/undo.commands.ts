import type { Change } from '../../contract/administration.ts';
import { toIso, type Instant } from '../../contract/kernel/time.ts';
import type { Applied, Rows } from './administration.store.ts';

/**
 * The changes that take these back, last first; null when one of them cannot be: a unit that has opened, an assignment that has begun,
 * clocks that have been moved.
 *
 * @param rows as they stood before
 */
export function undoOf(
  changes: readonly Change[],
  rows: Rows,
  done: readonly Applied[],
  now: Instant,
): Change[] | null {
  const back: Change[] = [];
  for (const [index, change] of changes.entries()) {
    const made = done[index];
    const one = made && !('stale' in made) ? inverse(change, rows, made.id, now) : null;
    if (!one) return null;
    back.unshift(one);
  }
  return back;
}

function inverse(change: Change, rows: Rows, id: string, now: Instant): Change | null {
  switch (change.do) {
    case 'unit.edit':
      return edited(change, rows.units);
    case 'way.edit':
      return edited(change, rows.ways);
    case 'assignment.edit':
      return edited(change, rows.assignments);
    case 'hour.edit':
      return edited(change, rows.hours);
    // Held on no day.
    case 'hour.add':
      return { do: 'hour.edit', id, version: 1, set: { validTo: change.validFrom } };
    case 'way.add':
      return { do: 'way.edit', id, version: 1, set: { validTo: toIso(now) } };
    case 'term.set': {
      if (change.alsoOpen) return null;
      const was = rows.terms.find((row) => row.id === id);
      if (!was) return { do: 'term.withdraw', id, version: 1 };
      const { agreementId, key, amount, unit, validFrom, source, verified } = was;
      return {
        do: 'term.set',
        agreementId,
        key,
        amount,
        unit,
        validFrom,
        source,
        verified,
        seenId: id,
        version: was.version + 1,
        alsoOpen: false,
      };
    }
    case 'staff.assign':
    case 'unit.open':
    case 'term.withdraw':
      return null;
    default:
      return change satisfies never;
  }
}

type Edit = Extract<Change, { set: object }>;
function edited<C extends Edit>(change: C, rows: readonly { id: string; version: number }[]): C | null {
  const was = rows.find(({ id }) => id === change.id) as (Record<string, unknown> & { version: number }) | undefined;
  if (!was) return null;
  return {
    ...change,
    version: was.version + 1,
    set: Object.fromEntries(Object.keys(change.set).map((key) => [key, was[key]])),
  };
}
