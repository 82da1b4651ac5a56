import type { Caller } from '../access/context.ts';
import type { Change } from './changes.ts';

export type SignedInCaller = Exclude<Caller, { kind: 'system' }>;

/** What a page is told: that something it shows may have changed. No person data, and an id only of the person it asked to watch. */
export interface LiveEvent {
  /** `ready`: from here on nothing is missed. `all`: something may have been missed, fetch everything anew. `person`: the watched one. */
  readonly topic: string;
  readonly personId?: string;
}

/** An open page. */
export interface Listener {
  readonly caller: SignedInCaller;
  /** The person whose page is open, staff only. */
  readonly watch: string | null;
  /** @param place to resume from */
  send(events: readonly LiveEvent[], place: string): void;
  end(): void;
}

/**
 * Ties by person, as the database judges them now; null when session or assignment has ended. `unshared`: someone close to the person to
 * whom nothing is shared.
 */
export type Ties = Readonly<Record<string, string | null>> | null;

const names = (change: Change, { caller, watch }: Listener): boolean =>
  (caller.kind === 'staff' ? change.units.includes(caller.unitId) : change.personId === caller.personId) ||
  (watch !== null && change.personId === watch);

/** The changes that concern a listener, before the database is asked. */
export const concerning = (listener: Listener, changes: readonly Change[]): Change[] =>
  changes.filter((change) => names(change, listener));

/** The persons whose tie decides what the listener is told. */
export function personsOf({ caller, watch }: Listener): string[] {
  if (caller.kind !== 'staff') return [caller.personId];
  return watch === null ? [] : [watch];
}

/**
 * What to tell a listener of changes that concern it. Who is no longer in the circle hears only of what names the own unit. A relative to
 * whom nothing is shared hears nothing, but for the once that closes what was open until now.
 *
 * @param before the ties as they were when the listener was last asked about
 */
export function eventsFor(
  { caller, watch }: Listener,
  changes: readonly Change[],
  ties: NonNullable<Ties>,
  before: Ties = null,
): LiveEvent[] {
  if (caller.kind !== 'staff') {
    const [tie, earlier] = [ties[caller.personId] ?? null, before?.[caller.personId] ?? null];
    const hears = tie === 'unshared' ? earlier === 'relative' : tie !== null;
    return hears ? topicsOf(changes) : [];
  }
  const own = changes.filter((change) => change.units.includes(caller.unitId));
  const tie = watch === null ? null : (ties[watch] ?? null);
  const heard = tie === 'known' ? own : tie === null ? [] : changes;
  const person: LiveEvent[] =
    watch !== null && heard.some(({ personId }) => personId === watch) ? [{ topic: 'person', personId: watch }] : [];
  return [...topicsOf(own), ...person];
}

/** Staff hear of `person` only for the one they watch, so that a unit's topics never say whom. */
const topicsOf = (changes: readonly Change[]): LiveEvent[] =>
  [...new Set(changes.map(({ topic }) => topic))].map((topic) => ({ topic }));
