import { useEffect, useState } from 'react';
import { peopleRoutes, type PersonOverview } from '../../../contract/people.ts';
import { call } from '../api.ts';
import { nameOfPerson, type Found } from '../person.ts';
import { queryClient } from '../read.ts';
import { fit } from './match.ts';

/** A search stands in the log of everyone it finds, so it waits until the hand rests, and asks once. */
const restMs = 450;
const fewestLetters = 2;
const most = 8;

export interface KnownPerson {
  readonly id: string;
  readonly name: string;
  readonly birthDate: string;
}

interface Answer {
  readonly asked: string;
  readonly items: readonly Found[];
  readonly total: number;
}

/** The persons that what is typed fits; one search for each pause, none for what the last one already holds. */
export function usePersonSearch(
  typed: string,
  enabled: boolean,
): { readonly persons: readonly KnownPerson[]; readonly state: 'rest' | 'busy' | 'failed' | 'none' } {
  const asked = typed.trim();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [failed, setFailed] = useState(false);
  const long = enabled && asked.length >= fewestLetters;
  const held = answer !== null && holds(answer, asked);
  useEffect(() => {
    if (!long || held) return undefined;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      setFailed(false);
      call(peopleRoutes.find, { body: { query: asked, limit: most } }, { signal: stop.signal }).then(
        ({ items, total }) => setAnswer({ asked, items, total }),
        () => !stop.signal.aborted && setFailed(true),
      );
    }, restMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked, long, held]);
  if (!long) return { persons: [], state: 'rest' };
  if (!held) return { persons: [], state: failed ? 'failed' : 'busy' };
  const persons = answer.items
    .map((one) => ({ id: one.id, name: nameOfPerson(one), birthDate: one.birthDate }))
    .filter(({ name }) => answer.asked === asked || fit(asked, name) !== null);
  return { persons, state: persons.length === 0 ? 'none' : 'rest' };
}

/** A longer word is among what a shorter one found, if that was all of them. */
const holds = ({ asked, items, total }: Answer, now: string): boolean =>
  now === asked || (now.startsWith(asked) && total <= items.length && !/\d/.test(now));

/** Those whose pages this tab has had open, the last first. Kept nowhere: they are what the pages still hold. */
export function recentPersons(): readonly KnownPerson[] {
  return queryClient
    .getQueryCache()
    .findAll({ queryKey: [peopleRoutes.overview.path] })
    .filter(({ state }) => state.data !== undefined)
    .toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
    .map(({ state }) => (state.data as PersonOverview).person)
    .map((person) => ({ id: person.id, name: nameOfPerson(person), birthDate: person.birthDate }))
    .slice(0, 5);
}
