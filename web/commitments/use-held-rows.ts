import { useEffect, useRef, useState } from 'react';
import { byClock, type Held, holdRows, type Placed } from './held-list.ts';
import { useIsChoosing } from './selection.ts';

/** How far down someone has read before the list stands still, in pixels. */
const reading = 120;

/**
 * The rows to show: as they come while the top is shown, held in place once someone has scrolled down to read or
 * has chosen several.
 */
export function useHeldRows<T extends Placed>(
  fresh: readonly T[],
  order: (a: Placed, b: Placed) => number = byClock,
): Held<T> & { readonly show: () => void } {
  const [shown, setShown] = useState<readonly string[] | null>(null);
  const choosing = useIsChoosing();
  const held = holdRows(fresh, shown, shown !== null, order);
  const ids = useRef<readonly string[]>([]);
  useEffect(() => {
    ids.current = held.rows.map(({ id }) => id);
  });
  useEffect(() => {
    const look = (): void => setShown((before) => (choosing || scrollY > reading ? (before ?? ids.current) : null));
    look();
    addEventListener('scroll', look, { passive: true });
    return () => removeEventListener('scroll', look);
  }, [choosing]);
  return { ...held, show: () => setShown(null) };
}
