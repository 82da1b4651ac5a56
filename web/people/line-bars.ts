import { fromIso, type Instant } from '../../contract/kernel/time.ts';
import type { PersonOverview } from '../../contract/people.ts';
import type { LineBar, LineTone } from '../kernel/ui/line-layout.ts';
import { isLate, weigh } from './circle-seats.ts';

type Promised = PersonOverview['promises'][number];

/** Whose lane a promise lies in: the one who is to do it. */
export function laneOf({ toKind, toUnitId, openTo }: Promised): string {
  if (toKind !== 'unit') return toKind;
  return toUnitId ?? (openTo.length === 1 ? (openTo[0] ?? 'several') : 'several');
}

function toneOf(promise: Promised, now: Instant): LineTone {
  if (promise.endedAt !== null) return promise.state === 'kept' ? 'kept' : 'ended';
  if (isLate(promise, now)) return 'late';
  if (promise.state === 'paused') return 'paused';
  return weigh(promise) === 'carried' ? 'promised' : 'offered';
}

/** A promise as a bar: from when it was asked (or promised) until it ended or is to be done; what is late goes on to now. */
export function barOf(promise: Promised, now: Instant): LineBar {
  const tone = toneOf(promise, now);
  const pending = weigh(promise) === 'pending';
  const from = fromIso(pending ? promise.offeredAt : (promise.acceptedAt ?? promise.offeredAt));
  const clock = fromIso(
    pending ? promise.answerBy : promise.state === 'paused' ? (promise.pausedUntil ?? promise.dueAt) : promise.dueAt,
  );
  const end = promise.endedAt === null ? clock : fromIso(promise.endedAt);
  const crosses = promise.kind === 'handover' && promise.fromUnitId !== null && promise.fromUnitId !== promise.toUnitId;
  return {
    key: promise.id,
    lane: laneOf(promise),
    from: Math.min(from, end),
    to: tone === 'late' ? Math.max(now, end) : end,
    lateFrom: tone === 'late' ? clock : undefined,
    tone,
    crossing:
      crosses && promise.fromUnitId !== null
        ? { from: promise.fromUnitId, at: fromIso(promise.acceptedAt ?? promise.offeredAt) }
        : undefined,
  };
}
