import type { CallProblemCode } from './api-problem.ts';
import { ApiProblem } from './api-problem.ts';
import type { Keeping } from './command-keys.ts';
import { signal, type Signal } from './signal.ts';

/** A command that was given while the contact was cut. */
export interface Waiting {
  readonly key: string;
  /** The form or button that it was given with. A newer one from the same place takes its place. */
  readonly scope: string;
  readonly route: { readonly method: string; readonly path: string };
  readonly input: unknown;
  /** The words on the button, and the address where it was pressed. */
  readonly words: string;
  readonly page: string;
  /** Why it was refused when it came through; until then undefined. */
  readonly refused?: CallProblemCode;
}

export interface OutboxParts {
  readonly kept: Keeping;
  /** Throws ApiProblem. */
  readonly send: (one: Waiting) => Promise<unknown>;
  /** It has come through. `heard`: the page that gave it is still open and tells of it itself. */
  readonly onSent: (one: Waiting, heard: boolean) => void;
}

interface Hearing {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (problem: ApiProblem) => void;
  readonly alive: () => boolean;
}

const name = 'outbox';
/** Not refused: it has not come through, and is sent again when there is contact, or someone has signed in. */
const notThrough: ReadonlySet<CallProblemCode> = new Set(['offline', 'unavailable', 'signed_out', 'too_many']);

/**
 * What was pressed while the contact was cut, in order, each with its idempotency key. It stands in the tab's own storage, so a reload
 * loses nothing, and goes at sign-out like everything that was typed. What holds an identity number is kept in memory only.
 */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #hearing = new Map<string, Hearing>();
  readonly #secret = new Set<string>();
  #sending: Promise<void> | null = null;
  readonly all: Signal<readonly Waiting[]>;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    this.all = signal<readonly Waiting[]>(this.#read());
  }

  /** Those not yet sent. */
  waiting(): readonly Waiting[] {
    return this.all.get().filter(({ refused }) => refused === undefined);
  }

  /**
   * Keeps a command until it can be sent.
   *
   * @returns what it is answered; rejects with ApiProblem when it is refused, with code `taken_back` when it is taken back
   */
  add(one: Waiting, alive: () => boolean, secret = false): Promise<unknown> {
    const before = this.all.get().find(({ scope }) => scope === one.scope);
    if (before && before.key !== one.key)
      this.#end(before, (hearing) => hearing.reject(new ApiProblem('taken_back', 0)));
    if (secret) this.#secret.add(one.key);
    this.#write([...this.all.get().filter(({ scope }) => scope !== one.scope), one]);
    return new Promise((resolve, reject) => this.#hearing.set(one.key, { resolve, reject, alive }));
  }

  /** It is not to be sent; also puts away one that was refused. */
  takeBack(key: string): void {
    const one = this.all.get().find((it) => it.key === key);
    if (one) this.#end(one, (hearing) => hearing.reject(new ApiProblem('taken_back', 0)));
  }

  /** Puts away what was refused at a place where it has now gone well. */
  settled(scope: string): void {
    const one = this.all.get().find((it) => it.scope === scope && it.refused !== undefined);
    if (one) this.takeBack(one.key);
  }

  /** Sends what waits, one at a time in the order they were given, until one does not come through. */
  flush(): Promise<void> {
    this.#sending ??= this.#sendAll().finally(() => (this.#sending = null));
    return this.#sending;
  }

  async #sendAll(): Promise<void> {
    for (let [next] = this.waiting(); next; [next] = this.waiting()) {
      const one = next;
      try {
        const answer = await this.#parts.send(one);
        const heard = this.#hearing.get(one.key)?.alive() ?? false;
        // Taken back while it was on its way: it has happened all the same, and that is told.
        this.#end(one, (hearing) => hearing.resolve(answer));
        this.#parts.onSent(one, heard);
      } catch (error) {
        const problem = error instanceof ApiProblem ? error : new ApiProblem('fault', 500);
        if (notThrough.has(problem.code)) return;
        this.#write(this.all.get().map((it) => (it.key === one.key ? { ...it, refused: problem.code } : it)));
        this.#hearing.get(one.key)?.reject(problem);
        this.#hearing.delete(one.key);
      }
    }
  }

  #end(one: Waiting, tell: (hearing: Hearing) => void): void {
    this.#write(this.all.get().filter(({ key }) => key !== one.key));
    this.#secret.delete(one.key);
    const hearing = this.#hearing.get(one.key);
    this.#hearing.delete(one.key);
    if (hearing) tell(hearing);
  }

  #write(all: readonly Waiting[]): void {
    const open = all.filter(({ key }) => !this.#secret.has(key));
    if (open.length === 0) this.#parts.kept.removeItem(name);
    else this.#parts.kept.setItem(name, JSON.stringify(open));
    this.all.set(all);
  }

  #read(): readonly Waiting[] {
    try {
      const found: unknown = JSON.parse(this.#parts.kept.getItem(name) ?? '[]');
      return Array.isArray(found) ? (found as Waiting[]) : [];
    } catch {
      return [];
    }
  }

  /** After someone else has signed in nothing of the former is there. */
  reread(): void {
    this.all.set([...this.#read(), ...this.all.get().filter(({ key }) => this.#secret.has(key))]);
  }
}
