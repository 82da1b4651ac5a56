/* oxlint-disable jsx-a11y/prefer-tag-over-role -- SVG has no elements for a group or a list */
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { STOCKHOLM, type Instant } from '../../../contract/kernel/time.ts';
import { useLanguage } from '../language.ts';
import { useFurther } from '../text/further.ts';
import {
  axisHeight,
  barHeight,
  layoutLine,
  type LineBar,
  type LineLayout,
  type LinePeriod,
  linePeriods,
  stepFrom,
  type Tick,
  ticksOf,
  windowOf,
} from './line-layout.ts';
import { Link } from './link.tsx';
import './pictures.css';
import './line.css';
import { useWidth } from './use-width.ts';

/** One organisation's lane, told apart by the tag's pattern and hue. */
export interface LineLane {
  readonly key: string;
  readonly tag: string;
  readonly name: string;
  readonly pattern: string;
}

/** A bar with its words. */
export interface LinePromise extends LineBar {
  /** What is promised, on the bar. */
  readonly words: string;
  /** The whole of it: what, from whom to whom, state and times. Read aloud, and shown under the picture. */
  readonly told: string;
  readonly href: string;
}

/** A point in time that is no promise: a meeting, a follow-up. Told in the list beside the picture. */
export interface LineMark {
  readonly key: string;
  readonly at: Instant;
  readonly words: string;
  readonly tone: 'done' | 'ahead' | 'off';
}

interface LinePictureProps {
  readonly title: string;
  readonly lanes: readonly LineLane[];
  readonly promises: readonly LinePromise[];
  readonly marks?: readonly LineMark[];
  readonly now: Instant;
  readonly period: LinePeriod;
  readonly onPeriod: (period: LinePeriod) => void;
  /** Where all of them stand as a list. */
  readonly list: string;
}

/**
 * Time from left to right, one lane an organisation: promises as bars, handovers as crossings between lanes, now as a line down. What is
 * stuck is where it is thick and red. One stop for Tab; arrows go along time and between lanes.
 */
export function LinePicture({ title, lanes, promises, marks = [], now, period, onPeriod, list }: LinePictureProps) {
  const f = useFurther();
  const id = useId();
  const [ref, width] = useWidth<HTMLDivElement>();
  const [chosen, setChosen] = useState<string | null>(null);
  const picture = useRef<SVGSVGElement>(null);
  const { from, to } = windowOf(period, now);
  const told = layoutLine({
    width: Math.max(240, width),
    from,
    to,
    lanes: lanes.map(({ key }) => key),
    bars: promises,
  });
  const laneOf = new Map(
    promises.map((promise) => [promise.key, told.lanes.findIndex(({ key }) => key === promise.lane)]),
  );
  const words = new Map(promises.map((promise) => [promise.key, promise]));
  const stop = told.bars.some(({ key }) => key === chosen) ? chosen : told.bars[0]?.key;
  const move = (event: KeyboardEvent): void => {
    if (!/^(Arrow(Left|Right|Up|Down)|Home|End)$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey)
      return;
    event.preventDefault();
    const next = stepFrom(
      told.bars.map((bar) => ({ ...bar, lane: laneOf.get(bar.key) ?? 0 })),
      stop ?? '',
      event.key,
    );
    if (next) picture.current?.querySelector<HTMLElement>(`[data-bar="${next}"]`)?.focus();
  };
  return (
    <div className="picture">
      <Periods period={period} onPeriod={onPeriod} name={id} />
      <div ref={ref}>
        {width > 0 && (
          <svg
            ref={picture}
            className="line-picture"
            viewBox={`0 0 ${Math.max(240, width)} ${told.height}`}
            width={Math.max(240, width)}
            height={told.height}
            role="group"
            aria-labelledby={id}
          >
            <title id={id}>{title}</title>
            <Ground told={told} width={width} now={now} ticks={ticksOf(period, from, to)} period={period} />
            <Marks told={told} marks={marks.filter(({ at }) => at >= from && at <= to)} />
            <g aria-hidden="true">
              {told.crossings.map(({ key, x, y1, y2 }) => (
                <path
                  key={key}
                  className="crossing"
                  data-tone={words.get(key)?.tone}
                  d={`M${x} ${y1}V${y2}m-4 ${y2 > y1 ? -6 : 6}l4 ${y2 > y1 ? 6 : -6}l4 ${y2 > y1 ? -6 : 6}`}
                />
              ))}
            </g>
            <Lanes told={told} lanes={lanes} width={width} list={list} />
            <g aria-hidden="true">
              {told.bars.map(({ key, x, y, width: w, lateX }) => (
                <g key={key} className="bar" data-tone={words.get(key)?.tone} data-on={key === chosen || undefined}>
                  <rect x={x} y={y} width={w} height={barHeight} rx={4} />
                  {lateX !== null && (
                    <rect
                      className="bar-late"
                      x={lateX}
                      y={y + barHeight - 4}
                      width={x + w - lateX}
                      height={4}
                      rx={2}
                    />
                  )}
                </g>
              ))}
            </g>
            <g role="list" aria-label={title}>
              {told.bars.map(({ key, x, y, width: w }) => {
                const promise = words.get(key);
                return (
                  promise && (
                    <foreignObject key={key} role="listitem" x={x} y={y} width={w} height={barHeight}>
                      <Link
                        className="bar-link"
                        to={promise.href}
                        data-bar={key}
                        tabIndex={key === stop ? 0 : -1}
                        onKeyDown={move}
                        title={promise.told}
                        aria-label={promise.told}
                        onFocus={() => setChosen(key)}
                        onMouseEnter={() => setChosen(key)}
                      >
                        {w > 34 && <span data-tone={promise.tone}>{promise.words}</span>}
                      </Link>
                    </foreignObject>
                  )
                );
              })}
            </g>
          </svg>
        )}
      </div>
      <p className="line-told small" aria-hidden="true">
        {told.bars.length === 0 ? f.line.empty : ((chosen && words.get(chosen)?.told) ?? f.line.hint)}
      </p>
      <p className="picture-key small soft no-print" aria-hidden="true">
        <span data-key="carried">{f.line.tones.promised}</span>
        <span data-key="pending">{f.line.tones.offered}</span>
        <span data-key="late">{f.line.tones.late}</span>
        <span data-key="kept">{f.line.tones.kept}</span>
      </p>
    </div>
  );
}

/** Down through all lanes, with a sign at the axis: what is done is filled, what lies ahead is not. */
function Marks({ told, marks }: { readonly told: LineLayout; readonly marks: readonly LineMark[] }) {
  return (
    <g aria-hidden="true">
      {marks.map(({ key, at, words, tone }) => {
        const x = told.x(at);
        return (
          <g key={key} className="line-mark" data-tone={tone}>
            <title>{words}</title>
            <line x1={x} x2={x} y1={axisHeight} y2={told.height} />
            <path d={`M${x} ${axisHeight - 7}l6 6l-6 6l-6 -6z`} />
          </g>
        );
      })}
    </g>
  );
}

interface PeriodsProps extends Pick<LinePictureProps, 'period' | 'onPeriod'> {
  readonly name: string;
}

function Periods({ period, onPeriod, name }: PeriodsProps) {
  const f = useFurther();
  return (
    <fieldset className="periods no-print">
      <legend className="sr-only">{f.line.period}</legend>
      {linePeriods.map((one) => (
        <label key={one} className="period">
          <input type="radio" name={`period${name}`} checked={one === period} onChange={() => onPeriod(one)} />
          <span>{f.line.periods[one]}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface GroundProps {
  readonly told: LineLayout;
  readonly width: number;
  readonly now: Instant;
  readonly ticks: readonly Tick[];
  readonly period: LinePeriod;
}

/** The axis and the line down at now. */
function Ground({ told, width, now, ticks, period }: GroundProps) {
  const f = useFurther();
  const language = useLanguage();
  const word = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    timeZone: STOCKHOLM,
    month: 'short',
    ...(period === 'year' ? {} : { day: 'numeric' }),
  });
  const narrow = width < 620;
  const named = ticks.filter((tick) => tick.named);
  // Every second name is enough where there is little room.
  const shown = new Set(narrow ? named.filter((_, n) => n % 2 === 0) : named);
  const nowX = told.x(now);
  return (
    <g aria-hidden="true">
      {ticks.map((tick) => {
        const x = told.x(tick.at);
        const said = shown.has(tick) && (x > nowX + 14 || x < nowX - 56) && x < width - 34;
        return (
          <g key={tick.at}>
            <line className="tick" data-named={tick.named} x1={x} x2={x} y1={axisHeight - 4} y2={told.height} />
            {said && (
              <text className="tick-word" x={x + 3} y={14}>
                {word.format(tick.at)}
              </text>
            )}
          </g>
        );
      })}
      <line className="now-line" x1={nowX} x2={nowX} y1={axisHeight - 8} y2={told.height} />
      <text className="now-word" x={nowX} y={14} textAnchor="middle">
        {f.line.now}
      </text>
    </g>
  );
}

interface LanesProps extends Pick<LinePictureProps, 'lanes' | 'list'> {
  readonly told: LineLayout;
  readonly width: number;
}

function Lanes({ told, lanes, width, list }: LanesProps) {
  const f = useFurther();
  return told.lanes.map(({ key, y, height, hidden }) => {
    const lane = lanes.find((one) => one.key === key);
    return (
      <g key={key}>
        <line className="lane-edge" x1={0} x2={width} y1={y} y2={y} aria-hidden="true" />
        <foreignObject x={0} y={y + 2} width={told.beside === 0 ? width - 76 : told.beside - 8} height={24}>
          <span className="tag" data-kind={lane?.pattern} title={lane?.name}>
            <span className="tag-word">{lane?.tag}</span>
          </span>
        </foreignObject>
        {hidden > 0 && (
          <foreignObject x={width - 60} y={y + height - 32} width={60} height={24}>
            <Link className="bar-more" to={list} aria-label={f.line.moreIn(hidden, lane?.name ?? '')}>
              {f.line.more(hidden)}
            </Link>
          </foreignObject>
        )}
      </g>
    );
  });
}
