import { type ReactNode, useEffect, useState } from 'react';
import { toIso } from '../../contract/kernel/time.ts';
import { type ShiftReport, type ShiftSection, type Told, todayRoutes } from '../../contract/today.ts';
import { currentInstant, setServerNow, useTimes } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { useSend } from '../kernel/send.ts';
import { useMe } from '../kernel/session.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { PromiseRow } from '../kernel/ui/promise-row.tsx';
import { Empty, Loaded, Skeleton } from '../kernel/ui/states.tsx';
import { ShiftGaps } from './shift-gaps.tsx';
import { ShiftPick, useMyShift } from './shift-pick.tsx';
import { text } from './text.ts';
import { addressOfPromise } from './today-address.ts';
import './commitments.css';
import './today.css';

/** The handover from one working period to the next, in one read: what has happened since, and what must be done during the shift. */
export default function ShiftPage() {
  const t = useText(text);
  const me = useMe();
  const times = useTimes();
  const shift = useMyShift();
  const printed = t.today.printed(me.name, times.full(toIso(currentInstant())));
  return (
    <Page
      title={t.shift.title}
      lead={
        <p>
          {me.assignment?.unit?.name}
          <span className="no-print"> · {t.shift.lead}</span>
          <span className="print-only"> · {printed}</span>
        </p>
      }
      back={{ to: '/', words: t.shift.back }}
      actions={
        <Button look="quiet" onClick={() => print()}>
          {t.shift.print}
        </Button>
      }
    >
      {shift.until ? <Report until={toIso(shift.until)} pick={<ShiftPick shift={shift} />} /> : <Skeleton lines={10} />}
    </Page>
  );
}

function Report({ until, pick }: { readonly until: string; readonly pick: ReactNode }) {
  const read = useRead(todayRoutes.shift, { query: { until } }, { keep: true });
  return <Loaded read={read}>{(report) => <Shown report={report} pick={pick} />}</Loaded>;
}

const since: readonly ShiftSection[] = ['late', 'new', 'answered', 'withdrawn'];

function Shown({ report, pick }: { readonly report: ShiftReport; readonly pick: ReactNode }) {
  const t = useText(text);
  const times = useTimes();
  useEffect(() => setServerNow(report.now), [report.now]);
  const all = [...report.rows, ...report.previews];
  const of = (section: ShiftSection): Told[] =>
    all.filter((told) => told.section === section).toSorted(bySection(section));
  const nothing = report.gaps.length === 0 && since.every((section) => of(section).length === 0);
  return (
    <div className="shift-parts">
      <div className="spread">
        <p>
          {report.worked === null ? t.shift.first : t.shift.worked(times.moment(report.worked))}
          {report.worked !== null && report.worked !== report.since && ` ${t.shift.since(times.moment(report.since))}`}
        </p>
        <Read to={report.now} />
      </div>
      {nothing && <Empty>{t.shift.nothing}</Empty>}
      {since.map((section) => (
        <Section key={section} section={section} told={of(section)} count={report.counts[section] ?? 0} />
      ))}
      <ShiftGaps gaps={report.gaps} />
      <section className="stack-tight" aria-labelledby="shift-due">
        <h2 id="shift-due">{t.shift.duringTitle}</h2>
        {pick}
        <p className="soft">{t.shift.until(times.moment(report.until))}</p>
        <Rows told={of('due')} count={report.counts.due ?? 0} empty={t.shift.nothingDue} />
      </section>
    </div>
  );
}

/** What is late or falls due in the order of the clock, what has happened with the latest first. */
const bySection =
  (section: ShiftSection) =>
  (a: Told, b: Told): number =>
    (section === 'due' || section === 'late' ? 1 : -1) * a.at.localeCompare(b.at) || a.line.id.localeCompare(b.line.id);

interface SectionProps {
  readonly section: ShiftSection;
  readonly told: readonly Told[];
  /** How many there are in all. */
  readonly count: number;
}

function Section({ section, told, count }: SectionProps) {
  const t = useText(text);
  if (told.length === 0) return null;
  return (
    <section className="stack-tight" aria-labelledby={`shift-${section}`}>
      <header className="group-head">
        <h2 id={`shift-${section}`}>{t.shift.sections[section]}</h2>
        <span className="badge figures">{count}</span>
      </header>
      <Rows told={told} count={count} />
    </section>
  );
}

function Rows({ told, count, empty }: Omit<SectionProps, 'section'> & { readonly empty?: string }) {
  const t = useText(text);
  if (told.length === 0) return empty ? <Empty>{empty}</Empty> : null;
  return (
    <>
      <ul className="rows">
        {told.map((one) => (
          <PromiseRow
            key={one.line.id}
            promise={one.line}
            to={addressOfPromise(one.line.id)}
            endedAt={one.section === 'withdrawn' || ended.has(one.line.state) ? one.at : null}
            move={<What told={one} />}
          />
        ))}
      </ul>
      {count > told.length && <p className="small soft">{t.shift.more(count - told.length)}</p>}
    </>
  );
}

const ended: ReadonlySet<Told['line']['state']> = new Set(['kept', 'not_kept', 'declined', 'withdrawn', 'lapsed']);

/** What happened, and when. */
function What({ told: { section, at, line } }: { readonly told: Told }) {
  const t = useText(text);
  const times = useTimes();
  if (section === 'due' || section === 'late') return null;
  return (
    <span className="row-state">
      {section === 'new'
        ? t.shift.came(times.moment(at))
        : `${t.events[line.state]?.toLowerCase() ?? line.state} ${times.moment(at)}`}
    </span>
  );
}

/** "Jag har läst": what comes next is counted from what was shown, not from the press. */
function Read({ to }: { readonly to: string }) {
  const t = useText(text);
  const { send, busy, problem } = useSend(todayRoutes.markRead, 'shift:read');
  const [read, setRead] = useState(false);
  const press = async (): Promise<void> => {
    if (!(await send({ body: { to } }))) return;
    setRead(true);
    tell(t.shift.readDone);
  };
  return (
    <div className="cluster no-print">
      {problem && <Problem error={problem} />}
      <Button busy={busy} onClick={() => void press()}>
        {t.shift.read}
      </Button>
      {read && (
        <ButtonLink to="/" look="quiet">
          {t.shift.back}
        </ButtonLink>
      )}
    </div>
  );
}
