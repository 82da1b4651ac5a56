import { useEffect, useRef } from 'react';
import { toIso } from '../../contract/kernel/time.ts';
import { peopleRoutes, type PersonOverview } from '../../contract/people.ts';
import { currentInstant, useTimes } from '../kernel/now.ts';
import { useSend } from '../kernel/send.ts';
import { useMe } from '../kernel/session.ts';
import { useText } from '../kernel/text.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { pageText } from './page-text.ts';

/** Puts the contact card on paper; that it is printed stands in the person's log before it is. */
export function PrintCard({ personId }: { readonly personId: string }) {
  const t = useText(pageText).print;
  const { send, busy, problem } = useSend(peopleRoutes.printed, `print:${personId}`);
  const logged = useRef(false);
  const sending = useRef(send);
  useEffect(() => {
    sending.current = send;
  });
  useEffect(() => {
    // The browser's own print command is told of when it begins.
    const began = (): void => {
      if (!logged.current) void sending.current({ params: { personId }, body: {} });
      logged.current = false;
    };
    addEventListener('beforeprint', began);
    return () => removeEventListener('beforeprint', began);
  }, [personId]);
  const print = async (): Promise<void> => {
    if (!(await send({ params: { personId }, body: {} }))) return;
    logged.current = true;
    window.print();
  };
  return (
    <>
      <Button look="plain" size="small" busy={busy} onClick={() => void print()}>
        {t.button}
      </Button>
      {problem && <Problem error={problem} />}
    </>
  );
}

/** Who printed, and when: only on paper. */
export function PrintFoot({ overview }: { readonly overview: PersonOverview }) {
  const t = useText(pageText).print;
  const times = useTimes();
  const me = useMe();
  const unit = me.assignment?.unit?.name;
  return (
    <div className="print-only small">
      {overview.person.protection !== 'none' && <p className="strong">{t.masked}</p>}
      <p>{t.hours}</p>
      <p>{t.by(unit ? `${me.name}, ${unit}` : me.name, times.full(toIso(currentInstant())))}</p>
    </div>
  );
}
