import type { CommitmentKind } from '../../contract/commitments.ts';
import type { SameWords } from '../kernel/text.ts';
import type { text } from './text.ts';

type Words = SameWords<(typeof text)['sv']>;

const kindOf: Readonly<Record<string, 'decline' | 'withdraw' | 'fail' | 'pause'>> = {
  decline: 'decline',
  declined: 'decline',
  withdraw: 'withdraw',
  withdrawn: 'withdraw',
  superseded: 'withdraw',
  fail: 'fail',
  not_kept: 'fail',
  pause: 'pause',
  paused: 'pause',
};

/** The words of the reasons of a move, a state or an event. The same code means different things: `no_capacity` before and after. */
export function reasonsFor(t: Words, what: string): Readonly<Record<string, string>> {
  const kind = kindOf[what];
  return kind ? t[kind] : {};
}

/** What has been done, in a word: a message is written and answered, where anything else is offered and kept. */
export function eventWords(t: Words, kind: CommitmentKind, type: string): string {
  return (kind === 'message' ? t.message.events[type] : undefined) ?? t.events[type] ?? type;
}
