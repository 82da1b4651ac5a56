import { useState } from 'react';
import { planRoutes, type PlanTimeline } from '../../contract/plans.ts';
import { fromIso } from '../../contract/kernel/time.ts';
import { useUnits } from '../kernel/directory.ts';
import { useNow, useTimes } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { address } from '../kernel/route.ts';
import { useCommon, useText } from '../kernel/text.ts';
import type { LinePeriod } from '../kernel/ui/line-layout.ts';
import { type LineLane, type LineMark, LinePicture, type LinePromise } from '../kernel/ui/line-picture.tsx';
import { Link } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Empty, Loaded } from '../kernel/ui/states.tsx';
import { kindOf } from '../kernel/ui/tag.tsx';
import './plans.css';
import { text } from './text.ts';
import { barOf, laneOf, toldSteps, wasLate } from './timeline-bars.ts';
import { timelineText } from './timeline-text.ts';
import { planAddress, usePlan } from './use-plan.ts';

/** What has happened to each promise of the plan over time, as a picture and in words. */
export default function TimelinePage() {
  const t = useText(timelineText);
  const common = useText(text);
  const { personId, planId, plans } = usePlan();
  const read = useRead(planRoutes.planTimeline, { params: { personId, planId } }, { enabled: planId !== '' });
  return (
    <Page
      title={t.title}
      lead={t.lead}
      width="wide"
      back={{ to: planAddress(personId, planId), words: common.backToPlan }}
    >
      <Loaded read={plans}>{() => <Loaded read={read}>{(timeline) => <Shown timeline={timeline} />}</Loaded>}</Loaded>
    </Page>
  );
}

const tones = {
  established: 'done',
  closed: 'done',
  follow_up: 'done',
  meeting_cancelled: 'off',
  next_follow_up: 'ahead',
} as const;

function Shown({ timeline }: { readonly timeline: PlanTimeline }) {
  const t = useText(timelineText);
  const now = useNow(300_000);
  const times = useTimes();
  const [period, setPeriod] = useState<LinePeriod>('year');
  const { lanes, promises } = useLanes(timeline, now);
  const marks = timeline.marks.map(({ id, kind, at }): LineMark => ({
    key: `${kind}:${id}`,
    at: fromIso(at),
    words: `${t.kinds[kind]} ${times.date(at)}`,
    tone: kind === 'meeting' ? (fromIso(at) < now ? 'done' : 'ahead') : tones[kind],
  }));
  return (
    <>
      {promises.length === 0 ? (
        <Empty>
          <p>{t.none}</p>
        </Empty>
      ) : (
        <LinePicture
          title={t.title}
          lanes={lanes}
          promises={promises}
          marks={marks}
          now={now}
          period={period}
          onPeriod={setPeriod}
          list="#plan-in-words"
        />
      )}
      <InWords timeline={timeline} />
    </>
  );
}

function useLanes(timeline: PlanTimeline, now: number): { lanes: LineLane[]; promises: LinePromise[] } {
  const t = useText(timelineText);
  const c = useCommon();
  const times = useTimes();
  const units = useUnits();
  const named = (key: string): string =>
    units(key)?.name ?? (key === 'person' || key === 'relative' ? c.parties[key] : t.others);
  const lanes = [...new Set(timeline.promises.map(laneOf))].map((key): LineLane => {
    const unit = units(key);
    return unit
      ? { key, tag: unit.tag, name: unit.name, pattern: kindOf(unit) }
      : { key, tag: named(key), name: named(key), pattern: 'person' };
  });
  const promises = timeline.promises.map((one): LinePromise => {
    const when = one.endedAt === null ? times.moment(one.dueAt) : times.date(one.endedAt);
    return {
      ...barOf(one, now),
      words: one.what,
      told: `${one.what}. ${named(laneOf(one))}. ${c.states[one.state]}${wasLate(one) ? `, ${t.late}` : ''}, ${when}`,
      href: address('/', { promise: one.commitmentId }),
    };
  });
  return {
    lanes: lanes.toSorted((a, b) => a.pattern.localeCompare(b.pattern) || a.tag.localeCompare(b.tag, 'sv')),
    promises,
  };
}

/** For those who read rather than look, and for print. */
function InWords({ timeline }: { readonly timeline: PlanTimeline }) {
  const t = useText(timelineText);
  const c = useCommon();
  const times = useTimes();
  const units = useUnits();
  return (
    <section className="stack" id="plan-in-words" aria-labelledby="in-words">
      <h2 id="in-words">{t.list}</h2>
      <h3>{t.marks}</h3>
      <ul className="stack-tight">
        {timeline.marks.map(({ id, kind, at }) => (
          <li key={`${kind}:${id}`}>
            <time dateTime={at}>{times.date(at)}</time> {t.kinds[kind]}
          </li>
        ))}
      </ul>
      <h3>{t.promises}</h3>
      <ul className="stack">
        {timeline.promises.map((one) => (
          <li key={one.id}>
            <Link to={address('/', { promise: one.commitmentId })} className="strong">
              {one.what}
            </Link>{' '}
            <span className="soft">
              {one.ownerKind === 'unit' ? units(one.unitId)?.name : c.parties[one.ownerKind]}, {c.states[one.state]}
              {wasLate(one) && <span className="late"> ({t.late})</span>}
            </span>
            <ol className="plan-steps small">
              {toldSteps(one.steps).map(({ type, at, movedTo }) => (
                <li key={`${type}${at}`}>
                  <time dateTime={at}>{times.date(at)}</time> {t.steps[type] ?? type}{' '}
                  {movedTo && t.to(times.date(movedTo))}
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ul>
    </section>
  );
}
