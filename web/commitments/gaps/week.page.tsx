import { useEffect } from 'react';
import { gapsRoutes, type Week } from '../../../contract/gaps.ts';
import { setServerNow, useTimes } from '../../kernel/now.ts';
import { useRead } from '../../kernel/read.ts';
import { useSearch } from '../../kernel/route.ts';
import { useMe } from '../../kernel/session.ts';
import { useText } from '../../kernel/text.ts';
import { ButtonLink } from '../../kernel/ui/button.tsx';
import { Link } from '../../kernel/ui/link.tsx';
import { Page } from '../../kernel/ui/page.tsx';
import { Empty, Loaded } from '../../kernel/ui/states.tsx';
import { Legend } from './figures.tsx';
import { GapTabs } from './tabs.tsx';
import { TrendLine } from './trend-line.tsx';
import { text } from './text.ts';
import { type Asked, weekAddress } from './week-address.ts';
import { Behind } from './week-behind.tsx';
import { WeekTable } from './week-table.tsx';
import './gaps.css';
import './week.css';

/** Who waits for whom in a week: promises open, late, kept and not kept, per pair of units or of authorities. */
export default function WeekPage() {
  const t = useText(text);
  const search = useSearch();
  const asked: Asked = {
    level: search.get('level') === 'authority' ? 'authority' : 'unit',
    week: search.get('week') ?? undefined,
  };
  const read = useRead(
    gapsRoutes.week,
    { query: { level: asked.level, ...(asked.week ? { week: asked.week } : {}) } },
    { keep: true },
  );
  const from = search.get('from');
  const to = search.get('to');
  return (
    <Page title={t.week.title} lead={<p>{t.week.lead}</p>} width="wide" actions={<GapTabs here="week" />}>
      <Loaded read={read} lines={10}>
        {(week) => (
          <>
            <Steps week={week} asked={asked} />
            {week.cells.length === 0 ? (
              <Empty>{t.week.empty}</Empty>
            ) : (
              <WeekTable week={week} asked={asked} open={from && to ? { from, to } : null} />
            )}
            {week.withheld.pairs > 0 && (
              <p className="small soft">{t.week.withheld(week.withheld.pairs, week.withheld.under)}</p>
            )}
            {from && to && <Behind key={`${from}${to}${week.week}`} asked={asked} from={from} to={to} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Steps({ week, asked }: { readonly week: Week; readonly asked: Asked }) {
  const t = useText(text);
  const times = useTimes();
  const me = useMe();
  useEffect(() => setServerNow(week.now), [week.now]);
  const at = week.weeks.findIndex((one) => one.week === week.week);
  const [before, after] = [week.weeks[at - 1], week.weeks[at + 1]];
  const step = (one: Week['weeks'][number] | undefined): string =>
    weekAddress({ ...asked, week: one === week.weeks.at(-1) ? undefined : one?.week });
  const lastDay = new Date(Date.parse(week.to) - 1).toISOString();
  return (
    <div className="week-head">
      <div className="stack-tight">
        <h2>
          {t.week.week(String(Number(week.week.slice(-2))))}
          {after === undefined && <span className="badge">{t.week.this}</span>}
        </h2>
        <p className="soft">
          {times.date(week.from)} – {times.date(lastDay)}
          <span className="print-only"> · {t.printed(me.name, times.full(week.now))}</span>
        </p>
        <div className="cluster no-print">
          {before && (
            <ButtonLink size="small" look="quiet" to={step(before)}>
              ← {t.week.earlier}
            </ButtonLink>
          )}
          {after && (
            <ButtonLink size="small" look="quiet" to={step(after)}>
              {t.week.later} →
            </ButtonLink>
          )}
        </div>
      </div>
      <div className="stack-tight no-print">
        <p className="small soft">{t.week.level}</p>
        <fieldset className="gap-choice" aria-label={t.week.level}>
          <Link
            to={weekAddress({ ...asked, level: 'unit' })}
            replace
            aria-current={asked.level === 'unit' ? 'true' : undefined}
          >
            {t.week.byUnit}
          </Link>
          <Link
            to={weekAddress({ ...asked, level: 'authority' })}
            replace
            aria-current={asked.level === 'authority' ? 'true' : undefined}
          >
            {t.week.byAuthority}
          </Link>
        </fieldset>
        <Legend />
      </div>
      <TrendLine weeks={week.weeks} />
    </div>
  );
}
