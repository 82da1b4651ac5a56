/**
 * One person's course of events. A lane has a clock, ids and chance of its own, so that lanes can run side by side and still give the
 * same county: what happens in one never moves a draw in another. Something that goes on is a generator that yields the instant it waits for.
 */
import type { Instant } from '../contract/kernel/time.ts';
import type { SeededRandom } from '../contract/kernel/seeded-random.ts';
import { uuid7Source } from '../contract/kernel/uuid7.ts';
import { simulatedClock, type SimulatedClock } from '../server/kernel/clock.ts';
import type { Ground, Once } from '../server/kernel/db/transaction.ts';

export type Course = AsyncGenerator<Instant, void, void>;

interface Waiting {
  readonly at: Instant;
  readonly turn: number;
  readonly course: Course;
}

export class Lane {
  readonly name: string;
  readonly random: SeededRandom;
  readonly ground: Ground;
  readonly #clock: SimulatedClock;
  readonly #waiting: Waiting[] = [];
  #turns = 0;
  #keys = 0;

  constructor(name: string, base: Ground, start: Instant, random: SeededRandom) {
    this.name = name;
    this.random = random.fork('choices');
    this.#clock = simulatedClock(start);
    const ids = random.fork('ids');
    const clock = this.#clock;
    const newId = uuid7Source({ now: () => clock.now(), random: (n) => ids.bytes(n) });
    this.ground = { database: base.database, clock, newId, ring: () => undefined };
  }

  get now(): Instant {
    return this.#clock.now();
  }

  /** A command's own identity, the same in every creation. */
  once(): Once {
    this.#keys += 1;
    const key = `county-${this.name}-${this.#keys}`;
    return { key, body: key };
  }

  /** Begins a course at an instant, or now. */
  start(course: Course, at: Instant = this.now): void {
    this.#add(Math.max(at, this.now), course);
  }

  #add(at: Instant, course: Course): void {
    this.#turns += 1;
    const one = { at, turn: this.#turns, course };
    const index = this.#waiting.findIndex((other) => other.at > at);
    this.#waiting.splice(index < 0 ? this.#waiting.length : index, 0, one);
  }

  /** When something next happens; Infinity when nothing will. */
  get next(): Instant {
    return this.#waiting[0]?.at ?? Infinity;
  }

  /** Lives until an instant, which is when the clock then stands. */
  async runUntil(until: Instant): Promise<void> {
    for (let first = this.#waiting[0]; first && first.at <= until; first = this.#waiting[0]) {
      this.#waiting.shift();
      this.#clock.set(first.at);
      const { done, value } = await first.course.next();
      if (!done) this.#add(Math.max(value, first.at + 1), first.course);
    }
    this.#clock.set(Math.max(until, this.now));
  }
}
