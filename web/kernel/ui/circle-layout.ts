/** Where the seats of the care circle stand. Pure geometry in CSS pixels; nothing here knows what a seat is. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A box by its centre. */
export interface Box extends Point {
  readonly w: number;
  readonly h: number;
}

/** A tie past those in between: it leaves the person at the side and is drawn towards a point on its way. */
export interface Bend {
  readonly from: Point;
  readonly via: Point;
}

export interface Place extends Box {
  /** How the tie from the person runs; null for straight. */
  readonly bend: Bend | null;
}

export interface CircleLayout {
  readonly width: number;
  readonly height: number;
  readonly centre: Box;
  /** In the order they were asked for. */
  readonly inner: readonly Place[];
  readonly outer: readonly Place[];
}

export interface CircleAsked {
  /** The room there is. */
  readonly width: number;
  readonly inner: number;
  readonly outer: number;
  /** How tall a seat is; its width follows from the room. */
  readonly seatHeight: number;
}

const gap = 8;
const widest = 620;
const tallest = 460;

/** Whether two boxes touch, or stand closer than a small margin. */
export const touch = (a: Box, b: Box, margin = 4): boolean =>
  Math.abs(a.x - b.x) < (a.w + b.w) / 2 + margin && Math.abs(a.y - b.y) < (a.h + b.h) / 2 + margin;

/**
 * The person in the middle, those close above and below, the units around: on an ellipse while there is room on it, else along the four
 * sides. No two seats ever touch, and none stands outside the width, from 240 px and up.
 */
export function layoutCircle({ width, inner, outer, seatHeight }: CircleAsked): CircleLayout {
  const room = Math.min(width, widest);
  const seat = { w: Math.min(148, Math.floor(room / 3) - gap), h: seatHeight };
  const middle = room - 2 * (seat.w + gap) - gap;
  const centre: Box = { x: 0, y: 0, w: Math.min(132, middle), h: 52 };
  const close = around(inner, centre, middle, seat);
  const reach = Math.max(centre.h / 2, ...close.map(({ y, h }) => Math.abs(y) + h / 2));
  const placed = onEllipse(outer, room, seat, [centre, ...close], reach) ?? alongSides(outer, room, seat, reach);
  const tied = (box: Box): Place => ({ ...box, bend: bendOf(centre, box, close) });
  return fromCorner(width, centre, close.map(tied), placed.map(tied));
}

/** A straight tie that would run behind somebody close goes round instead, on the side of its own seat. */
function bendOf(centre: Box, to: Box, close: readonly Box[]): Bend | null {
  const others = close.filter((one) => one.x !== to.x || one.y !== to.y);
  const clear = (points: readonly Point[]): boolean =>
    points.every((point) => !others.some((one) => touch(one, { ...point, w: 0, h: 0 }, 0)));
  if (clear(curveOf(centre, { x: to.x / 2, y: to.y / 2 }, to))) return null;
  const side = to.x < 0 ? -1 : 1;
  const from = { x: (side * centre.w) / 2 - side * 4, y: 0 };
  for (let out = centre.w / 2; out <= widest / 2; out += 8) {
    const via = { x: side * out, y: to.y / 2 };
    if (clear(curveOf(from, via, to))) return { from, via };
  }
  return null;
}

const steps = 24;
/** Points along the curve from one point to another that is drawn towards a third. */
export const curveOf = (from: Point, via: Point, to: Point): Point[] =>
  Array.from({ length: steps + 1 }, (_, n) => {
    const t = n / steps;
    const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
    return { x: a * from.x + b * via.x + c * to.x, y: a * from.y + b * via.y + c * to.y };
  });

type Size = Pick<Box, 'w' | 'h'>;

/** Those close, in rows below and above the centre by turns. */
function around(count: number, centre: Box, middle: number, seat: Size): Box[] {
  const w = Math.min(seat.w, middle);
  const columns = Math.max(1, Math.floor((middle + gap) / (w + gap)));
  const below = Math.ceil(count / 2);
  return Array.from({ length: count }, (_, n) => {
    const over = n >= below;
    const [place, side] = over ? [n - below, count - below] : [n, below];
    const row = Math.floor(place / columns);
    const inRow = Math.min(columns, side - row * columns);
    const y = centre.h / 2 + gap + seat.h / 2 + row * (seat.h + gap);
    return { x: ((place % columns) - (inRow - 1) / 2) * (w + gap), y: over ? -y : y, w, h: seat.h };
  });
}

/** At even distances along an ellipse that grows taller until nobody touches; undefined when it would grow too tall. */
function onEllipse(count: number, room: number, seat: Size, taken: readonly Box[], reach: number): Box[] | undefined {
  if (count === 0) return [];
  // More than this never finds room, and looking for it takes time.
  if (count > 18) return undefined;
  const rx = (room - seat.w) / 2;
  for (let ry = Math.min(reach, 130) + seat.h / 2; ry <= tallest / 2; ry += 6) {
    const boxes = pointsOn(rx, ry, count).map((point) => ({ ...point, ...seat }));
    const free = boxes.every(
      (box, n) => taken.every((other) => !touch(box, other)) && boxes.slice(n + 1).every((other) => !touch(box, other)),
    );
    if (free) return boxes;
  }
  return undefined;
}

const samples = 720;

/** Points at even distances along the curve, clockwise from the top; two stand left and right. */
function pointsOn(rx: number, ry: number, count: number): { x: number; y: number }[] {
  const along = [0];
  const at = (n: number) => {
    const angle = (n / samples) * 2 * Math.PI - Math.PI / 2;
    return { x: rx * Math.cos(angle), y: ry * Math.sin(angle) };
  };
  for (let n = 1; n <= samples; n++) {
    const [a, b] = [at(n - 1), at(n)];
    along.push((along[n - 1] ?? 0) + Math.hypot(b.x - a.x, b.y - a.y));
  }
  const whole = along[samples] ?? 1;
  // An even number leaves the top and the bottom free, where there is least room.
  const first = count % 2 === 0 ? 0.5 : 0;
  return Array.from({ length: count }, (_, n) => {
    const wanted = ((n + first) / count) * whole;
    return at(along.findIndex((length) => length >= wanted));
  });
}

/** Along the four sides of a box, clockwise from the top left: as tall as it needs to be. */
function alongSides(count: number, room: number, seat: Size, reach: number): Box[] {
  const columns = Math.max(3, Math.floor((room + gap) / (seat.w + gap)));
  const pitch = seat.h + gap;
  const rows = Math.max(Math.ceil((count - 2 * columns) / 2), Math.ceil((2 * reach + gap) / pitch));
  const [halfX, halfY] = [(room - seat.w) / 2, ((rows + 1) * pitch) / 2];
  const columnAt = (n: number): number => -halfX + (n * 2 * halfX) / (columns - 1);
  const rowAt = (n: number): number => -halfY + (n + 1) * pitch;
  const slots = [
    ...Array.from({ length: columns }, (_, n) => ({ x: columnAt(n), y: -halfY })),
    ...Array.from({ length: rows }, (_, n) => ({ x: halfX, y: rowAt(n) })),
    ...Array.from({ length: columns }, (_, n) => ({ x: columnAt(columns - 1 - n), y: halfY })),
    ...Array.from({ length: rows }, (_, n) => ({ x: -halfX, y: rowAt(rows - 1 - n) })),
  ];
  return Array.from({ length: count }, (_, n) => {
    const slot = slots[Math.floor((n * slots.length) / count)] ?? { x: 0, y: 0 };
    return { ...slot, ...seat };
  });
}

/** From coordinates around the person to coordinates in the picture. */
function fromCorner(width: number, centre: Box, inner: readonly Place[], outer: readonly Place[]): CircleLayout {
  const all = [centre, ...inner, ...outer];
  const top = Math.min(...all.map(({ y, h }) => y - h / 2)) - gap;
  const bottom = Math.max(...all.map(({ y, h }) => y + h / 2)) + gap;
  const move = <P extends Point>(point: P): P => ({ ...point, x: point.x + width / 2, y: point.y - top });
  const place = (one: Place): Place => ({
    ...move(one),
    bend: one.bend && { from: move(one.bend.from), via: move(one.bend.via) },
  });
  return { width, height: bottom - top, centre: move(centre), inner: inner.map(place), outer: outer.map(place) };
}
