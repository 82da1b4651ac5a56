import { useEffect, useRef, useState } from 'react';
import { type Held, holdRows, type Placed } from './held-list.ts';

/** How far down someone has read before the list stands still, in pixels. */
const reading = 120;

/** The rows to show: as they come while the top is shown, held in place once someone has scrolled down to read. */
export function useHeldRows<T extends Placed>(fresh: readonly T[]): Held<T> & { readonly show: () => void } {
  const [shown, setShown] = useState<readonly string[] | null>(null);
  const held = holdRows(fresh, shown, shown !== null);
  const ids = useRef<readonly string[]>([]);
  useEffect(() => {
    ids.current = held.rows.map(({ id }) => id);
  });
  useEffect(() => {
    const look = (): void => setShown((before) => (scrollY > reading ? (before ?? ids.current) : null));
    addEventListener('scroll', look, { passive: true });
    return () => removeEventListener('scroll', look);
  }, []);
  return { ...held, show: () => setShown(null) };
}
