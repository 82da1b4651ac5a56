import { useMemo } from 'react';
import type { PersonOverview } from '../../contract/people.ts';
import type { Instant } from '../../contract/kernel/time.ts';
import { useUnits } from '../kernel/directory.ts';
import { useNow, useTimes } from '../kernel/now.ts';
import { address, useSearch } from '../kernel/route.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { useFurther } from '../kernel/text/further.ts';
import type { LinePeriod } from '../kernel/ui/line-layout.ts';
import { linePeriods } from '../kernel/ui/line-layout.ts';
import { type LineLane, LinePicture, type LinePromise } from '../kernel/ui/line-picture.tsx';
import { useGo } from '../kernel/ui/link.tsx';
import { kindOf } from '../kernel/ui/tag.tsx';
import { barOf, laneOf } from './line-bars.ts';
import { pageText } from './page-text.ts';
import { text } from './text.ts';

/** The person's promises as a line in time. Fetched when it is needed: the rows above say the same in words. */
export default function PersonLine({ overview }: { readonly overview: PersonOverview }) {
  const t = useText(text);
  const go = useGo();
  const now = useNow(300_000);
  const search = useSearch();
  const asked = linePeriods.find((period) => period === search.get('line')) ?? 'quarter';
  const { lanes, promises } = useLanes(overview, now);
  const page = `/persons/${overview.person.id}`;
  const setPeriod = (period: LinePeriod): void => {
    search.set('line', period);
    go(address(page, Object.fromEntries(search)), { replace: true, stay: true });
  };
  return (
    <LinePicture
      title={t.sections.line}
      lanes={lanes}
      promises={promises}
      now={now}
      period={asked}
      onPeriod={setPeriod}
      list={`${page}#promises`}
    />
  );
}

function useLanes(overview: PersonOverview, now: Instant): { lanes: LineLane[]; promises: LinePromise[] } {
  const common = useCommon();
  const further = useFurther();
  const p = useText(pageText);
  const times = useTimes();
  const units = useUnits();
  return useMemo(() => {
    const nameOf = (kind: string, unitId: string | null): string =>
      unitId ? (units(unitId)?.name ?? '') : kind === 'unit' ? p.line.several : common.parties[kind as 'person'];
    const promises = overview.promises.map((promise): LinePromise => {
      const bar = barOf(promise, now);
      const when =
        promise.endedAt !== null
          ? times.date(promise.endedAt)
          : `${bar.tone === 'offered' ? p.line.answerBy : p.line.due} ${times.moment(bar.tone === 'offered' ? promise.answerBy : promise.dueAt)}`;
      const whom = `${nameOf(promise.fromKind, promise.fromUnitId)} → ${nameOf(promise.toKind, promise.toUnitId)}`;
      return {
        ...bar,
        words: promise.what,
        told: `${promise.what}. ${whom}. ${common.states[promise.state]}${bar.tone === 'late' ? `, ${further.line.tones.late}` : ''}, ${when}`,
        href: address('/', { promise: promise.id }),
      };
    });
    const both = overview.promises.flatMap((one) => [laneOf(one), ...(one.fromUnitId ? [one.fromUnitId] : [])]);
    const keys = [...new Set(both)];
    const lanes = keys.map((key): LineLane => {
      const unit = units(key);
      if (unit) return { key, tag: unit.tag, name: unit.name, pattern: kindOf(unit) };
      const words =
        key === 'several' ? p.line.several : key === 'person' || key === 'relative' ? common.parties[key] : '…';
      return { key, tag: words, name: words, pattern: key === 'several' ? 'joint' : 'person' };
    });
    const order = lanes.toSorted((a, b) => a.pattern.localeCompare(b.pattern) || a.tag.localeCompare(b.tag, 'sv'));
    return { lanes: order, promises };
    // oxlint-disable-next-line react/exhaustive-deps -- the directory's lookup is new each time, what it answers is not
  }, [overview, now, common, further, p, times, units(overview.circle[0]?.unitId)]);
}
