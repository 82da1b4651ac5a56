import type { Message } from '../../contract/messages.ts';

/** Messages that go on from each other, the oldest first. */
export interface Thread {
  readonly id: string;
  readonly messages: readonly [Message, ...Message[]];
  /** The newest of them: where it stands now. */
  readonly last: Message;
}

const activity = ({ endedAt, at }: Message): string => endedAt ?? at;

/**
 * Who goes on from what, the thread that something last happened in first. What goes on from a message that is not among these begins a thread.
 *
 * @param messages in any order
 */
export function threadsOf(messages: readonly Message[]): Thread[] {
  const byId = new Map(messages.map((one) => [one.id, one]));
  const rootOf = (one: Message): string => {
    let root = one;
    for (const seen = new Set([one.id]); root.followsId !== null; seen.add(root.id)) {
      const before = byId.get(root.followsId);
      if (!before || seen.has(before.id)) break;
      root = before;
    }
    return root.id;
  };
  const groups = Map.groupBy(
    messages.toSorted((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id)),
    rootOf,
  );
  return [...groups]
    .flatMap(([id, [first, ...rest]]) =>
      first ? [{ id, messages: [first, ...rest] as const, last: rest.at(-1) ?? first }] : [],
    )
    .toSorted((a, b) => latest(b).localeCompare(latest(a)));
}

const latest = ({ messages }: Thread): string => messages.map(activity).reduce((a, b) => (a > b ? a : b));

const waiting: ReadonlySet<Message['state']> = new Set(['offered', 'received']);
export const isWaiting = ({ state }: Message): boolean => waiting.has(state);

export type Standing = 'waits' | 'late' | 'answered' | 'over';

/** How a message stands for whoever wrote it. @param now epoch ms */
export function standingOf(message: Message, now: number): Standing {
  if (isWaiting(message)) return Date.parse(message.answerBy) < now ? 'late' : 'waits';
  return message.state === 'kept' || message.state === 'declined' ? 'answered' : 'over';
}

/** Whether the same is to be asked of somebody else: nobody answers in time, it was the wrong ones, or they are not there any more. */
export function goesElsewhere(message: Message, now: number): boolean {
  if (isWaiting(message)) return message.receiver !== 'here' || standingOf(message, now) === 'late';
  return message.state === 'declined' || message.state === 'lapsed';
}
