import { useEffect, useState } from 'react';

/** Runs once what stands on the page has been painted. @returns takes it back */
function afterPaint(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(run, 0);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/**
 * The value, one paint late: what is heavy to draw follows after what was pressed or asked for stands there. A page that nobody looks at
 * paints nothing, and waits.
 *
 * @param first what is drawn at the very first; the value itself when left out
 */
export function useAfterPaint<T>(value: T, first = value): T {
  const [shown, show] = useState(first);
  const late = !Object.is(shown, value);
  useEffect(() => (late ? afterPaint(() => show(() => value)) : undefined), [late, value]);
  return shown;
}
