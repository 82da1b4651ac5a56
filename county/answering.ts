/** How units answer each other: some at once, some when they get to it, a few not at all until somebody higher up asks. */
import type { CommitmentState } from '../contract/commitments.ts';
import type { Instant } from '../contract/kernel/time.ts';
import type { SeededRandom } from '../contract/kernel/seeded-random.ts';
import type { Moved } from '../server/commitments/index.ts';
import type { Deeds, NewOffer } from './deeds.ts';
import type { Course } from './lane.ts';
import type { Place } from './stage.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface Habit {
  /** Minutes of working time until somebody looks, at least and at most. */
  readonly looks: readonly [number, number];
  readonly silence: number;
  readonly declines: number;
  readonly late: number;
}

const habits: readonly (Habit & { readonly share: number })[] = [
  { share: 45, looks: [10, 110], silence: 0.03, declines: 0.1, late: 0.06 },
  { share: 33, looks: [40, 330], silence: 0.07, declines: 0.12, late: 0.12 },
  { share: 16, looks: [150, 900], silence: 0.14, declines: 0.16, late: 0.22 },
  { share: 6, looks: [300, 2400], silence: 0.3, declines: 0.2, late: 0.35 },
];

/** A unit's way of working, its own for the whole county. */
export function habitsOf(random: SeededRandom): (place: Place) => Habit {
  const known = new Map<string, Habit>();
  return (place) => {
    const habit = known.get(place.key) ?? random.fork(place.key).weighted(habits, ({ share }) => share);
    known.set(place.key, habit);
    return habit;
  };
}

/** What the parties know of a promise while it lives. */
export interface Promised {
  moved: Moved;
  state: CommitmentState;
  readonly giver: Place;
  readonly offer: NewOffer;
  /** The unit that has it. */
  taker: Place;
  dueAt: Instant;
}

const declined = [
  ['no_capacity', 'Vi hinner inte den veckan. Fråga gärna igen från måndag.'],
  ['outside_assignment', 'Det ligger utanför vårt uppdrag, se överenskommelsen.'],
  ['wrong_receiver', 'Adressen hör till en annan grupp.'],
  ['needs_more_information', 'Hur ofta, och vad gör vi om det blir sämre?'],
  ['person_declines', 'Personen tackade nej när vi ringde.'],
] as const;
const failed = [
  ['no_capacity', 'Två sjuka i gruppen. Vi ringde och sköt på besöket.'],
  ['not_at_home', 'Ingen öppnade. Nytt försök i morgon.'],
  ['person_declined', 'Orkade inte i dag.'],
  ['in_hospital', 'Inlagd i natt.'],
  ['staff_absent', 'Sjuksköterskan var hos en annan person tills ambulansen kom.'],
] as const;

export interface Answers {
  readonly habitOf: (place: Place) => Habit;
}

/** From the offer to its end. `then` is told each time its state has changed. */
export async function* promise(
  deeds: Deeds,
  { habitOf }: Answers,
  promised: Promised,
  then: (promised: Promised) => void = () => undefined,
): Course {
  const { random } = deeds.lane;
  const { giver, offer } = promised;
  const receiver = random.pick(offer.to);
  /** A signal is nobody's to take back or to bargain about. */
  const bargain = giver !== receiver;
  const habit = habitOf(receiver);
  const acute = offer.urgency === 'acute';
  const turn = async (by: Place, body: Parameters<Deeds['move']>[2]): Promise<boolean> => {
    const moved = await deeds.move(by, promised.moved, body);
    if (!moved) return false;
    promised.moved = moved;
    promised.state = moved.state;
    then(promised);
    return true;
  };
  const silent = random.chance(acute ? habit.silence / 3 : habit.silence);
  // The giver takes some of what nobody has answered back.
  if (bargain && random.chance(silent ? 0.3 : 0.05)) {
    yield deeds.open(giver, deeds.now + random.int(2, silent ? 90 : 5) * HOUR);
    if (promised.state === 'offered')
      await turn(giver, {
        action: 'withdraw',
        reason: random.pick(['other_solution', 'no_longer_needed', 'sent_by_mistake']),
        note: 'Det löste sig på annat håll.',
      });
    return;
  }
  const delay = silent
    ? random.pick([20, 34, 60, 90, 130, 230, 300, 2000]) * HOUR
    : random.int(...habit.looks) * (acute ? 0.15 : 1) * MINUTE;
  yield acute && !silent ? deeds.now + Math.round(delay) : deeds.open(receiver, deeds.now + Math.round(delay));
  if (offer.to.length === 1 && random.chance(0.35)) {
    if (!(await turn(receiver, { action: 'receive' }))) return;
    yield deeds.open(receiver, deeds.now + random.int(2, 40) * MINUTE);
  }
  const lot = random.next();
  if (lot < habit.declines) {
    const [reason, note] = random.pick(declined);
    await turn(receiver, { action: 'decline', reason, note });
    return;
  }
  if (lot < habit.declines + 0.1 && bargain && offer.to.length === 1) {
    const dueAt = offer.dueAt + random.int(1, 6) * DAY;
    if (!(await turn(receiver, { action: 'propose', dueAt: iso(dueAt), note: 'Vi kan, men inte förrän då.' }))) return;
    yield deeds.open(giver, deeds.now + random.int(30, 30 * 60) * MINUTE);
    if (
      !(await turn(giver, random.chance(0.85) ? { action: 'agree' } : { action: 'withdraw', reason: 'other_solution' }))
    )
      return;
    promised.dueAt = dueAt;
  } else if (!(await turn(receiver, { action: 'accept' }))) return;
  promised.taker = receiver;
  if (promised.state === 'accepted') yield* carryOut(deeds, habit, promised, turn);
}

async function* carryOut(
  deeds: Deeds,
  habit: Habit,
  promised: Promised,
  turn: (by: Place, body: Parameters<Deeds['move']>[2]) => Promise<boolean>,
): Course {
  const { random } = deeds.lane;
  const { taker } = promised;
  const left = Math.max(promised.dueAt - deeds.now, HOUR);
  if (left > 3 * DAY && random.chance(0.08)) {
    yield deeds.open(taker, deeds.now + Math.round(left * 0.3));
    const until = deeds.now + random.int(2, 8) * DAY;
    if (
      !(await turn(taker, {
        action: 'pause',
        reason: random.pick(['in_hospital', 'away', 'person_wishes']),
        until: iso(until),
        note: 'Vilar så länge.',
      }))
    )
      return;
    yield deeds.open(taker, random.chance(0.75) ? until - random.int(1, 20) * HOUR : until + random.int(1, 5) * DAY);
    if (!(await turn(taker, { action: 'resume' }))) return;
  }
  const late = random.chance(habit.late);
  const when = late
    ? promised.dueAt + random.pick([5, 14, 30, 70, 140, 520]) * HOUR
    : deeds.now + Math.round(left * (0.3 + 0.6 * random.next()));
  yield deeds.open(taker, when);
  if (random.chance(0.88)) await turn(taker, { action: 'keep' });
  else {
    const [reason, note] = random.pick(failed);
    await turn(taker, { action: 'fail', reason, note });
  }
}

const iso = (at: Instant): string => new Date(at).toISOString();
