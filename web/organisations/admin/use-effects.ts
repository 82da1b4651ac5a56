import { useEffect, useState } from 'react';
import { administrationRoutes, type ChangeIn, type Effects } from '../../../contract/administration.ts';
import { type ApiProblem, call } from '../../kernel/api.ts';
import { asProblem } from '../../kernel/send.ts';

export interface Looked {
  /** Undefined while it is being looked at. */
  readonly effects: Effects | undefined;
  readonly problem: ApiProblem | undefined;
}

/** What the changes would do, looked at anew a moment after the last of them was typed. */
export function useEffects(changes: readonly ChangeIn[], again: number): Looked {
  const body = JSON.stringify(changes);
  const [looked, setLooked] = useState<Looked & { body: string; again: number }>();
  useEffect(() => {
    if (body === '[]') return undefined;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const input = { body: { changes: JSON.parse(body) as ChangeIn[] } };
      call(administrationRoutes.preview, input, { signal: stop.signal }).then(
        (effects) => setLooked({ effects, problem: undefined, body, again }),
        (error: unknown) => {
          if (!stop.signal.aborted) setLooked({ effects: undefined, problem: asProblem(error), body, again });
        },
      );
    }, 250);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [body, again]);
  const fresh = looked?.body === body && looked.again === again;
  return fresh ? looked : { effects: undefined, problem: undefined };
}
