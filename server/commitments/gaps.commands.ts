import { GapDetail, type GapDeedBody, type GapMoveBody, type GapStep } from '../../contract/gaps.ts';
import type { Instant } from '../../contract/kernel/time.ts';
import type { TermValue } from '../../contract/organisations.ts';
import { hashOf, type Ground, type Once, type Request } from '../kernel/db/transaction.ts';
import { Refusal } from '../kernel/refusal.ts';
import { lookAndAct, type Deadline, type Deps } from './commitments.commands.ts';
import { askPool, commitmentsStore, type Stored } from './commitments.store.ts';
import { judgeDeed, judgeMove } from './gap-deeds.rules.ts';
import { climbsAt, rungs } from './gaps.rules.ts';
import { gapsStore, type StoredDeed, type StoredMove } from './gaps.store.ts';
import { mentions } from './mentions.rules.ts';

/** The dated term that applied at an instant (epoch ms). */
export type TermAt = (municipality: string | null, key: string, at: Instant) => TermValue;
export interface GapDeps extends Deps {
  readonly termAt: TermAt;
}

const storeOf = (ground: Ground) => gapsStore(askPool(ground.database.app));
const contextOf = (ground: Ground, request: Request): string =>
  ground.database.sign(request.caller, request.purpose, ground.clock.now());
const iso = (instant: Instant): string => new Date(instant).toISOString();

/** The gap board as JSON text. */
export const listGaps = (ground: Ground, request: Request, asked: object): Promise<string> =>
  storeOf(ground).board(contextOf(ground, request), asked);

interface Told {
  municipality: string;
  since: string;
  history: {
    at: string;
    type: string;
    level: number;
    actor: string;
    unitId: string;
    words: string | null;
    reason: string | null;
  }[];
}
const steps = new Set<string>(['gap_raised', 'gap_climbed', 'gap_settled', 'gap_reopened']);

/** One gap with its ladder: each climb with the agreed time of its day that carried it. Null when the caller has nothing to do with it. */
export async function readGap(deps: GapDeps, request: Request, id: string): Promise<GapDetail | null> {
  const { ground, deadline, termAt } = deps;
  const text = await storeOf(ground).detail(contextOf(ground, request), id);
  if (text === null) return null;
  const { history, myRole: _, ...told } = JSON.parse(text) as Told & { myRole: string };
  let came = Date.parse(told.since);
  const climbed = history.flatMap((step): GapStep[] => {
    if (!steps.has(step.type)) return [];
    const rung = step.type === 'gap_climbed' ? rungs[step.level - 1] : undefined;
    // The clock that carried it began when it came to the rung below, and was set by what was agreed then.
    const term = rung === undefined ? null : termAt(told.municipality, rung, came);
    if (step.type === 'gap_climbed' || step.type === 'gap_reopened') came = Date.parse(step.at);
    return [{ ...step, term } as GapStep];
  });
  const now = ground.clock.now();
  return GapDetail.parse({
    ...told,
    steps: climbed,
    longestReview: iso(deadline(told.municipality, 'gap.review', now)),
    questionBy: iso(deadline(told.municipality, 'answer.question', now)),
  });
}

/** A level can answer, not hide: the answer is added and the gap stands until it is done. */
export async function answerGap(
  deps: Deps,
  request: Request,
  once: Once,
  gapId: string,
  words: string,
): Promise<{ id: string; level: number }> {
  const { ground } = deps;
  const context = contextOf(ground, request);
  const facts = await storeOf(ground).load(context, gapId, null);
  if (!facts) throw new Refusal('not_found');
  if (mentions(words, facts.words)) throw new Refusal('identity_in_text');
  const stored = await storeOf(ground).answer(context, once.key, hashOf(once), gapId, ground.newId(), words);
  ground.ring();
  return stored.answer;
}

/** A level takes the gap, gives it to a unit, asks a unit, closes it with a reason or opens it again. */
export async function actOnGap(
  deps: Deps,
  request: Request,
  once: Once,
  gapId: string,
  deed: GapDeedBody,
): Promise<StoredDeed> {
  const { ground, deadline } = deps;
  const store = storeOf(ground);
  const stored = await lookAndAct(async () => {
    const now = ground.clock.now();
    const context = contextOf(ground, request);
    const facts = await store.load(context, gapId, 'toUnitId' in deed ? deed.toUnitId : null);
    if (!facts) throw new Refusal('not_found');
    const unitId = request.caller.kind === 'staff' ? request.caller.unitId : '';
    const judged = judgeDeed(facts, deed, unitId, deadline(facts.municipality, 'gap.review', now), now);
    if (!judged.ok) {
      const earlier = await commitmentsStore(askPool(ground.database.app)).earlierAnswer(
        context,
        once.key,
        hashOf(once),
      );
      if (earlier) return earlier as Stored<StoredDeed>;
      throw new Refusal(judged.refusal, undefined, { id: gapId, version: facts.version });
    }
    const { seen, ...rest } = deed;
    const id = ground.newId();
    const row = { ...rest, id, climbsAt: iso(climbsAt(facts.level, facts.municipality, deadline, now) ?? now) };
    return store.storeDeed(context, once.key, hashOf(once), gapId, seen, row, {
      id: ground.newId(),
      ...eventOf(gapId, facts.myLevel, deed),
    });
  });
  ground.ring();
  return stored.answer;
}

/** What the history remembers. What a level asks of a unit stands in what was asked; why it was closed or opened is said here. */
function eventOf(gapId: string, level: number, deed: GapDeedBody): { type: string; data: object } {
  switch (deed.type) {
    case 'take':
      return { type: 'gap_task_take', data: { gap: gapId, level, doneBy: deed.doneBy } };
    case 'assign':
    case 'ask':
      return { type: `gap_task_${deed.type}`, data: { gap: gapId, level, to: deed.toUnitId, answerBy: deed.answerBy } };
    case 'settle':
      return { type: 'gap_settled', data: { level, reason: deed.reason, words: deed.words, reviewAt: deed.reviewAt } };
    case 'reopen':
      return { type: 'gap_reopened', data: { level, words: deed.words } };
    default:
      return deed satisfies never;
  }
}

/** The unit that was asked answers, takes it or says no; who asked takes the question back; who has it gives it back or says it is done. */
export async function moveGapTask(
  deps: Deps,
  request: Request,
  once: Once,
  id: string,
  move: GapMoveBody,
): Promise<StoredMove> {
  const { ground } = deps;
  const store = storeOf(ground);
  const stored = await lookAndAct(async () => {
    const now = ground.clock.now();
    const context = contextOf(ground, request);
    const task = await store.loadTask(context, id);
    if (!task) throw new Refusal('not_found');
    const judged = judgeMove(task, move, request.caller.kind === 'staff' ? request.caller.unitId : '', now);
    if (!judged.ok) {
      const earlier = await commitmentsStore(askPool(ground.database.app)).earlierAnswer(
        context,
        once.key,
        hashOf(once),
      );
      if (earlier) return earlier as Stored<StoredMove>;
      throw new Refusal(judged.refusal, undefined, { id, version: task.version, state: task.state });
    }
    const next = {
      state: judged.to,
      doneBy: 'doneBy' in move ? move.doneBy : undefined,
      words: 'words' in move ? move.words : undefined,
    };
    const event = {
      id: ground.newId(),
      type: `gap_task_${move.action}`,
      data: { gap: task.gapId, doneBy: next.doneBy },
    };
    return store.storeMove(context, once.key, hashOf(once), id, move.seen, move.action, next, event);
  });
  ground.ring();
  return stored.answer;
}

export type { Deadline };
