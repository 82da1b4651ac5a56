import { decide } from '../handover.rules.ts';
import type { Commitment, LedgerEvent } from '../handover.rules.ts';
import { isPending } from '../handover.rules.ts';
import { decideCloseNeed } from '../need.rules.ts';
import type { NeedEvent } from '../need.rules.ts';
import type { Change, Scope, World } from './world.ts';
import { needIndex, offerIndex, pair, unitIndex } from './world.ts';

export type Effect = LedgerEvent | NeedEvent | Change;

/** Everything that a protocol consists of besides the table: what a planted bug may replace. */
export interface Protocol {
  readonly decide: typeof decide;
  readonly closeNeed: typeof decideCloseNeed;
  /** The server keeps idempotency keys with the outcome. */
  readonly remembers: boolean;
  /** Which pending handovers the sweeper takes up now. It only asks; `decide` answers. */
  readonly sweeps: (offer: Commitment, now: number) => boolean;
  /** What is stored together. The shipping server stores a decision whole; a crash or a delay can fall between two transactions. */
  readonly transactions: (events: readonly Effect[]) => readonly (readonly Effect[])[];
}

export const shipping: Protocol = {
  decide,
  closeNeed: decideCloseNeed,
  remembers: true,
  sweeps: (offer, now) => isPending(offer.state) && offer.lapsesAt <= now,
  transactions: (events) => [events],
};

/** Stores the events of one transaction. */
export function store(scope: Scope, world: World, events: readonly Effect[]): World {
  let { accountable, needs, offers } = world;
  for (const event of events) {
    switch (event.type) {
      case 'offered':
        offers = [...offers, event.commitment];
        break;
      case 'moved':
      case 'superseded': {
        const slot = offerIndex(event.commitment.id);
        offers = offers.map((o, i) => (i === slot ? event.commitment : o));
        break;
      }
      case 'accountability_moved': {
        const need = needIndex(event.needId);
        accountable =
          (accountable & ~pair(scope, need, unitIndex(event.from))) | pair(scope, need, unitIndex(event.to));
        break;
      }
      case 'released':
        accountable &= ~pair(scope, event.need, event.unit);
        break;
      case 'taken':
        accountable |= pair(scope, event.need, event.unit);
        break;
      case 'need_closed': {
        const need = needIndex(event.needId);
        accountable &= ~pair(scope, need, unitIndex(event.holder));
        // As in the schema: closing is the one edit of the need's own row; who carries it stands in another.
        needs = needs.map((row, i) => (i === need ? { open: false, version: row.version + 1 } : row));
        break;
      }
      case 'need_opened':
        break;
      default:
        event satisfies never;
    }
  }
  return { ...world, accountable, needs, offers };
}
