import { useEffect, useRef } from 'react';

export interface KeyDeed {
  /** `event.key`: `j`, `Enter`, `?`. */
  readonly key: string;
  /** What it does, for the list of keys. */
  readonly words: string;
  /** Where it stands in the list of keys; without one, among those of the page. */
  readonly group?: 'answers' | 'everywhere';
  /** Gives false when the key is not for it this time; the next may take it. */
  readonly run: () => unknown;
}

/** The keys that work right now, by page and panel. */
const inUse = new Set<{ readonly current: readonly KeyDeed[] }>();

export const keysInUse = (): readonly KeyDeed[] => [...inUse].flatMap(({ current }) => current);

/** Keys of a page or panel. They rest while someone types, and while a dialog is open. */
export function useKeys(deeds: readonly KeyDeed[]): void {
  const latest = useRef(deeds);
  useEffect(() => {
    latest.current = deeds;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const deed = latest.current.find(({ key }) => key === event.key);
      if (!deed || (event.key === 'Enter' && isPressable(event.target))) return;
      if (deed.run() !== false) event.preventDefault();
    };
    inUse.add(latest);
    document.addEventListener('keydown', listen);
    return () => {
      document.removeEventListener('keydown', listen);
      inUse.delete(latest);
    };
  }, []);
}

/** All dialogs of the page; the browser keeps it true, so that no key has to look for them. */
const dialogs = globalThis.document?.getElementsByTagName('dialog');

function isTyping(target: EventTarget | null): boolean {
  if ([...dialogs].some(({ open }) => open)) return true;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
}

const isPressable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && /^(a|button|summary)$/i.test(target.tagName);
