import { decide, sameParty } from '../handover.rules.ts';
import { small } from './scopes.ts';
import { plant, events, blind, seesNewest, believesGiver, fromOf, releaseThenTake } from './planting.ts';
import type { Plant } from './planting.ts';

/** Mistakes about who may say yes, when, and what moves by it. */
export const acceptPlants: readonly Plant[] = [
  plant('accept in two transactions: release, then take', { transactions: releaseThenTake }, 'movesOnlyAtAccept', 2),
  plant(
    'the same, by someone who looks only at the state',
    { transactions: releaseThenTake },
    'exactlyOne',
    2,
    small.promises,
    ['exactlyOne'],
  ),
  plant(
    'accept without looking at the state',
    { decide: blind('accept', (_, c) => ({ commitment: { ...c, state: 'offered' } })) },
    'movesOnlyAtAccept',
    3,
  ),
  plant('accept ignores the version seen', { decide: seesNewest }, 'staleChangesNothing', 4),
  plant(
    'accept takes a later time',
    {
      decide: (l, c, now) =>
        c.type === 'accept' && c.dueAt !== undefined && l.commitment
          ? decide({ ...l, commitment: { ...l.commitment, dueAt: Math.max(l.commitment.dueAt, c.dueAt) } }, c, now)
          : decide(l, c, now),
    },
    'notLaterThanAsked',
    2,
  ),
  plant('accept ignores who carries the need', { decide: believesGiver('accept') }, null, 0),
  plant(
    'the receiver agrees to its own proposal',
    { decide: (l, c, now) => decide(l, c.type === 'agree' && l.commitment ? { ...c, by: l.commitment.from } : c, now) },
    'ownYes',
    3,
  ),
  plant(
    "the giver accepts on the receiver's behalf",
    {
      decide: (l, c, now) =>
        decide(
          l,
          c.type === 'accept' && l.commitment && sameParty(c.by, l.commitment.from) ? { ...c, by: l.commitment.to } : c,
          now,
        ),
    },
    'ownYes',
    2,
  ),
  plant(
    'accept in a closed unit',
    { decide: blind('accept', () => ({ receiverOpen: true })) },
    'takerMayTake',
    3,
    small.closing,
  ),
  plant(
    'accept after the basis has ended',
    { decide: blind('accept', () => ({ basisHolds: true })) },
    'takerMayTake',
    3,
    small.closing,
  ),
  plant(
    'an accepted handover moves only its first need',
    { decide: events((list) => list.filter((e, i) => e.type !== 'accountability_moved' || i === 1)) },
    'acceptMovesAll',
    2,
    small.twoNeeds,
  ),
  plant(
    'an offer to several can be taken twice',
    {
      decide: blind('accept', (l, c) =>
        c.state === 'accepted' && c.openTo.length > 0
          ? {
              commitment: { ...c, state: 'offered', acceptedAt: null, to: { kind: 'any' } },
              needs: l.needs.map((n) => ({ ...n, holder: fromOf(c) })),
            }
          : {},
      ),
    },
    'movesOnlyAtAccept',
    3,
    small.several,
  ),
];
