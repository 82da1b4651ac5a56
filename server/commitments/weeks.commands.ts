import type { Week, WeekPromises } from '../../contract/gaps.ts';
import type { Ground, Request } from '../kernel/db/transaction.ts';
import { Refusal } from '../kernel/refusal.ts';
import { askPool } from './commitments.store.ts';
import { gapsStore, type UnitPlace } from './gaps.store.ts';
import { byAuthority, smallestPair, weekBounds, weekName, withholdSmall } from './weeks.rules.ts';

const storeOf = (ground: Ground) => gapsStore(askPool(ground.database.app));
const iso = (instant: number): string => new Date(instant).toISOString();

interface Asked {
  readonly level: 'unit' | 'authority';
  readonly week?: string | undefined;
}

/** @throws Refusal `not_found` for a week that is not among those that can be looked at */
function pickWeek(
  now: number,
  week: string | undefined,
): { bounds: readonly number[]; names: readonly string[]; pick: number } {
  const bounds = weekBounds(now);
  const names = bounds.slice(0, -1).map(weekName);
  const pick = week === undefined ? names.length : names.indexOf(week) + 1;
  if (pick === 0) throw new Refusal('not_found');
  return { bounds, names, pick };
}

const authorities = (places: readonly UnitPlace[]): ((unitId: string) => string) => {
  const all = new Map(places.map(({ id, authorityId }) => [id, authorityId]));
  return (unitId) => all.get(unitId) ?? unitId;
};

/** Who waits for whom in a week, by unit or authority. A joint group is told of others' pairs only where they are not too few to be told apart. */
export async function readWeek(ground: Ground, request: Request, asked: Asked): Promise<Week> {
  const now = ground.clock.now();
  const { bounds, names, pick } = pickWeek(now, asked.week);
  const store = storeOf(ground);
  const figures = await store.week(ground.database.sign(request.caller, request.purpose, now), bounds.map(iso), pick);
  const authorityOf = authorities(await store.places());
  const under = smallestPair(now);
  const told =
    asked.level === 'authority'
      ? { shown: byAuthority(figures.cells, authorityOf), withheld: 0 }
      : figures.joint
        ? withholdSmall(figures.cells, authorityOf, under)
        : { shown: [...figures.cells], withheld: 0 };
  return {
    now: iso(now),
    week: names[pick - 1] ?? '',
    from: iso(bounds[pick - 1] ?? now),
    to: iso(bounds[pick] ?? now),
    level: asked.level,
    joint: figures.joint,
    unitId: figures.unitId,
    weeks: names.map((week, i) => {
      const ended = figures.ends.find((end) => end.week === i + 1);
      return { week, from: iso(bounds[i] ?? now), kept: ended?.kept ?? 0, broken: ended?.broken ?? 0 };
    }),
    cells: told.shown,
    withheld: { pairs: told.withheld, under },
  };
}

/** How many promises are listed behind a figure. */
const most = 200;

/** The promises behind a figure, the worst first. Between others' units none that the figures themselves do not tell apart. */
export async function readWeekPromises(
  ground: Ground,
  request: Request,
  asked: Asked & { from: string; to: string; stood?: string | undefined },
): Promise<WeekPromises> {
  const now = ground.clock.now();
  const { bounds, pick } = pickWeek(now, asked.week);
  const store = storeOf(ground);
  const places = await store.places();
  const unitsOf = (id: string): string[] =>
    asked.level === 'unit' ? [id] : places.filter(({ authorityId }) => authorityId === id).map((place) => place.id);
  const context = ground.database.sign(request.caller, request.purpose, now);
  const shown = asked.level === 'unit' ? (await readWeek(ground, request, asked)).cells : null;
  if (shown && !shown.some(({ from, to }) => from === asked.from && to === asked.to))
    return { now: iso(now), total: 0, rows: [], previews: [] };
  const text = await store.weekPromises(
    context,
    iso(bounds[pick - 1] ?? now),
    iso(bounds[pick] ?? now),
    unitsOf(asked.from),
    unitsOf(asked.to),
    asked.stood ?? null,
    most,
  );
  const answer = JSON.parse(text) as WeekPromises;
  if (asked.level === 'unit') return answer;
  // By authority, others' promises do not tell which units: that would tell the pairs that are too few.
  return {
    ...answer,
    previews: answer.previews.map((row) => (row.id === null ? { ...row, fromUnitId: null, toUnitId: null } : row)),
  };
}
