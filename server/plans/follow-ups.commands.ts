import type { z } from 'zod';
import type { followUpRoutes, FollowUpStood } from '../../contract/follow-ups.ts';
import { smallestPair } from '../commitments/index.ts';
import { asCaller } from '../kernel/db/transaction.ts';
import { Refusal } from '../kernel/refusal.ts';
import { byAuthority, monthsAround, withholdSmall } from './follow-ups.rules.ts';
import * as store from './follow-ups.store.ts';
import { iso, type Asked } from './frame.commands.ts';
import { rowsOf } from './reading.commands.ts';

type Answer<K extends keyof typeof followUpRoutes> = z.output<(typeof followUpRoutes)[K]['response']>;
type OfUnit = Pick<Asked, 'ground' | 'request'>;
/** How many plans are listed behind a figure. */
const most = 100;

/** Follow-ups by month and unit or authority: one's own unit's, or for a joint group those of its municipalities. Nothing of a person stands in them. */
export function followUpFigures(
  { ground, request }: OfUnit,
  level: 'unit' | 'authority',
): Promise<Answer<'followUpFigures'>> {
  return asCaller(ground, request, async (work) => {
    await work.open('follow_up.figures', [], 'list', { level });
    const { names, bounds } = monthsAround(work.now);
    const figures = await store.followUpFigures(work, bounds.map(iso));
    const authorities = await store.authoritiesOf(work, [...new Set(figures.cells.map(({ unitId }) => unitId))]);
    const authorityOf = (unitId: string): string => authorities.get(unitId) ?? unitId;
    const cells = figures.cells.flatMap(({ month, unitId, ...counts }) => {
      const name = names[month - 1];
      return name === undefined ? [] : [{ month: name, id: unitId, ...counts }];
    });
    const under = smallestPair(work.now);
    const told =
      level === 'authority'
        ? { shown: byAuthority(cells, authorityOf), withheld: 0 }
        : figures.joint
          ? withholdSmall(cells, authorityOf, under)
          : { shown: cells, withheld: 0 };
    return {
      now: iso(work.now),
      level,
      joint: figures.joint,
      unitId: figures.unitId,
      months: [...names],
      cells: told.shown,
      withheld: { cells: told.withheld, under },
    };
  });
}

/** The plans behind a figure of the own unit; those that the caller may not read are not there. */
export function followUpPlans(
  { ground, request }: OfUnit,
  asked: { month: string; stood: FollowUpStood },
): Promise<Answer<'followUpPlans'>> {
  return asCaller(ground, request, async (work) => {
    const { names, bounds } = monthsAround(work.now);
    const at = names.indexOf(asked.month);
    const [from, to] = [bounds[at], bounds[at + 1]];
    if (from === undefined || to === undefined) throw new Refusal('not_found');
    return {
      plans: await rowsOf(
        work,
        'follow_up.plans',
        await store.plansBehind(work, iso(from), iso(to), asked.stood, most),
      ),
    };
  });
}
