import { useEffect } from 'react';
import { identityRoutes } from '../../contract/identity.ts';
import { call } from './api.ts';
import { refresh, rereadOf } from './read.ts';
import { address } from './route.ts';
import { signal, useSignal } from './signal.ts';

/** `lost` only when it has been gone for a while: a blink is not worth anyone's attention. */
export const liveState = signal<'connecting' | 'live' | 'lost'>('connecting');

const patience = 4_000;

/** The person whose page is open, followed besides one's own unit. */
const watched = signal<string | undefined>(undefined);

/** A person's page follows what changes for that person, as long as it is open. */
export function useWatch(personId: string): void {
  useEffect(() => {
    watched.set(personId);
    // What was read before anyone followed this person may have changed unheard.
    void rereadOf(personId);
    return () => watched.set(undefined);
  }, [personId]);
}

/** How far has been heard; what is read later is newer. Unknown until it is told, and then everything is read anew once it is followed. */
let place: string | undefined;

/** Told before anything of the page is read. */
export function followFrom(from: string | undefined): void {
  place ??= from;
}

/** Follows what changes for the unit and the watched person, in one connection. Carries topics only, never data. */
export function useLive(): void {
  const personId = useSignal(watched);
  useEffect(() => {
    const from = place;
    const source = new EventSource(address('/api/live', { person: personId, from }));
    let missed = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    source.addEventListener('open', () => {
      clearTimeout(timer);
      timer = undefined;
      liveState.set('live');
      // What happened while we were away is unknown.
      if (missed) void refresh();
      missed = false;
    });
    source.addEventListener('error', () => {
      missed = true;
      // Refused, and not just cut: the session may be over, and then the next answer says so.
      if (source.readyState === EventSource.CLOSED)
        void call(identityRoutes.me, {}, { background: true }).catch(() => undefined);
      timer ??= setTimeout(() => liveState.set('lost'), patience);
    });
    source.addEventListener('message', (event) => {
      place = event.lastEventId || place;
      const topic = topicOf(event.data);
      // Followed from the place that was known before anything was read: all since then has been told.
      if (topic !== 'ready' || from === undefined) void refresh(topic);
    });
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [personId]);
}

function topicOf(data: unknown): string {
  try {
    const { topic } = JSON.parse(String(data)) as { topic?: unknown };
    return typeof topic === 'string' ? topic : '';
  } catch {
    return '';
  }
}
