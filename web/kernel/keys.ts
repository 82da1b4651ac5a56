import { useEffect } from 'react';
import { signal } from './signal.ts';

export interface KeyDeed {
  /** `event.key`: `j`, `Enter`, `?`. */
  readonly key: string;
  /** What it does, for the list of keys. */
  readonly words: string;
  readonly run: () => void;
}

/** The keys that work right now; the newest page or panel first. */
export const keysInUse = signal<readonly (readonly KeyDeed[])[]>([]);

/** Keys of a page or panel. They rest while someone types, and while a dialog is open. */
export function useKeys(deeds: readonly KeyDeed[]): void {
  useEffect(() => {
    keysInUse.set([deeds, ...keysInUse.get()]);
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const deed = deeds.find(({ key }) => key === event.key);
      if (!deed || (event.key === 'Enter' && isPressable(event.target))) return;
      event.preventDefault();
      deed.run();
    };
    document.addEventListener('keydown', listen);
    return () => {
      document.removeEventListener('keydown', listen);
      keysInUse.set(keysInUse.get().filter((own) => own !== deeds));
    };
  }, [deeds]);
}

function isTyping(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]')) return true;
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))
  );
}

const isPressable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && /^(a|button|summary)$/i.test(target.tagName);
