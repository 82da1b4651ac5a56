import { useEffect, useRef, useState } from 'react';
import { identityRoutes } from '../../../contract/identity.ts';
import { call, signedOut } from '../api.ts';
import { handsAt } from '../hands.ts';
import { useTimes } from '../now.ts';
import { type End, endOf, stepOf } from '../session-end.ts';
import { useSignal } from '../signal.ts';
import { askMe, useMe } from '../session.ts';
import { useCommon } from '../text.ts';
import { Button } from '../ui/button.tsx';

const everyMs = 1_000;

/**
 * Tells in time that the session is about to end, and lets one stay (WCAG 2.2.1). Whoever is at work stays without being asked. What is
 * typed is kept whatever happens.
 */
export function SessionWatch() {
  const t = useCommon();
  const times = useTimes();
  const { session } = useMe();
  const known = useRef<{ readonly end: End; readonly asked: number }>({ end: { at: Infinity, hard: false }, asked: 0 });
  const [warned, setWarned] = useState<End | null>(null);
  const out = useSignal(signedOut);
  useEffect(() => {
    known.current = { end: endOf(session, Date.now()), asked: Date.now() };
  }, [session]);
  useEffect(() => {
    if (out) return undefined;
    let busy = false;
    const timer = setInterval(() => {
      const { end, asked } = known.current;
      const now = Date.now();
      const step = stepOf(end, now, now - asked, handsAt() > asked + everyMs);
      setWarned(step === 'warn' || step === 'over' ? end : step === 'ask' ? (was) => was : null);
      if (busy || (step !== 'stay' && step !== 'ask')) return;
      busy = true;
      void ask(step === 'stay').then(
        () => (busy = false),
        () => {
          known.current = { ...known.current, asked: Date.now() };
          busy = false;
        },
      );
    }, everyMs);
    return () => clearInterval(timer);
  }, [out]);
  return (
    <div role="alert">
      {warned && !out && (
        <div className="banner" data-tone="near">
          <span>
            <strong>{t.session.ends(times.moment(new Date(warned.at).toISOString()))}</strong>{' '}
            {warned.hard ? t.session.hard : t.session.soft}
          </span>
          {!warned.hard && (
            <Button size="small" onClick={() => void ask(true).catch(() => undefined)}>
              {t.session.stay}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** Asks when the session ends now, as nobody's doing; or says that somebody is here. */
const ask = (stay: boolean): Promise<void> =>
  askMe(() => (stay ? call(identityRoutes.stay, { body: {} }) : call(identityRoutes.me, {}, { background: true })));
