/**
 * The clock on the wall in Stockholm, both ways, by the platform's own table of zones. Written here because a library for it is as large as
 * the rest of a page's first load, and is asked some thousand times on a long list.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Milliseconds from 1970-01-01T00:00 on the wall: `Date.UTC` of what the clock shows. */
export type WallTime = number;

let shown: Intl.DateTimeFormat | undefined;
/** Made when it is first asked for: the platform reads its table of zones then, which takes a slow telephone a tenth of a second. */
const show = (instant: number): string =>
  (shown ??= new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Stockholm',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })).format(instant);
/** Zones change at whole quarters, and by law at whole hours; so what was asked once holds for its quarter. */
const known = new Map<number, number>();
const most = 50_000;
/** Where the table is asked: before, the sun set the clock; after, nobody knows the law. There, winter time. */
const [from, until] = [Date.UTC(1900, 0, 1), Date.UTC(9999, 0, 1)];

/** Milliseconds that the clock in Stockholm is ahead of UTC. RangeError when it is no instant. */
export function offsetAt(instant: number): number {
  if (!Number.isSafeInteger(instant) || Math.abs(instant) > 8.64e15) throw new RangeError(`not an instant: ${instant}`);
  if (instant < from || instant >= until) return HOUR;
  const quarter = Math.floor(instant / (15 * MINUTE));
  const before = known.get(quarter);
  if (before !== undefined) return before;
  const start = quarter * 15 * MINUTE;
  const offset = Date.parse(`${show(start).replace(' ', 'T')}Z`) - start;
  if (known.size >= most) known.clear();
  known.set(quarter, offset);
  return offset;
}

export const wallAt = (instant: number): WallTime => instant + offsetAt(instant);

/** The instant when the clock shows it: of two the first, and of none what the clock has moved on to. */
export function instantAt(wall: WallTime): number {
  const [before, after] = [offsetAt(wall - DAY), offsetAt(wall + DAY)];
  const earlier = Math.min(wall - before, wall - after);
  return [earlier, wall - before, wall - after].find((one) => wallAt(one) === wall) ?? wall - before;
}
