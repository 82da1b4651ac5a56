/** Where the bars of the line stand: time from left to right, one lane an organisation. Pure geometry in CSS pixels. */
import { addCalendarDays, type Instant, startOfDay, toStockholm } from '../../../contract/kernel/time.ts';

/** `offered` waits for an answer, `promised` is being carried, `late` is either past its time, `kept` was done, `ended` came to nothing. */
export type LineTone = 'offered' | 'promised' | 'paused' | 'late' | 'kept' | 'ended';

export interface LineBar {
  readonly key: string;
  /** The lane of the one who is to do it. */
  readonly lane: string;
  readonly from: Instant;
  /** When it ended, or is to be done; what is late goes on to now. */
  readonly to: Instant;
  /** Where what is late became so. */
  readonly lateFrom?: Instant | undefined;
  readonly tone: LineTone;
  /** A handover crosses from this lane, at that time. */
  readonly crossing?: { readonly from: string; readonly at: Instant } | undefined;
}

export interface LineAsked {
  readonly width: number;
  readonly from: Instant;
  readonly to: Instant;
  readonly lanes: readonly string[];
  readonly bars: readonly LineBar[];
  /** Rows that a lane may have before the rest is collapsed into a number. */
  readonly most?: number;
}

export interface PlacedLane {
  readonly key: string;
  readonly y: number;
  readonly height: number;
  /** How many found no room in this window. */
  readonly hidden: number;
}
export interface PlacedBar {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** From here it is late. */
  readonly lateX: number | null;
}
export interface PlacedCrossing {
  readonly key: string;
  readonly x: number;
  readonly y1: number;
  readonly y2: number;
}
export interface LineLayout {
  readonly height: number;
  /** Where the names of the lanes stand: beside the bars, or above them where it is narrow. */
  readonly beside: number;
  readonly head: number;
  readonly lanes: readonly PlacedLane[];
  readonly bars: readonly PlacedBar[];
  readonly crossings: readonly PlacedCrossing[];
  readonly x: (at: Instant) => number;
}

/** At least as tall and wide as a finger or a poor aim needs (WCAG 2.5.8). */
export const barHeight = 24;
const pitch = barHeight + 4;
export const axisHeight = 26;
const tail = 64;

const urgency: Readonly<Record<LineTone, number>> = { late: 0, offered: 1, promised: 2, paused: 3, kept: 4, ended: 5 };

/** Lanes and bars in a window of time. What is late or unanswered finds room first; no two bars of a lane overlap. */
export function layoutLine({ width, from, to, lanes, bars, most = 4 }: LineAsked): LineLayout {
  const beside = width >= 620 ? 136 : 0;
  const head = beside === 0 ? 26 : 0;
  const room = Math.max(120, width - beside - 4);
  const x = (at: Instant): number => beside + Math.min(1, Math.max(0, (at - from) / (to - from))) * room;
  const placedLanes: PlacedLane[] = [];
  const placed = new Map<string, PlacedBar>();
  let y = axisHeight;
  for (const key of lanes) {
    const own = bars.filter((bar) => bar.lane === key && bar.to >= from && bar.from <= to);
    if (own.length === 0) continue;
    const { rows, hidden } = pack(own, { x, right: beside + room, most, y: y + head, placed });
    const height = head + Math.max(1, rows) * pitch + 8;
    placedLanes.push({ key, y, height, hidden });
    y += height;
  }
  const laneOf = new Map(placedLanes.map((lane) => [lane.key, lane]));
  const crossings = bars.flatMap((bar) => {
    const [target, source] = [placed.get(bar.key), bar.crossing && laneOf.get(bar.crossing.from)];
    if (!target || !source || !bar.crossing || bar.crossing.at < from || bar.crossing.at > to) return [];
    const end = target.y + barHeight / 2;
    const above = source.y < target.y;
    return [
      { key: bar.key, x: x(bar.crossing.at), y1: above ? source.y + source.height - 4 : source.y + head + 4, y2: end },
    ];
  });
  return { height: y + 4, beside, head, lanes: placedLanes, bars: [...placed.values()], crossings, x };
}

interface Packing {
  readonly x: (at: Instant) => number;
  readonly right: number;
  readonly most: number;
  readonly y: number;
  readonly placed: Map<string, PlacedBar>;
}

function pack(own: readonly LineBar[], { x, right, most, y, placed }: Packing): { rows: number; hidden: number } {
  const rows: { left: number; right: number }[][] = [];
  const first = own.toSorted(
    (a, b) => urgency[a.tone] - urgency[b.tone] || a.from - b.from || a.key.localeCompare(b.key),
  );
  // The last row gives some room to the number of what is hidden.
  const end = own.length > most ? right - tail : right;
  let hidden = 0;
  for (const bar of first) {
    const left = Math.min(x(bar.from), end - barHeight);
    const span = { left, right: Math.min(end, Math.max(x(bar.to), left + barHeight)) };
    let row = rows.findIndex((taken) =>
      taken.every((other) => span.right + 3 <= other.left || other.right + 3 <= span.left),
    );
    if (row === -1 && rows.length < most) row = rows.push([]) - 1;
    const into = rows[row];
    if (!into) {
      hidden++;
      continue;
    }
    into.push(span);
    placed.set(bar.key, {
      key: bar.key,
      x: span.left,
      y: y + row * pitch + 4,
      width: Math.max(barHeight, span.right - span.left),
      lateX: bar.lateFrom === undefined ? null : Math.max(span.left, Math.min(span.right - 6, x(bar.lateFrom))),
    });
  }
  return { rows: rows.length, hidden };
}

export type LinePeriod = 'weeks' | 'quarter' | 'year';
export const linePeriods: readonly LinePeriod[] = ['weeks', 'quarter', 'year'];
const reach: Readonly<Record<LinePeriod, readonly [back: number, ahead: number]>> = {
  weeks: [6, 8],
  quarter: [45, 46],
  year: [150, 215],
};

/** The window of a period around now, on whole days in Sweden. */
export function windowOf(period: LinePeriod, now: Instant): { from: Instant; to: Instant } {
  const [back, ahead] = reach[period];
  const today = startOfDay(now);
  return { from: addCalendarDays(today, -back), to: addCalendarDays(today, ahead) };
}

export interface Tick {
  readonly at: Instant;
  /** Said in words; the others are only a mark. */
  readonly named: boolean;
}

/** Days in two weeks, Mondays in three months, the first of each month in a year. */
export function ticksOf(period: LinePeriod, from: Instant, to: Instant): Tick[] {
  const ticks: Tick[] = [];
  for (let at = from; at <= to; at = addCalendarDays(at, 1)) {
    const { day, weekday } = { day: toStockholm(at).day, weekday: new Date(at + 12 * 3_600_000).getUTCDay() };
    if (period === 'weeks') ticks.push({ at, named: weekday === 1 || weekday === 4 });
    else if (period === 'quarter' && weekday === 1) ticks.push({ at, named: day <= 7 || (day > 14 && day <= 21) });
    else if (period === 'year' && day === 1) ticks.push({ at, named: true });
  }
  return ticks;
}

/** The next bar for an arrow key: along time in the lane, or the nearest in the lane above or below. */
export function stepFrom(
  bars: readonly (PlacedBar & { readonly lane: number })[],
  key: string,
  arrow: string,
): string | undefined {
  const here = bars.find((bar) => bar.key === key);
  if (!here) return bars[0]?.key;
  const order = bars.toSorted((a, b) => a.lane - b.lane || a.x - b.x || a.y - b.y);
  const at = order.findIndex((bar) => bar.key === key);
  if (arrow === 'Home') return order[0]?.key;
  if (arrow === 'End') return order.at(-1)?.key;
  if (arrow === 'ArrowRight') return order[at + 1]?.key;
  if (arrow === 'ArrowLeft') return order[at - 1]?.key;
  const way = arrow === 'ArrowDown' ? 1 : -1;
  const beyond = bars.filter((bar) => (bar.y - here.y) * way > 0);
  const near = Math.min(...beyond.map((bar) => Math.abs(bar.y - here.y)));
  return beyond
    .filter((bar) => Math.abs(bar.y - here.y) === near)
    .toSorted((a, b) => Math.abs(a.x - here.x) - Math.abs(b.x - here.x))[0]?.key;
}
