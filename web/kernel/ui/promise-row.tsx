import type { ReactNode } from 'react';
import type { PromiseRow as Row } from '../../../contract/commitments.ts';
import { fromIso } from '../../../contract/kernel/time.ts';
import { useLanguage } from '../language.ts';
import { useSaidNow } from '../now.ts';
import { type ClockOf, clockOf, type ClockTone } from '../promise-clock.ts';
import { useCommon } from '../text.ts';
import { fullTimeWord, timeWord } from '../time-words.ts';
import { ClockRing } from './clock-ring.tsx';
import { Icon } from './icon.tsx';
import { Link } from './link.tsx';
import { Party } from './tag.tsx';

/** The clock of a promise: ring and words. Follows the time by itself, and is drawn anew only when it says something else. */
export function Clock({ promise, ours }: { readonly promise: ClockOf; readonly ours: boolean }) {
  const t = useCommon();
  const language = useLanguage();
  const said = useSaidNow((now) => {
    const { tone, at, left } = clockOf(promise, ours, now);
    return [tone, at, left.toFixed(2), timeWord(fromIso(at), now, language)].join('|');
  });
  const [tone, at, left, word] = said.split('|') as [ClockTone, string, string, string];
  return (
    <span className="row-clock" data-tone={tone}>
      <ClockRing tone={tone} left={Number(left)} />
      <time className="tone" dateTime={at} title={fullTimeWord(fromIso(at), language)}>
        {word}
        <span className="sr-only">, {t.row.clock[tone]}</span>
      </time>
    </span>
  );
}

type Sides = Pick<Row, 'from' | 'to' | 'openTo' | 'state'>;
const offered = new Set<Row['state']>(['offered', 'received', 'proposed', 'declined', 'withdrawn', 'lapsed']);

/** From whom to whom: the arrow is dashed while offered and solid when accepted. */
export function Route({ promise }: { readonly promise: Sides }) {
  const t = useCommon();
  const firm = !offered.has(promise.state);
  return (
    <span className="route">
      <span className="sr-only">{t.row.from} </span>
      <Party party={promise.from} />
      <svg className="arrow" data-firm={firm} viewBox="0 0 26 10" aria-hidden="true" focusable="false">
        <path d="M1 5h21" />
        <path d="M19 1.5L23.5 5 19 8.5" />
      </svg>
      <span className="sr-only">
        , {firm ? t.row.promised : t.row.offered} {t.row.to}{' '}
      </span>
      <Party party={promise.to} openTo={promise.openTo} />
    </span>
  );
}

interface PromiseRowProps {
  readonly promise: Row;
  /** Where the row opens. */
  readonly to: string;
  readonly open?: boolean;
  /** False on a person's own page, where it goes without saying. */
  readonly showPerson?: boolean;
  readonly endedAt?: string | null;
  /** The one next move, as a button; or what we wait for. */
  readonly move?: ReactNode;
  /** Before the row: what chooses it among several. */
  readonly choose?: ReactNode;
  readonly chosen?: boolean;
  /** After the facts: who has it in hand. */
  readonly hands?: ReactNode;
}

/** The one row of the whole product. */
export function PromiseRow({
  promise,
  to,
  open = false,
  showPerson = true,
  endedAt = null,
  move,
  choose,
  chosen = false,
  hands,
}: PromiseRowProps) {
  const t = useCommon();
  const { person } = promise;
  return (
    <li className="row" data-open={open || undefined} data-chosen={chosen || undefined} data-id={promise.id}>
      {choose}
      <div className="row-inner">
        <Clock promise={endedAt === null ? promise : { ...promise, endedAt }} ours={promise.group !== 'wait'} />
        <div className="row-main">
          <Link className="row-what" to={to} aria-current={open ? 'true' : undefined} data-row={promise.id}>
            {promise.what}
          </Link>
          <div className="row-meta">
            {!showPerson ? null : person ? <Who person={person} /> : <span>{t.row.hidden}</span>}
            <Route promise={promise} />
            {promise.urgency === 'acute' && (
              <span className="badge" data-state="late">
                {t.urgencies.acute}
              </span>
            )}
            {hands}
          </div>
        </div>
        {move && <div className="row-move">{move}</div>}
      </div>
    </li>
  );
}

/** Whom it is about. On paper, which can be left behind, a protected identity is not written out. */
function Who({ person }: { readonly person: NonNullable<Row['person']> }) {
  const t = useCommon();
  if (person.protection === 'none') return <span className="row-who">{person.name}</span>;
  return (
    <>
      <span className="row-who" data-protected>
        {person.name}{' '}
        <span title={t.row.protected}>
          <Icon name="lock" />
          <span className="sr-only">{t.row.protected}</span>
        </span>
      </span>
      <span className="row-who-paper">{t.row.protected}</span>
    </>
  );
}
