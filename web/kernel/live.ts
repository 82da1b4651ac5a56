import { useEffect } from 'react';
import { refresh } from './read.ts';
import { signal } from './signal.ts';

/** `lost` only when it has been gone for a while: a blink is not worth anyone's attention. */
export const liveState = signal<'connecting' | 'live' | 'lost'>('connecting');

const patience = 4_000;

/** Follows what changes for the unit, and for one person when a page shows one. Carries topics only, never data. */
export function useLive(personId?: string): void {
  useEffect(() => {
    const source = new EventSource(`/api/live${personId ? `?person=${encodeURIComponent(personId)}` : ''}`);
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
      timer ??= setTimeout(() => liveState.set('lost'), patience);
    });
    source.addEventListener('message', (event) => void refresh(topicOf(event.data)));
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
