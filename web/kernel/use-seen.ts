import { useEffect, useRef } from 'react';

/** How long something has stood before someone's eyes when it counts as seen (ms). */
const looked = 5_000;

/**
 * When is what is new seen? When the user says so, or has had it in front of them for some seconds and then leaves the page. A tab in the background, a
 * page that is read anew by itself and a page that is closed at once have seen nothing. What came later than what was shown stays new.
 *
 * @param to what has been seen when this has been (null: nothing to see)
 * @param first nobody has looked before: that the page has been shown is enough
 * @param note tells the server
 */
export function useSeen(to: string | null, first: boolean, note: (to: string) => void): void {
  const seen = useRef<string | null>(null);
  const last = useRef(note);
  useEffect(() => {
    last.current = note;
  });
  useEffect(() => {
    if (to === null) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const watch = (): void => {
      clearTimeout(timer);
      if (document.visibilityState !== 'visible') return;
      timer = setTimeout(() => {
        if (first) last.current(to);
        else seen.current = to;
      }, looked);
    };
    watch();
    document.addEventListener('visibilitychange', watch);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', watch);
    };
  }, [to, first]);
  useEffect(
    () => () => {
      if (seen.current !== null) last.current(seen.current);
    },
    [],
  );
}
