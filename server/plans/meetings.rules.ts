import type { CommitmentState } from '../../contract/commitments.ts';
import type { MeetingAction, MeetingState, PartyAnswer, ProposedTime } from '../../contract/meetings.ts';
import { dateOfDayNumber, dayNumberOf, weekdayOf } from '../../contract/kernel/calendar-days.ts';
import { isWorkingDay } from '../../contract/kernel/holidays.ts';
import { dateInStockholm, stockholmInstant, toStockholm, type Instant } from '../../contract/kernel/time.ts';

const no = null;

/** State x action. Every cell is answered; null is refused. The same table stands in the database (`plans.meeting_transition`). */
export const meetingTransitions = {
  called: { move: 'called', call_more: 'called', hold: 'held', cancel: 'cancelled' },
  held: { move: no, call_more: no, hold: no, cancel: no },
  cancelled: { move: no, call_more: no, hold: no, cancel: no },
} as const satisfies Record<MeetingState, Record<MeetingAction, MeetingState | null>>;

type Said = Exclude<PartyAnswer, 'waiting' | 'silent' | 'called_off'>;
export type AnswerMove = 'accept' | 'retract' | 'propose' | 'decline' | 'fail';
const unanswered = {
  comes: ['accept'],
  sends_other: ['accept'],
  other_time: ['propose'],
  cannot: ['decline'],
} as const satisfies Record<Said, readonly AnswerMove[]>;
/** A yes that does not hold is a promise not kept; who comes in one's place changes nothing of it. */
const promised = { comes: [], sends_other: [], other_time: ['fail'], cannot: ['fail'] } as const satisfies Record<
  Said,
  readonly AnswerMove[]
>;
/** What the ledger has ended it does not open again: what is said after that is seen on the meeting. */
const ended = { comes: [], sends_other: [], other_time: [], cannot: [] } as const satisfies Record<
  Said,
  readonly AnswerMove[]
>;

/** State of the called unit's promise x answer: the moves that the answer is. Nobody's answer is the last until the meeting is held. */
export const answerMoves: Readonly<Record<CommitmentState, Readonly<Record<Said, readonly AnswerMove[]>>>> = {
  offered: unanswered,
  received: unanswered,
  proposed: {
    comes: ['retract', 'accept'],
    sends_other: ['retract', 'accept'],
    other_time: ['propose'],
    cannot: ['decline'],
  },
  accepted: promised,
  paused: promised,
  kept: ended,
  not_kept: ended,
  declined: ended,
  withdrawn: ended,
  lapsed: ended,
};
export const movesFor = (state: CommitmentState, said: Said): readonly AnswerMove[] => answerMoves[state][said];

/** A fixed meeting hour of an agreement: weekday 1 (Monday) to 7, Swedish clock as `HH:MM`. */
export interface FixedHour {
  readonly weekday: number;
  readonly from: string;
  readonly to: string;
}
/** A span of a unit's time, epoch ms. */
export interface UnitTime {
  readonly unitId: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}
export interface TimesAsked {
  readonly unitIds: readonly string[];
  readonly minutes: number;
  /** Not before (epoch ms). */
  readonly from: Instant;
  /** Not after: when the meeting must be held at the latest, or null. */
  readonly latest: Instant | null;
}

const MINUTE = 60_000;
const step = 30;
const lookAheadDays = 42;
const shown = 8;
/** When nobody has said anything: on working days, at hours when most are at work. */
const ordinary: readonly FixedHour[] = [1, 2, 3, 4, 5].flatMap((weekday) => [
  { weekday, from: '09:00', to: '12:00' },
  { weekday, from: '13:00', to: '16:00' },
]);

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/**
 * Times to meet, the best first: nobody known to be busy, most units known to be free, in an agreement's fixed hours, soonest. At most two a
 * day, so that there is something to choose between.
 *
 * @param fixed the agreements' fixed hours; used on working days only
 * @param free what units have marked as free
 * @param busy meetings that units have said yes to
 * @returns instants as ISO 8601 UTC; units by id
 */
export function proposeTimes(
  asked: TimesAsked,
  fixed: readonly FixedHour[],
  free: readonly UnitTime[],
  busy: readonly UnitTime[],
): ProposedTime[] {
  const length = asked.minutes * MINUTE;
  const until = Math.min(asked.latest ?? Number.POSITIVE_INFINITY, asked.from + lookAheadDays * 24 * 60 * MINUTE);
  const starts = new Map<Instant, boolean>();
  for (const hours of [ordinary, fixed])
    for (const start of startsIn(hours, asked, until)) starts.set(start, hours === fixed);
  for (const { startsAt, endsAt } of free)
    for (let at = startsAt; at + length <= endsAt; at += step * MINUTE)
      if (at >= asked.from && at + length <= until && !starts.has(at)) starts.set(at, false);
  const judged = [...starts].map(([start, isFixed]) => {
    const end = start + length;
    const covers = (one: UnitTime): boolean => one.startsAt <= start && one.endsAt >= end;
    const meets = (one: UnitTime): boolean => one.startsAt < end && one.endsAt > start;
    const those = (times: readonly UnitTime[], holds: (one: UnitTime) => boolean): string[] => {
      const found = new Set(times.filter(holds).map(({ unitId }) => unitId));
      return asked.unitIds.filter((id) => found.has(id));
    };
    return { start, fixed: isFixed, busy: those(busy, meets), free: those(free, covers) };
  });
  judged.sort(
    (a, b) =>
      a.busy.length - b.busy.length ||
      b.free.length - a.free.length ||
      Number(b.fixed) - Number(a.fixed) ||
      a.start - b.start,
  );
  const perDay = new Map<string, number>();
  const chosen: ProposedTime[] = [];
  for (const one of judged) {
    const { date } = toStockholm(one.start);
    const taken = perDay.get(date) ?? 0;
    if (taken === 2 || chosen.length === shown) continue;
    perDay.set(date, taken + 1);
    chosen.push({
      startsAt: new Date(one.start).toISOString(),
      endsAt: new Date(one.start + length).toISOString(),
      fixed: one.fixed,
      free: one.free.filter((id) => !one.busy.includes(id)),
      busy: one.busy,
    });
  }
  return chosen;
}

function* startsIn(hours: readonly FixedHour[], { from, minutes }: TimesAsked, until: Instant): Generator<Instant> {
  const first = dayNumberOf(dateInStockholm(from));
  const last = dayNumberOf(dateInStockholm(until));
  for (let day = first; day <= last; day++) {
    const date = dateOfDayNumber(day);
    if (!isWorkingDay(date)) continue;
    for (const hour of hours) {
      if (hour.weekday !== weekdayOf(day)) continue;
      for (let at = minutesOf(hour.from); at + minutes <= minutesOf(hour.to); at += step) {
        const start = stockholmInstant(date, clockOf(at));
        if (start >= from && start + minutes * MINUTE <= until) yield start;
      }
    }
  }
}
