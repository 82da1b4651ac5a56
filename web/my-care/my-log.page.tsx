import { useEffect, useState } from 'react';
import { type Emergency, type LogLine, peopleRoutes } from '../../contract/people.ts';
import { useUnits } from '../kernel/directory.ts';
import { useLanguage } from '../kernel/language.ts';
import { useTimes } from '../kernel/now.ts';
import { useReads } from '../kernel/read.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { calendarWord } from '../kernel/time-words.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Loaded, Skeleton } from '../kernel/ui/states.tsx';
import { byUnit, isOwnDoing, isUnusual, logDays, type LogGroup } from './log-lines.ts';
import { type Mine, WithMine } from './mine.tsx';
import { SaveFiles } from './save-files.tsx';
import { NotShared } from './not-shared.tsx';
import { pagesText } from './pages-text.ts';
import { text } from './text.ts';
import { useLogWords } from './use-log-words.ts';

/** Who has read and written, when and why, in plain words; emergencies first. */
export default function MyLogPage() {
  return <WithMine>{(mine) => <Log mine={mine} />}</WithMine>;
}

function Log({ mine }: { readonly mine: Mine }) {
  const t = useText(text);
  const p = useText(pagesText);
  const { self, name } = mine;
  return (
    <Page
      title={self ? t.log.title : t.log.titleRelative(name)}
      width="read"
      lead={self ? p.log.lead : undefined}
      back={{ to: '/', words: p.back }}
    >
      <Emergencies mine={mine} />
      <Lines mine={mine} />
      {self && <p className="soft">{p.log.wrong}</p>}
    </Page>
  );
}

function Emergencies({ mine }: { readonly mine: Mine }) {
  const p = useText(pagesText);
  const { emergencies } = mine.person;
  if (emergencies.length === 0) return null;
  return (
    <section className="note stack" data-tone="near" aria-labelledby="emergencies">
      <h2 id="emergencies">{p.log.emergencies}</h2>
      {emergencies.map((one) => (
        <EmergencyWords key={one.id} one={one} />
      ))}
    </section>
  );
}

function EmergencyWords({ one }: { readonly one: Emergency }) {
  const p = useText(pagesText);
  const times = useTimes();
  const units = useUnits();
  return (
    <div className="stack-tight">
      <p className="strong">
        {p.log.emergencyWords(
          `${one.staffName}, ${one.staffTitle}`,
          units(one.unitId)?.name ?? '',
          times.moment(one.openedAt),
        )}
      </p>
      <p>{p.log.emergencyReason(one.reason)}</p>
      <p className="small">
        {one.reviewedAt ? p.log.emergencyReview(one.reviewedBy ?? '') : p.log.emergencyNot} {one.review}
      </p>
    </div>
  );
}

/** So many lines are looked for before the reader is asked to look further, over so many pages. */
const atLeast = 15;
const mostByItself = 12;
/** A page that is calm to read: a week with something in it. */
const daysAtOnce = 7;

function Lines({ mine }: { readonly mine: Mine }) {
  const t = useText(text);
  const p = useText(pagesText);
  const language = useLanguage();
  const say = useLogWords();
  const units = useUnits();
  const [own, setOwn] = useState(false);
  const [days, setDays] = useState(daysAtOnce);
  const [cursors, setCursors] = useState<readonly (string | undefined)[]>([undefined]);
  const { personId, self } = mine;
  const reads = useReads(
    peopleRoutes.log,
    cursors.map((cursor) => ({
      params: { personId },
      query: { limit: 100, ...(cursor === undefined ? {} : { cursor }) },
    })),
  );
  const [first] = reads;
  const lines = reads.flatMap(({ data }) => data?.items ?? []);
  const next = reads.at(-1)?.data?.next ?? null;
  const doing = (line: LogLine): string => Object.values(say(line, self)).join('|');
  const shown = own ? lines : lines.filter((line) => !isOwnDoing(line, self ? 'person' : 'relative'));
  const told = logDays(shown, doing);
  // The reader's own comings and goings may fill whole pages; what is looked for lies behind them.
  const further = next !== null && shown.length < atLeast && cursors.length < mostByItself;
  useEffect(() => {
    if (!further) return undefined;
    const timer = setTimeout(() => setCursors((before) => (before.includes(next) ? before : [...before, next])));
    return () => clearTimeout(timer);
  }, [further, next]);
  if (!first) return null;
  // To someone close, what is not shared does not exist.
  if (!self && first.error?.code === 'not_found') return <NotShared mine={mine} />;
  return (
    <section className="stack" aria-label={t.log.title}>
      <SaveFiles mine={mine} />
      <label className="choice">
        <input type="checkbox" checked={own} onChange={(event) => setOwn(event.target.checked)} />
        <span>{p.log.showMine}</span>
      </label>
      <Loaded read={first}>
        {() => (
          <>
            {further && <Skeleton lines={3} />}
            {shown.length === 0 && !further && reads.every(({ data }) => data) && <p className="soft">{p.log.none}</p>}
            {self && shown.length > 0 && <p>{shown.some(isUnusual) ? p.log.unusualBelow : p.log.usual}</p>}
            {told.slice(0, days).map(({ date, groups }) => (
              <section key={date} className="stack-tight" aria-labelledby={`day-${date}`}>
                <h2 id={`day-${date}`} className="log-day">
                  {calendarWord(date, language)}
                </h2>
                {byUnit(groups).map(({ unitId, groups: of }) => (
                  <div key={unitId} className="log-unit">
                    <h3>{unitId === null ? p.log.others : (units(unitId)?.name ?? '')}</h3>
                    <ul>
                      {of.map((group) => (
                        <Line key={group.first.seq} group={group} self={self} />
                      ))}
                    </ul>
                  </div>
                ))}
              </section>
            ))}
            {(next !== null || told.length > days) && (
              <div>
                <Button
                  look="quiet"
                  onClick={() => {
                    setDays(days + daysAtOnce);
                    if (next !== null && told.length <= days + daysAtOnce) setCursors([...cursors, next]);
                  }}
                >
                  {p.log.more}
                </Button>
              </div>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

function Line({ group: { first, times: count }, self }: { readonly group: LogGroup; readonly self: boolean }) {
  const p = useText(pagesText);
  const c = useCommon();
  const times = useTimes();
  const say = useLogWords();
  const { who, of, what, why } = say(first, self);
  return (
    <li className="log-line" data-refused={first.opened ? undefined : true}>
      <time className="figures soft" dateTime={first.at} title={times.full(first.at)}>
        {clock(times.full(first.at))}
      </time>
      <div>
        <p>
          {isUnusual(first) && (
            <span className="badge" data-state="near">
              {p.log.unusual}
            </span>
          )}{' '}
          <strong>{who}</strong>
          {of} {what}
          {count > 1 && <span className="soft">, {p.log.times(count)}</span>}
        </p>
        {why && <p className="small soft">{why}</p>}
        {first.role && first.kind === 'staff' && <span className="sr-only">{c.staffRoles[first.role as 'nurse']}</span>}
      </div>
    </li>
  );
}

/** The clock time alone: the day stands above. */
const clock = (full: string): string => full.split(' ').at(-1) ?? full;
