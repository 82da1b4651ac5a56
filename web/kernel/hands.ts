/** When somebody last did something with the page, by this computer's clock. A page that fetches by itself is not somebody at work. */
let last = Date.now();
/** Until then what the page fetches is somebody's doing. */
const stillMs = 60_000;

for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchmove'])
  globalThis.addEventListener?.(kind, () => (last = Date.now()), { capture: true, passive: true });

export const handsAt = (): number => last;
export const handsRest = (): boolean => Date.now() - last > stillMs;
