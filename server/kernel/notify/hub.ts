import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { Refusal } from '../refusal.ts';
import type { Change, ChangeReader } from './changes.ts';
import { concerning, eventsFor, type Listener, type LiveEvent, personsOf, type Ties } from './listeners.ts';

const mostListeners = 5_000;
const mostPerSession = 10;
/** How far back a page that was cut off can resume. */
const keptBatches = 2_000;
/** With nobody listening the reading stops after this long; until then a page that is loaded anew resumes where it was. */
const idleMs = 30_000;
const askedAtOnce = 200;

export interface HubOptions {
  readonly database: Pick<Database, 'app' | 'sign'>;
  readonly clock: Clock;
  readonly reader: ChangeReader;
  /** Told of a failed reading; the next ring tries the same again. */
  readonly onError: (error: unknown) => void;
}

/** The open pages of one process, and what each is to be told. One thing at a time: a page never joins in the middle of a batch. */
export class Hub {
  readonly #options: HubOptions;
  readonly #listeners = new Set<Listener>();
  #past: { readonly number: number; readonly changes: readonly Change[] }[] = [];
  #number = 0;
  /** Names this unbroken run of numbers; a place of another run cannot be resumed. */
  #run = newRun();
  #turn: Promise<unknown> = Promise.resolve();
  #waiting = false;
  #idleSince: number | null = Number.NEGATIVE_INFINITY;
  #stopped = false;
  /** The ties as they were when each listener was last told. */
  readonly #ties = new WeakMap<Listener, NonNullable<Ties>>();
  /** Read but not yet told: kept when the database goes away in between. */
  #untold: Change[] = [];

  constructor(options: HubOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#listeners.size;
  }

  /** Where a listener stands that has heard everything until now. */
  get place(): string {
    return `${this.#run}.${this.#number}`;
  }

  /** Where one begins to follow who will read from now on. A sleeping hub wakes, so that the place is still known when its page comes. */
  async placeToBegin(): Promise<string> {
    if (this.#asleep() && !this.#stopped)
      await this.#inTurn(async () => {
        if (!this.#asleep()) return;
        await this.#tell();
        this.#idleSince = performance.now();
      });
    return this.place;
  }

  /**
   * Adds a page. It is first told what it missed since `place`, `all` when that is not known any more, and `ready`.
   *
   * @throws Refusal `signed_out`; `not_found` when the person is not the caller's to watch; `too_many`; `unavailable`
   */
  add(listener: Listener, place: string | null): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#stopped || this.#listeners.size >= mostListeners) throw new Refusal('unavailable', 'no more listeners');
      const { sessionId } = listener.caller;
      const already = [...this.#listeners].filter(({ caller }) => caller.sessionId === sessionId).length;
      if (already >= mostPerSession) throw new Refusal('too_many', 'open pages');
      const [ties] = await this.#ask([listener]);
      if (!ties) throw new Refusal('signed_out');
      if (personsOf(listener).some((person) => (ties[person] ?? null) === null))
        throw new Refusal('not_found', 'no tie to watch');
      if (this.#idleSince !== null) await this.#tell();
      const missed = this.#since(place);
      const ready: LiveEvent = { topic: 'ready' };
      listener.send(
        missed === null
          ? [{ topic: 'all' }, ready]
          : [...eventsFor(listener, concerning(listener, missed), ties), ready],
        this.place,
      );
      this.#ties.set(listener, ties);
      this.#listeners.add(listener);
      this.#idleSince = null;
    });
  }

  remove(listener: Listener): void {
    if (this.#listeners.delete(listener) && this.#listeners.size === 0) this.#idleSince = performance.now();
  }

  /** Reads what is new and tells whom it concerns. Rings while one reading runs become one more reading. */
  ring(): void {
    if (this.#waiting || this.#stopped || this.#asleep()) return;
    this.#waiting = true;
    this.#inTurn(async () => {
      this.#waiting = false;
      await this.#tell();
    }).catch((error: unknown) => this.#options.onError(error));
  }

  /**
   * Ends the pages whose session or assignment has ended.
   *
   * @param beat also shows the others where they are, which keeps their connections alive
   */
  async check(beat: boolean): Promise<void> {
    await this.#inTurn(async () => {
      const listeners = [...this.#listeners];
      const answers = await this.#ask(listeners, false);
      listeners.forEach((listener, i) => {
        if (!answers[i]) this.#end(listener);
        else if (beat) listener.send([], this.place);
      });
    });
  }

  /** At a sign-out in this process: at once, without waiting for the next check. */
  endSession(sessionId: string): void {
    for (const listener of this.#listeners) if (listener.caller.sessionId === sessionId) this.#end(listener);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const listener of this.#listeners) this.#end(listener);
    await this.#turn.catch(() => undefined);
  }

  async #tell(): Promise<void> {
    if (this.#asleep()) {
      this.#options.reader.reset();
      [this.#run, this.#number, this.#past, this.#untold] = [newRun(), 0, [], []];
      await this.#options.reader.read();
      return;
    }
    this.#untold = this.#untold.concat(await this.#options.reader.read());
    const changes = this.#untold;
    if (changes.length === 0) return;
    const concerned = [...this.#listeners].filter((listener) => concerning(listener, changes).length > 0);
    const answers = await this.#ask(concerned);
    this.#untold = [];
    this.#number += 1;
    this.#past.push({ number: this.#number, changes });
    if (this.#past.length > keptBatches) this.#past.shift();
    concerned.forEach((listener, i) => {
      const ties = answers[i];
      if (!ties) return this.#end(listener);
      const events = eventsFor(listener, concerning(listener, changes), ties, this.#ties.get(listener));
      this.#ties.set(listener, ties);
      if (events.length > 0) listener.send(events, this.place);
    });
  }

  /** Asks the database, for each listener, whether it may still be told. Nothing is sent unless it answers. */
  async #ask(listeners: readonly Listener[], withPersons = true): Promise<Ties[]> {
    const { database, clock } = this.#options;
    const answers: Ties[] = [];
    for (let at = 0; at < listeners.length; at += askedAtOnce) {
      const asked = listeners.slice(at, at + askedAtOnce).map((listener) => ({
        context: database.sign(listener.caller, listener.caller.kind === 'staff' ? 'care' : 'own', clock.now()),
        persons: withPersons ? personsOf(listener) : [],
      }));
      const { rows } = await database.app.query<{ still: Ties[] }>('select notify.still($1::jsonb) as still', [
        JSON.stringify(asked),
      ]);
      answers.push(...(rows[0]?.still ?? []));
    }
    return answers;
  }

  /** The changes after a place, or null when it is of another run or too long ago. */
  #since(place: string | null): Change[] | null {
    if (place === null) return [];
    const [run, text] = place.split('.');
    const number = Number(text);
    const oldest = this.#past[0]?.number ?? this.#number + 1;
    if (run !== this.#run || !Number.isInteger(number) || number > this.#number || number < oldest - 1) return null;
    return this.#past.filter((batch) => batch.number > number).flatMap(({ changes }) => changes);
  }

  #asleep(): boolean {
    return this.#idleSince !== null && performance.now() - this.#idleSince > idleMs;
  }

  #end(listener: Listener): void {
    this.remove(listener);
    listener.end();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work, work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

const newRun = (): string => randomBytes(6).toString('hex');
