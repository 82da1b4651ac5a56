/**
 * Does something when the page has nothing else to do, so that no key waits for it.
 *
 * @returns takes it back, if it has not begun
 */
export function whenIdle(act: () => void): () => void {
  if (!globalThis.requestIdleCallback) {
    const timer = setTimeout(act, 200);
    return () => clearTimeout(timer);
  }
  const asked = requestIdleCallback(act);
  return () => cancelIdleCallback(asked);
}
