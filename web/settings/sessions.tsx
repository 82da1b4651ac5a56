import { useId, useState } from 'react';
import { identityRoutes, type OwnSession } from '../../contract/identity.ts';
import { useTimes } from '../kernel/now.ts';
import { queryClient, readKey, useRead } from '../kernel/read.ts';
import { asProblem, sendOnce } from '../kernel/send.ts';
import { throwAway } from '../kernel/storage.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { Loaded } from '../kernel/ui/states.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { text } from './text.ts';

/** Where one is signed in, and the way to end it: one, all others, or everywhere. */
export function SessionsSection() {
  const t = useText(text).sessions;
  const id = useId();
  const read = useRead(identityRoutes.sessions, {});
  const [problem, setProblem] = useState<unknown>(null);
  const end = async (which: string | null): Promise<boolean> => {
    setProblem(null);
    try {
      const { ended } = await sendOnce(
        identityRoutes.endSessions,
        `end-session:${which ?? 'all'}`,
        { body: { id: which } },
        { keep: false },
      );
      await queryClient.invalidateQueries({ queryKey: readKey(identityRoutes.sessions, {}) });
      tell(t.ended(ended));
      return true;
    } catch (error) {
      setProblem(asProblem(error));
      return false;
    }
  };
  return (
    <section className="stack" aria-labelledby={id} id="sessions">
      <h2 id={id}>{t.title}</h2>
      <p className="soft">{t.lead}</p>
      {problem !== null && <Problem error={problem} />}
      <Loaded read={read} lines={2}>
        {({ items }) => (
          <>
            <ul className="sessions">
              {items.map((one) => (
                <One key={one.id} one={one} onEnd={() => void end(one.id)} />
              ))}
            </ul>
            {items.length === 1 && <p className="soft small">{t.alone}</p>}
            <div className="cluster">
              {items.length > 1 && (
                <Button look="quiet" onClick={() => void end(null)}>
                  {t.endOthers}
                </Button>
              )}
              <form
                method="post"
                action="/auth/sign-out"
                onSubmit={(event) => {
                  const form = event.currentTarget;
                  event.preventDefault();
                  void end(null).then((done) => {
                    if (!done) return;
                    throwAway();
                    form.submit();
                  });
                }}
              >
                <Button type="submit" look="quiet">
                  {t.endAll}
                </Button>
              </form>
            </div>
          </>
        )}
      </Loaded>
    </section>
  );
}

function One({ one, onEnd }: { readonly one: OwnSession; readonly onEnd: () => void }) {
  const t = useText(text).sessions;
  const times = useTimes();
  const [browser = '', system = ''] = one.device?.split('.') ?? [];
  const name =
    one.device === null
      ? t.unknown
      : t.on(t.browsers[browser] ?? t.browsers['other'] ?? '', t.systems[system] ?? t.systems['other'] ?? '');
  return (
    <li className="spread">
      <span>
        <span className="strong">{name}</span> {one.here && <span className="badge">{t.here}</span>}{' '}
        {one.unitId && <UnitTag id={one.unitId} />}
        <br />
        <span className="small soft figures">
          {t.since(times.moment(one.since))} · {t.used(times.moment(one.used))}
        </span>
      </span>
      {!one.here && (
        <Button look="quiet" size="small" aria-label={t.endOne(name)} onClick={onEnd}>
          {t.end}
        </Button>
      )}
    </li>
  );
}
