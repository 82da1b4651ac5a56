import {
  mayDo,
  settlesFor,
  type GapDeedBody,
  type GapKind,
  type GapMoveBody,
  type GapPart,
  type GapTaskAction,
  type GapTaskKind,
  type GapTaskState,
} from '../../contract/gaps.ts';
import type { ProblemCode } from '../../contract/kernel/problems.ts';
import { mentions } from './mentions.rules.ts';

type Instant = number;

interface Move {
  readonly to: GapTaskState;
  /** Whose it is: the unit that was asked, the one that asked, or the ledger's own when the gap goes away. */
  readonly by: 'receiver' | 'sender' | 'ledger';
  readonly kinds: readonly GapTaskKind[];
}

/** What can become of what a level does about a gap. Unlisted is refused; the same table stands in the database. */
export const gapTaskMoves: Readonly<Record<GapTaskState, Partial<Readonly<Record<GapTaskAction | 'end', Move>>>>> = {
  asked: {
    accept: { to: 'taken', by: 'receiver', kinds: ['assign'] },
    decline: { to: 'declined', by: 'receiver', kinds: ['assign'] },
    answer: { to: 'answered', by: 'receiver', kinds: ['ask'] },
    withdraw: { to: 'withdrawn', by: 'sender', kinds: ['assign', 'ask'] },
    end: { to: 'ended', by: 'ledger', kinds: ['assign', 'ask'] },
  },
  taken: {
    finish: { to: 'done', by: 'receiver', kinds: ['take', 'assign'] },
    give_back: { to: 'given_back', by: 'receiver', kinds: ['take', 'assign'] },
    end: { to: 'ended', by: 'ledger', kinds: ['take', 'assign'] },
  },
  answered: {},
  declined: {},
  given_back: {},
  withdrawn: {},
  done: {},
  ended: {},
};

/** What a level may want to do and how the gap stands, as the store gives it. Instants in epoch ms. */
export interface GapFacts {
  readonly id: string;
  readonly kind: GapKind;
  readonly level: number;
  readonly version: number;
  readonly municipality: string;
  /** Null while it is open. */
  readonly settledLevel: number | null;
  readonly closed: boolean;
  readonly myLevel: number;
  readonly part: GapPart;
  /** The unit that has taken it. */
  readonly holder: string | null;
  /** The person's names and numbers: what may not stand in a text that other units read. */
  readonly words: readonly string[];
  readonly receiver: {
    readonly id: string;
    readonly open: boolean;
    readonly own: boolean;
    readonly near: boolean;
    readonly asked: boolean;
  } | null;
}

type Judged = { readonly ok: true } | { readonly ok: false; readonly refusal: ProblemCode };
const no = (refusal: ProblemCode): Judged => ({ ok: false, refusal });
const ok: Judged = { ok: true };

/**
 * Whether a level may do this to a gap now.
 *
 * @param unitId the unit that acts
 * @param longest the last instant at which a gap that is closed with a reason must be looked at again, epoch ms
 */
export function judgeDeed(facts: GapFacts, deed: GapDeedBody, unitId: string, longest: Instant, now: Instant): Judged {
  if (!mayDo(deed.type, facts.myLevel, facts.part)) return no('not_allowed');
  if (facts.closed) return no('not_allowed_now');
  if (deed.seen !== facts.version) return no('stale');
  if (mentions(deed.words, facts.words)) return no('identity_in_text');
  const settled = facts.settledLevel !== null;
  if ((deed.type === 'reopen') !== settled) return no('not_allowed_now');
  switch (deed.type) {
    case 'take':
      if (facts.holder !== null) return no('taken');
      return Date.parse(deed.doneBy) > now ? ok : no('time_passed');
    case 'assign':
    case 'ask':
      return judgeReceiver(facts, deed, unitId, now);
    case 'settle':
      if (!settlesFor[facts.kind].includes(deed.reason)) return no('not_allowed_now');
      if (Date.parse(deed.reviewAt) <= now) return no('time_passed');
      return Date.parse(deed.reviewAt) <= longest ? ok : no('review_too_late');
    case 'reopen':
      return ok;
    default:
      return deed satisfies never;
  }
}

/** A head gives it to a unit of the same authority; a joint group to any that works there; to ask, any that works there or is party. */
function judgeReceiver(
  { receiver, part, holder }: GapFacts,
  deed: Extract<GapDeedBody, { type: 'assign' | 'ask' }>,
  unitId: string,
  now: Instant,
): Judged {
  if (deed.toUnitId === unitId) return no('to_self');
  if (!receiver) return no('not_found');
  if (!receiver.open) return no('unit_closed');
  if (!(receiver.own || ((part === 'joint' || deed.type === 'ask') && receiver.near))) return no('not_allowed');
  if (receiver.asked) return no('already_exists');
  if (deed.type === 'assign' && holder !== null) return no('taken');
  return Date.parse(deed.answerBy) > now ? ok : no('time_passed');
}

export interface GapTaskFacts {
  readonly id: string;
  readonly gapId: string;
  readonly kind: GapTaskKind;
  readonly state: GapTaskState;
  readonly version: number;
  readonly fromUnitId: string;
  readonly toUnitId: string;
  /** Whether another unit has taken the gap meanwhile. */
  readonly held: boolean;
  readonly words: readonly string[];
}

/** What a unit's answer makes of what was asked of it: the state it goes to, or why not. */
export function judgeMove(
  task: GapTaskFacts,
  move: GapMoveBody,
  unitId: string,
  now: Instant,
): { ok: true; to: GapTaskState } | { ok: false; refusal: ProblemCode } {
  const listed = gapTaskMoves[task.state][move.action];
  if (!listed || !listed.kinds.includes(task.kind)) return { ok: false, refusal: 'not_allowed_now' };
  if (unitId !== (listed.by === 'sender' ? task.fromUnitId : task.toUnitId))
    return { ok: false, refusal: 'not_your_move' };
  if (move.seen !== task.version) return { ok: false, refusal: 'stale' };
  if ('words' in move && mentions(move.words, task.words)) return { ok: false, refusal: 'identity_in_text' };
  if (move.action === 'accept' && task.held) return { ok: false, refusal: 'taken' };
  if (move.action === 'accept' && Date.parse(move.doneBy) <= now) return { ok: false, refusal: 'time_passed' };
  return { ok: true, to: listed.to };
}
