import { commitmentsRoutes } from '../../contract/commitments.ts';
import type { PersonOverview } from '../../contract/people.ts';
import { fromIso } from '../../contract/kernel/time.ts';
import { useUnits } from '../kernel/directory.ts';
import { useNow, useTimes } from '../kernel/now.ts';
import { useSend } from '../kernel/send.ts';
import { address } from '../kernel/route.ts';
import { useText } from '../kernel/text.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Link } from '../kernel/ui/link.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import type { Mine } from './mine.tsx';
import { text } from './text.ts';

type PromiseLine = PersonOverview['promises'][number];
const living: ReadonlySet<string> = new Set(['accepted', 'paused']);
const asked: ReadonlySet<string> = new Set(['offered', 'received', 'proposed']);

/** Who has promised it, or who is asked, by name. */
export function usePartyName(): (
  promise: Pick<PromiseLine, 'toKind' | 'toUnitId' | 'openTo'>,
  self: boolean,
  name: string,
) => string {
  const t = useText(text);
  const units = useUnits();
  return ({ toKind, toUnitId, openTo }, self, name) => {
    if (toKind === 'person') return self ? t.promises.you : name;
    if (toKind === 'relative') return t.promises.relative;
    return (toUnitId === null ? openTo : [toUnitId])
      .map((id) => units(id)?.name ?? '')
      .filter(Boolean)
      .join(', ');
  };
}

const elsewhere: ReadonlySet<PromiseLine['kind']> = new Set(['signal', 'call', 'message']);

/** What has been promised, by whom and by when; then what is asked; then what is done. */
export function Promises({ mine }: { readonly mine: Mine }) {
  const t = useText(text);
  // What the person has told or written, and the calls to a meeting, have their own pages.
  const all = mine.person.promises.filter(({ kind }) => !elsewhere.has(kind));
  const byDue = (list: readonly PromiseLine[]): PromiseLine[] =>
    list.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt));
  const promised = byDue(all.filter(({ state }) => living.has(state)));
  const waiting = byDue(all.filter(({ state }) => asked.has(state)));
  const done = all.filter(({ state }) => state === 'kept').slice(0, 10);
  return (
    <section className="stack" aria-labelledby="my-promises">
      <h2 id="my-promises">{t.promises.title}</h2>
      {promised.length + waiting.length === 0 && <p className="soft">{t.promises.none}</p>}
      <List promises={promised} mine={mine} />
      {waiting.length > 0 && (
        <>
          <h3>{t.promises.asked}</h3>
          <List promises={waiting} mine={mine} />
        </>
      )}
      {done.length > 0 && (
        <details className="fold">
          <summary>{t.promises.done}</summary>
          <List promises={done} mine={mine} />
        </details>
      )}
    </section>
  );
}

function List({ promises, mine }: { readonly promises: readonly PromiseLine[]; readonly mine: Mine }) {
  if (promises.length === 0) return null;
  return (
    <ul className="my-list">
      {promises.map((promise) => (
        <Line key={promise.id} promise={promise} mine={mine} />
      ))}
    </ul>
  );
}

function Line({ promise, mine }: { readonly promise: PromiseLine; readonly mine: Mine }) {
  const t = useText(text);
  const times = useTimes();
  const now = useNow();
  const party = usePartyName();
  const late = promise.state === 'accepted' && fromIso(promise.dueAt) < now;
  return (
    <li className="my-line" data-late={late || undefined} data-done={promise.state === 'kept' || undefined}>
      <div>
        <p className="strong">{promise.what}</p>
        <p>{party(promise, mine.self, mine.name)}</p>
        {late && promise.toKind === 'unit' && (
          <p className="small">
            {t.promises.lateHelp}{' '}
            <Link
              className="ask-link"
              to={address('/my/signal', {
                words: t.promises.askWords(promise.what),
                to: promise.toUnitId ?? undefined,
                area: promise.area,
              })}
            >
              {t.promises.ask}
              <span className="sr-only">: {promise.what}</span>
            </Link>
          </p>
        )}
      </div>
      <p className="my-when">
        <When promise={promise} late={late} />
      </p>
      {mine.self && promise.toKind === 'person' && promise.state === 'accepted' && <Done promise={promise} />}
      <time className="sr-only" dateTime={promise.dueAt}>
        {times.full(promise.dueAt)}
      </time>
    </li>
  );
}

function When({ promise, late }: { readonly promise: PromiseLine; readonly late: boolean }) {
  const t = useText(text);
  const times = useTimes();
  const now = useNow();
  if (promise.state === 'kept') return `${t.states.kept} ${promise.endedAt ? times.date(promise.endedAt) : ''}`;
  if (promise.state === 'paused')
    return promise.pausedUntil ? t.promises.rest(times.date(promise.pausedUntil)) : t.states.paused;
  if (asked.has(promise.state)) {
    if (fromIso(promise.answerBy) < now) return <strong className="late">{t.promises.answerLate}</strong>;
    return `${t.states[promise.state]}, ${t.promises.answer(times.moment(promise.answerBy))}`;
  }
  if (late) {
    return (
      <>
        <strong className="late">{t.promises.late}</strong>, {t.promises.by(times.date(promise.dueAt))}
      </>
    );
  }
  return t.promises.by(times.word(promise.dueAt));
}

/** What the person has promised is ticked off by the person. */
function Done({ promise }: { readonly promise: PromiseLine }) {
  const t = useText(text);
  const { send, busy, problem } = useSend(commitmentsRoutes.move, `my-keep:${promise.id}`);
  return (
    <div>
      <Button
        look="quiet"
        busy={busy}
        onClick={() => void send({ params: { id: promise.id }, body: { action: 'keep', seen: promise.version } })}
      >
        {t.states.kept}
        <span className="sr-only">: {promise.what}</span>
      </Button>
      {problem && <Problem error={problem} />}
    </div>
  );
}
