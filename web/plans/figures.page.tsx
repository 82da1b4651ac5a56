import { useEffect } from 'react';
import { type FollowUpCell, followUpRoutes, followUpStood, type FollowUpStood } from '../../contract/follow-ups.ts';
import type { AnswerOf } from '../../contract/kernel/route.ts';
import { STOCKHOLM } from '../../contract/kernel/time.ts';
import { useDirectory } from '../kernel/directory.ts';
import { useLanguage } from '../kernel/language.ts';
import { setServerNow } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { address, useSearch } from '../kernel/route.ts';
import { useMe } from '../kernel/session.ts';
import { useText } from '../kernel/text.ts';
import { Link } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Empty, Loaded } from '../kernel/ui/states.tsx';
import { PartyTag, UnitTag } from '../kernel/ui/tag.tsx';
import { figuresText } from './figures-text.ts';
import { PlanRows } from './plan-rows.tsx';
import './plans.css';

type Figures = AnswerOf<typeof followUpRoutes.followUpFigures>;
type Level = Figures['level'];
const here = '/plans/follow-ups';

/** Follow-ups due, held and late, by month: of the own unit, or of the municipalities of a joint group. */
export default function FiguresPage() {
  const t = useText(figuresText);
  const search = useSearch();
  const me = useMe();
  const level: Level = search.get('level') === 'authority' ? 'authority' : 'unit';
  const read = useRead(followUpRoutes.followUpFigures, { query: { level } }, { keep: true });
  const joint = me.assignment?.role === 'leader';
  return (
    <Page
      title={t.title}
      lead={t.lead}
      width="wide"
      actions={
        <nav className="switch" aria-label={t.level}>
          <Link to={here} replace aria-current={level === 'unit' ? 'page' : undefined}>
            {t.byUnit}
          </Link>
          <Link
            to={address(here, { level: 'authority' })}
            replace
            aria-current={level === 'authority' ? 'page' : undefined}
          >
            {t.byAuthority}
          </Link>
        </nav>
      }
      back={joint ? { to: '/gaps', words: t.gaps } : { to: '/plans', words: t.all }}
    >
      <Loaded read={read} lines={10}>
        {(figures) => <Shown figures={figures} />}
      </Loaded>
    </Page>
  );
}

function Shown({ figures }: { readonly figures: Figures }) {
  const t = useText(figuresText);
  useEffect(() => setServerNow(figures.now), [figures.now]);
  const ids = [...new Set(figures.cells.map(({ id }) => id))];
  if (ids.length === 0) return <Empty>{t.empty}</Empty>;
  return (
    <>
      {ids.map((id) => (
        <Organisation key={id} id={id} figures={figures} />
      ))}
      {figures.withheld.cells > 0 && (
        <p className="small soft">{t.withheld(figures.withheld.cells, figures.withheld.under)}</p>
      )}
    </>
  );
}

const countOf = ({ held, late, missing, coming, noNext }: FollowUpCell): Record<FollowUpStood, number> => ({
  held,
  late,
  missing,
  coming,
  no_next: noNext,
});
const nothing = { held: 0, late: 0, missing: 0, coming: 0, no_next: 0 };

/** One unit or authority: its months, each with its figures and a bar of what was held in time, late and not at all. */
function Organisation({ id, figures }: { readonly id: string; readonly figures: Figures }) {
  const t = useText(figuresText);
  const monthWord = useMonth();
  const own = figures.level === 'unit' && id === figures.unitId;
  const search = useSearch();
  const asked = { month: search.get('month') ?? '', stood: followUpStood.find((one) => one === search.get('stood')) };
  const cells = new Map(figures.cells.filter((cell) => cell.id === id).map((cell) => [cell.month, countOf(cell)]));
  const months = figures.months.filter((month) => cells.has(month));
  const most = Math.max(1, ...[...cells.values()].map((one) => one.held + one.late + one.missing + one.coming));
  return (
    <section className="stack-tight figures-part" aria-labelledby={`figures-${id}`}>
      <h2 id={`figures-${id}`}>
        <Name id={id} level={figures.level} />
      </h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role -- what rolls must be reachable to be rolled (WCAG 2.1.1), and is no landmark of its own */}
      <div role="group" className="figures-scroll" tabIndex={0} aria-labelledby={`figures-${id}`}>
        <table className="figures-table figures">
          <thead>
            <tr>
              <th scope="col">{t.month}</th>
              <th scope="col">{t.due}</th>
              {followUpStood.map((stood) => (
                <th key={stood} scope="col">
                  {t.stood[stood]}
                </th>
              ))}
              <th scope="col" className="no-print">
                <span className="sr-only">{t.onTime}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {months.map((month) => {
              const counts = cells.get(month) ?? nothing;
              return (
                <tr key={month} data-open={(own && asked.month === month) || undefined}>
                  <th scope="row">{monthWord(month)}</th>
                  <td className="strong">{counts.held + counts.late + counts.missing + counts.coming}</td>
                  {followUpStood.map((stood) => (
                    <td
                      key={stood}
                      data-tone={stood === 'missing' || stood === 'late' || stood === 'no_next' ? 'late' : undefined}
                      data-zero={counts[stood] === 0 || undefined}
                    >
                      {own && counts[stood] > 0 ? (
                        <Link
                          to={address(here, { month, stood })}
                          replace
                          aria-current={asked.month === month && asked.stood === stood ? 'true' : undefined}
                          aria-label={t.open(t.stood[stood], monthWord(month), counts[stood])}
                        >
                          {counts[stood]}
                        </Link>
                      ) : (
                        counts[stood]
                      )}
                    </td>
                  ))}
                  <td className="figures-bar no-print" aria-hidden="true">
                    <Bar counts={counts} most={most} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {own && asked.stood && asked.month !== '' && (
        <Behind month={asked.month} stood={asked.stood} count={cells.get(asked.month)?.[asked.stood] ?? 0} />
      )}
    </section>
  );
}

/** The same figures as a picture; the table says them in words. */
function Bar({ counts, most }: { readonly counts: Record<FollowUpStood, number>; readonly most: number }) {
  const width = 120;
  let x = 0;
  const parts = (['held', 'late', 'missing', 'coming'] as const).map((stood) => {
    const part = { stood, x, width: (counts[stood] / most) * width };
    x += part.width;
    return part;
  });
  return (
    <svg width={width} height={12} viewBox={`0 0 ${width} 12`}>
      {parts.map((part) => (
        <rect
          key={part.stood}
          data-stood={part.stood}
          x={part.x}
          y={1}
          width={Math.max(0, part.width - (part.width > 2 ? 1 : 0))}
          height={10}
          rx={2}
        />
      ))}
    </svg>
  );
}

function Name({ id, level }: { readonly id: string; readonly level: Level }) {
  const directory = useDirectory();
  if (level === 'unit') return <UnitTag id={id} long />;
  const authority = directory?.authorities.find((one) => one.id === id);
  return <PartyTag words={authority?.name ?? '…'} kind={authority?.kind ?? 'joint'} />;
}

function useMonth(): (month: string) => string {
  const language = useLanguage();
  const words = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    timeZone: STOCKHOLM,
    month: 'long',
    year: 'numeric',
  });
  return (month) => words.format(new Date(`${month}-15T12:00:00Z`));
}

/** The plans that a figure of the own unit counts, as far as they may be read. */
function Behind({
  month,
  stood,
  count,
}: {
  readonly month: string;
  readonly stood: FollowUpStood;
  readonly count: number;
}) {
  const t = useText(figuresText);
  const monthWord = useMonth();
  const read = useRead(followUpRoutes.followUpPlans, { query: { month, stood } });
  return (
    <section className="stack-tight" aria-labelledby="figures-behind" aria-live="polite">
      <div className="spread">
        <h3 id="figures-behind">{t.behind(t.stood[stood], monthWord(month))}</h3>
        <Link to={here} replace>
          {t.close}
        </Link>
      </div>
      <Loaded read={read}>
        {({ plans }) => (
          <>
            {plans.length === 0 ? <p className="soft">{t.behindNone}</p> : <PlanRows plans={plans} />}
            {plans.length > 0 && plans.length < count && <p className="small soft">{t.behindFewer}</p>}
          </>
        )}
      </Loaded>
    </section>
  );
}
