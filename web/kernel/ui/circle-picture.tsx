/* oxlint-disable jsx-a11y/prefer-tag-over-role -- SVG has no elements for a group or a list */
import { type ReactNode, useId } from 'react';
import { useFurther } from '../text/further.ts';
import { type Box, layoutCircle, type Place } from './circle-layout.ts';
import { Link } from './link.tsx';
import './pictures.css';
import { useWidth } from './use-width.ts';

/** One seat around the person: a unit, someone close, or an empty seat where somebody is missing. */
export interface CircleSeat {
  readonly key: string;
  readonly kind: 'unit' | 'relative' | 'gap';
  /** Short, on the seat. */
  readonly tag: string;
  /** Whole, for a screen reader and as a title. */
  readonly name: string;
  /** The tag's pattern and hue: `region`, `municipality`, `private`, `school`, `person`, `joint`. */
  readonly pattern: string;
  /** What it is in the circle; shown where nothing is carried. */
  readonly note: string;
  /** Carried now: needs that it is accountable for, promises it has to keep. */
  readonly needs: number;
  readonly promises: number;
  /** Offered to it and not yet answered. */
  readonly pending: number;
  /** Of all these, past their time. */
  readonly late: number;
  /** Where the seat leads. */
  readonly to: string;
}

interface CirclePictureProps {
  /** What the picture is called by a screen reader. */
  readonly title: string;
  /** The person in the middle, short. */
  readonly person: string;
  readonly seats: readonly CircleSeat[];
}

/**
 * Who carries what: the person in the middle, those close in the first ring, the units in the second. A tie is as thick as what is carried,
 * dashed where something is offered, red and marked where something is late; an empty seat is a gap. To a screen reader it is a list.
 */
export function CirclePicture({ title, person, seats }: CirclePictureProps) {
  const f = useFurther();
  const id = useId();
  const [ref, width] = useWidth<HTMLDivElement>();
  const close = seats.filter(({ kind }) => kind === 'relative');
  const units = seats.filter(({ kind }) => kind !== 'relative');
  const asks = seats.some(({ late, pending }) => late + pending > 0);
  const seatHeight = asks ? 66 : 48;
  const told = layoutCircle({ width: Math.max(240, width), inner: close.length, outer: units.length, seatHeight });
  const placed = [...pairs(close, told.inner), ...pairs(units, told.outer)];
  return (
    <div className="picture" ref={ref}>
      {width > 0 && (
        <svg
          viewBox={`0 0 ${told.width} ${told.height}`}
          width={told.width}
          height={told.height}
          role="group"
          aria-labelledby={id}
        >
          <title id={id}>{title}</title>
          <g aria-hidden="true">
            {placed.map(([seat, box]) => (
              <Tie key={seat.key} seat={seat} from={told.centre} to={box} />
            ))}
          </g>
          <Html box={told.centre}>
            <p className="circle-person">
              <span>{person}</span>
            </p>
          </Html>
          <g role="list" aria-label={title}>
            {placed.map(([seat, box]) => (
              <g key={seat.key} role="listitem">
                <Html box={box}>
                  <Seat seat={seat} />
                </Html>
              </g>
            ))}
          </g>
        </svg>
      )}
      <p className="picture-key small soft no-print" aria-hidden="true">
        <span data-key="carried">{f.circle.keyCarried}</span>
        <span data-key="pending">{f.circle.keyPending}</span>
        <span data-key="late">{f.circle.keyLate}</span>
        <span data-key="gap">{f.circle.keyGap}</span>
      </p>
    </div>
  );
}

function pairs(seats: readonly CircleSeat[], boxes: readonly Place[]): (readonly [CircleSeat, Place])[] {
  return seats.flatMap((seat, n) => {
    const box = boxes[n];
    return box ? [[seat, box] as const] : [];
  });
}

const Html = ({ box, children }: { readonly box: Box; readonly children: ReactNode }) => (
  <foreignObject x={box.x - box.w / 2} y={box.y - box.h / 2} width={box.w} height={box.h}>
    {children}
  </foreignObject>
);

/** From 1.5 px where nothing is carried to 12 px for eight things and more. */
const thickness = (carried: number): number => (carried === 0 ? 1.5 : 1.5 + Math.min(8, carried) * 1.3);

function Tie({ seat, from, to }: { readonly seat: CircleSeat; readonly from: Box; readonly to: Place }) {
  const { kind, needs, promises, pending, late } = seat;
  const carried = needs + promises;
  // What is offered runs beside what is carried, so that both are seen.
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const aside = carried > 0 ? thickness(carried) / 2 + 4 : 0;
  const [dx, dy] = [(-(to.y - from.y) / length) * aside, ((to.x - from.x) / length) * aside];
  const path = to.bend
    ? `M${to.bend.from.x} ${to.bend.from.y}Q${to.bend.via.x} ${to.bend.via.y} ${to.x} ${to.y}`
    : `M${from.x} ${from.y}L${to.x} ${to.y}`;
  if (kind === 'gap') return <path className="tie" data-state="gap" d={path} />;
  return (
    <>
      {(carried > 0 || pending === 0) && (
        <path
          className="tie"
          data-state={late > 0 && carried > 0 ? 'late' : carried > 0 ? 'carried' : 'idle'}
          strokeWidth={thickness(carried)}
          d={path}
        />
      )}
      {pending > 0 && (
        <path
          className="tie"
          data-state={late > 0 && carried === 0 ? 'pending-late' : 'pending'}
          d={path}
          transform={`translate(${dx} ${dy})`}
        />
      )}
    </>
  );
}

function Seat({ seat }: { readonly seat: CircleSeat }) {
  const f = useFurther();
  const { needs, promises, pending, late, kind } = seat;
  const carries = f.circle.carries(needs, promises);
  const asks = [late > 0 && f.circle.late(late), pending > 0 && f.circle.pending(pending)].filter(Boolean).join(' · ');
  const words = kind === 'gap' ? f.circle.missing : carries || seat.note;
  // The whole name first, then what stands in the seat as it stands there, for whoever speaks to the computer; then the rest.
  const shown = [seat.tag !== seat.name && seat.name, seat.tag, words, asks];
  const more = [words !== seat.note && seat.note, kind !== 'gap' && !carries && f.circle.nothing];
  return (
    <Link
      className="seat"
      data-kind={kind}
      to={seat.to}
      title={seat.name}
      aria-label={[...shown, ...more].filter(Boolean).join(', ')}
    >
      <span className="tag" data-kind={seat.pattern}>
        <span className="tag-word">{seat.tag}</span>
      </span>{' '}
      <span className="seat-words">{words}</span>{' '}
      {asks && (
        <span className="seat-words" data-state={late > 0 ? 'late' : 'pending'}>
          {asks}
        </span>
      )}
    </Link>
  );
}
