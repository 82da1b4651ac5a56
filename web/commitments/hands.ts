import { useEffect, useSyncExternalStore } from 'react';
import { type Colleagues, todayRoutes } from '../../contract/today.ts';
import { call } from '../kernel/api.ts';
import { currentInstant } from '../kernel/now.ts';
import { refresh, useRead } from '../kernel/read.ts';
import { sendOnce } from '../kernel/send.ts';
import { signal } from '../kernel/signal.ts';

/** Who at the unit has a promise in hand, and who writes an answer to it. */
export interface Hands {
  /** Names the turn, so that it is taken over from the one who was seen. */
  readonly handling: string | null;
  readonly name: string;
  readonly since: string;
  readonly mine: boolean;
  readonly writer: string;
}

export const noHands: Hands = { handling: null, name: '', since: '', mine: false, writer: '' };
const hands = signal<ReadonlyMap<string, Hands>>(new Map());

/** By promise; a colleague whose time has run out no longer writes. @param now instant in milliseconds */
export function handsOf({ handling, writing }: Colleagues, now: number): Map<string, Hands> {
  const by = new Map<string, Hands>();
  for (const { commitmentId, id, name, since, mine } of handling)
    by.set(commitmentId, { ...noHands, handling: id, name, since, mine });
  for (const { commitmentId, name, until } of writing)
    if (Date.parse(until) > now) by.set(commitmentId, { ...(by.get(commitmentId) ?? noHands), writer: name });
  return by;
}

const same = (a: Hands, b: Hands): boolean =>
  a.handling === b.handling && a.mine === b.mine && a.name === b.name && a.writer === b.writer;

function put(next: ReadonlyMap<string, Hands>): void {
  const before = hands.get();
  // What is the same stays the same object: only the rows that it is about are drawn anew.
  hands.set(
    new Map(
      [...next].map(([id, one]) => {
        const old = before.get(id);
        return [id, old && same(old, one) ? old : one];
      }),
    ),
  );
}

/** Keeps who has what up to date, as long as the page is open. */
export function useFollowHands(): void {
  const { data } = useRead(todayRoutes.colleagues, {});
  useEffect(() => {
    if (!data) return undefined;
    put(handsOf(data, currentInstant()));
    const ends = data.writing.map(({ until }) => Date.parse(until) - currentInstant()).filter((left) => left > 0);
    if (ends.length === 0) return undefined;
    const timer = setTimeout(() => put(handsOf(data, currentInstant())), Math.min(...ends) + 250);
    return () => clearTimeout(timer);
  }, [data]);
}

export const useHands = (id: string): Hands =>
  useSyncExternalStore(hands.subscribe, () => hands.get().get(id) ?? noHands);
export const handsNow = (id: string): Hands => hands.get().get(id) ?? noHands;

/** "Jag tar den", takes it over from the colleague who is seen, or lets it go. @throws ApiProblem */
export async function takeInHand(id: string, seen: Hands): Promise<'taken' | 'let_go'> {
  try {
    await sendOnce(todayRoutes.handle, `handle:${id}`, {
      params: { id },
      body: seen.mine ? { action: 'let_go' } : { action: 'take', over: seen.handling },
    });
    return seen.mine ? 'let_go' : 'taken';
  } finally {
    void refresh('handling');
  }
}

/** Well within the time that the server lets it stand. */
const renewMs = 20_000;

/** Tells the colleagues that an answer is in the making, as long as it is and this window is looked at. */
export function useTellWriting(id: string, writing: boolean): void {
  useEffect(() => {
    if (!writing) return undefined;
    const say = (still: boolean): void => {
      // A courtesy: when it does not come through, nothing is lost, and it fades by itself.
      call(todayRoutes.writing, { params: { id }, body: { writing: still } }, { key: crypto.randomUUID() }).catch(
        () => undefined,
      );
    };
    say(true);
    const timer = setInterval(() => document.visibilityState === 'visible' && say(true), renewMs);
    return () => {
      clearInterval(timer);
      say(false);
    };
  }, [id, writing]);
}
