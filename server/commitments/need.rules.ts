import type { Commitment, Instant, LedgerEvent, Need, Party, RefusalCode } from './handover.rules.ts';

export type NeedEvent =
  | { type: 'need_opened'; needId: string; holder: string }
  | { type: 'need_closed'; needId: string; holder: string }
  | Extract<LedgerEvent, { type: 'superseded' }>;

export type NeedDecision = { ok: true; events: readonly NeedEvent[] } | { ok: false; refusal: RefusalCode };

/** A need is open from the moment it has a holder: the unit that writes it down carries it until another has accepted it. */
export function decideOpenNeed(needId: string, by: Party): NeedDecision {
  if (by.kind !== 'unit') return { ok: false, refusal: 'not_accountable' };
  return { ok: true, events: [{ type: 'need_opened', needId, holder: by.unitId }] };
}

/**
 * Only the accountable unit closes a need; handovers of it still on their way end with it.
 *
 * @param need as it stands
 * @param version the need's version now, `seen` the one the caller saw
 * @param pending handovers that name the need and are not yet answered
 * @param now epoch ms
 */
export function decideCloseNeed(
  need: Need | null,
  version: number,
  seen: number,
  pending: readonly Commitment[],
  by: Party,
  now: Instant,
): NeedDecision {
  if (!need) return { ok: false, refusal: 'not_found' };
  if (version !== seen) return { ok: false, refusal: 'stale' };
  if (!need.open || need.holder === null) return { ok: false, refusal: 'need_closed' };
  if (by.kind !== 'unit' || by.unitId !== need.holder) return { ok: false, refusal: 'not_accountable' };
  return {
    ok: true,
    events: [
      ...pending.map((p): NeedEvent => ({
        type: 'superseded',
        commitment: { ...p, state: 'withdrawn', version: p.version + 1, endedAt: now },
      })),
      { type: 'need_closed', needId: need.id, holder: need.holder },
    ],
  };
}
