import { type RefObject, useEffect, useRef, useState } from 'react';

/** How many rows are drawn at first, and how many more each time one comes near the end of them. */
const step = 100;

/**
 * The rows that are drawn: a browser lays out a table whole, so that five hundred rows make every letter slow. More come when the end of
 * those that are drawn comes into sight, and all of them on paper.
 *
 * @param about what the rows are a choice of; another choice begins from its start
 */
export function useMore<R>(
  rows: readonly R[],
  about: string,
): { readonly drawn: readonly R[]; readonly end: RefObject<HTMLDivElement | null> } {
  const [most, setMost] = useState({ about, n: step });
  const end = useRef<HTMLDivElement>(null);
  const n = most.about === about ? most.n : step;
  const left = rows.length > n;
  useEffect(() => {
    const place = end.current;
    if (!place || !left) return undefined;
    const seen = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setMost({ about, n: n + step });
      },
      { rootMargin: '600px' },
    );
    seen.observe(place);
    const all = (): void => setMost({ about, n: Infinity });
    addEventListener('beforeprint', all);
    return () => {
      seen.disconnect();
      removeEventListener('beforeprint', all);
    };
  }, [about, n, left]);
  return { drawn: left ? rows.slice(0, n) : rows, end };
}
