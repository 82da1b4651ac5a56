import { useEffect } from 'react';
import { ApiProblem } from '../api.ts';
import { contact, followNetwork } from '../contact.ts';
import { liveState } from '../live.ts';
import type { Waiting } from '../outbox.ts';
import { queryClient } from '../read.ts';
import { outbox, sendWaiting, sentLate } from '../send.ts';
import { useSignal } from '../signal.ts';
import { useCommon } from '../text.ts';
import { tell } from '../toast.ts';
import { Button } from '../ui/button.tsx';
import { Link } from '../ui/link.tsx';
import { useProblemWords } from '../ui/problem.tsx';

/** Quiet: that there is no contact, what waits to be sent, and what was refused when it came through. */
export function ContactBanner() {
  const t = useCommon();
  const say = useProblemWords();
  const cut = useSignal(contact) === 'lost';
  const lost = useSignal(liveState) === 'lost' || cut;
  const all = useSignal(outbox.all);
  const waiting = all.filter(({ refused }) => refused === undefined);
  useWayBack(cut);
  useKeepOpen(waiting.length > 0);
  return (
    <>
      <div aria-live="polite" className="contact">
        {(lost || waiting.length > 0) && (
          <div className="banner small">
            {lost && <p>{t.contact.lost}</p>}
            {waiting.length > 0 && (
              <div className="contact-waits">
                <p className="strong">{t.contact.notSent(waiting.length)}</p>
                <ul>
                  {waiting.map((one) => (
                    <li key={one.key} className="cluster">
                      <Link to={one.page}>{one.words}</Link>
                      <Button look="plain" size="small" onClick={() => outbox.takeBack(one.key)}>
                        {t.contact.takeBack}
                      </Button>
                    </li>
                  ))}
                </ul>
              </div>
            )}
          </div>
        )}
      </div>
      {all
        .filter(({ refused }) => refused !== undefined)
        .map((one) => (
          <Refused key={one.key} one={one} why={say(new ApiProblem(one.refused ?? 'fault', 0))} />
        ))}
    </>
  );
}

function Refused({ one, why }: { readonly one: Waiting; readonly why: string }) {
  const t = useCommon();
  return (
    <div className="banner" data-tone="late" role="alert">
      <span>
        <strong>{t.contact.refused(one.words)}</strong> {why}
      </span>
      <span className="cluster">
        <Link to={one.page}>{t.contact.show}</Link>
        <Button look="plain" size="small" onClick={() => outbox.takeBack(one.key)}>
          {t.contact.putAway}
        </Button>
      </span>
    </div>
  );
}

/** When the contact is back, what waits is sent. */
function useWayBack(cut: boolean): void {
  const t = useCommon();
  const late = useSignal(sentLate);
  useEffect(() => {
    followNetwork();
    outbox.reread();
  }, []);
  useEffect(() => {
    if (cut) return;
    void sendWaiting();
  }, [cut]);
  useEffect(() => {
    if (!late) return;
    tell(t.contact.sent(late.words));
    sentLate.set(null);
  }, [late, t]);
}

/** When the contact is back, what could not be read is read. Also before it is known who is signed in. */
export function useReadAgain(): void {
  const cut = useSignal(contact) === 'lost';
  useEffect(() => {
    if (!cut) void queryClient.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' });
  }, [cut]);
}

/** Closing the tab would throw away what waits: the browser asks first. */
function useKeepOpen(waits: boolean): void {
  useEffect(() => {
    if (!waits) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [waits]);
}
