import { useCallback, useEffect, useRef, useState } from 'react';
import { readDraft } from '../form/draft.ts';
import type { LeftForm } from '../form/left.ts';
import { dropDraft, kept } from '../storage.ts';
import type { OwnWords } from './own-words.ts';

/** A form that went longer ago than this, milliseconds, went for another reason. */
const justNow = 10_000;

/**
 * What is being typed about a person stays with its author when what it stood in is closed to them (a consent taken back, a unit that
 * leaves the circle): it is kept for this tab, to copy or to throw away, and not sent anywhere.
 *
 * @param stands whether what the form was about, by the form's id, is still open to its reader
 */
export function useOwnWords(personId: string, stands: (form: string) => boolean) {
  const [words, keep] = useKept(personId);
  // The reads tell of a closing one after the other, so a form may go a little before it is known why.
  const gone = useRef<readonly { readonly form: LeftForm; readonly at: number }[]>([]);
  const latest = useRef(stands);
  const claim = useCallback((): void => {
    const own = gone.current.filter(({ form, at }) => at > Date.now() - justNow && !latest.current(form.id));
    gone.current = gone.current.filter((one) => !own.includes(one));
    // What was saved has no draft left; what its user leaves is a draft that comes back.
    const forms = own.flatMap(({ form }) => (readDraft(form.id) ? [form] : []));
    if (forms.length === 0) return;
    void import('./own-words.ts').then(({ ownWordsOf }) => {
      const typed = forms.flatMap(ownWordsOf);
      for (const { id } of forms) dropDraft(id);
      if (typed.length > 0) keep((before) => [...before, ...typed]);
    });
  }, [keep]);
  useEffect(() => {
    latest.current = stands;
    claim();
  });
  const left = useCallback(
    (form: LeftForm): void => {
      gone.current = [...gone.current, { form, at: Date.now() }].slice(-10);
      // After the form has kept its draft.
      queueMicrotask(claim);
    },
    [claim],
  );
  const drop = (one: OwnWords): void => keep((before) => before.filter((other) => other !== one));
  return { words, left, drop };
}

/** Words that are kept for their author only, through a reload too; gone at sign-out. */
function useKept(personId: string) {
  const name = `left:${personId}`;
  const [words, setWords] = useState<readonly OwnWords[]>(() => {
    try {
      return JSON.parse(kept.getItem(name) ?? '[]') as OwnWords[];
    } catch {
      return [];
    }
  });
  useEffect(() => {
    if (words.length > 0) kept.setItem(name, JSON.stringify(words));
    else kept.removeItem(name);
  }, [name, words]);
  return [words, setWords] as const;
}
