import type { AnswerOf, BodyOf, QueryOf } from '../../contract/kernel/route.ts';
import type { Message, messageRoutes } from '../../contract/messages.ts';
import type { Caller } from '../kernel/access/context.ts';
import { asCaller, command, type Ground, type Once, type Request, type Work } from '../kernel/db/transaction.ts';
import { notAPage, Refusal } from '../kernel/refusal.ts';
import { lookAndAct, moveOnce, offerOnce, type Deadline, type Deps, type Moved } from './commitments.commands.ts';
import { askWithin } from './commitments.store.ts';
import { goesOn, isWaiting, lineOf } from './messages.rules.ts';
import {
  earlierMessage,
  messagesOf,
  nearness,
  placeOf,
  seesPromises,
  unitsToWriteTo,
  type MessageRow,
} from './messages.store.ts';

/** Who asks, about whom. */
export interface AskedOfPerson {
  readonly ground: Ground;
  readonly caller: Caller;
  readonly request: Request;
  readonly once: Once;
  readonly params: { readonly personId: string };
}
type Answer = AnswerOf<typeof messageRoutes.messages>;

const invalid = (path: string, code: string): Refusal =>
  new Refusal('invalid', `${path}: ${code}`, { fields: [{ path, code }] });

/**
 * Writes to one unit around the person, in one transaction with what it replaces.
 *
 * @throws Refusal `unit_closed`; `not_found` for a relative with whom promises are not shared; `invalid` for a unit that is not around the person
 */
export function writeMessage(
  deadline: Deadline,
  asked: AskedOfPerson,
  body: BodyOf<typeof messageRoutes.writeMessage>,
): Promise<Moved> {
  const { ground, caller, request, once, params } = asked;
  return lookAndAct(() =>
    command(ground, request, once, async (work) => {
      const { personId } = params;
      await open(work, 'message.write', personId, { to: body.toUnitId });
      if (!(await seesPromises(work, personId))) throw new Refusal('not_found');
      const near = await nearness(work, personId, body.toUnitId);
      if (near === 'closed') throw new Refusal('unit_closed');
      if (near === null) throw invalid('toUnitId', 'not_in_circle');
      const deps = { ground, deadline };
      if (body.followsId !== undefined) await goOnFrom(deps, asked, work, body.followsId, body.toUnitId);
      const wanted = {
        personId,
        kind: 'message' as const,
        ...lineOf(body.words),
        area: 'd3' as const,
        urgency: 'planned' as const,
        to: { kind: 'units' as const, unitIds: [body.toUnitId] },
        needIds: [],
        dueAt: null,
        followsId: body.followsId ?? null,
      };
      const stored = await offerOnce(deps, caller, askWithin(work), work.context, work.now, inner(ground), wanted);
      return stored.answer;
    }),
  );
}

/** A command inside another has a key of its own: the outer one already has one effect. */
function inner(ground: Ground): Once {
  const key = ground.newId();
  return { key, body: key };
}

async function goOnFrom(deps: Deps, asked: AskedOfPerson, work: Work, id: string, toUnitId: string): Promise<void> {
  const { caller, params } = asked;
  const row = await earlierMessage(work, params.personId, id);
  const on = goesOn(row && { ...row, own: wrote(caller, row) }, toUnitId);
  if (on === 'no_such_message') throw invalid('followsId', on);
  if (on === 'leave' || row === null) return;
  const takeBack = { action: 'withdraw' as const, seen: row.version, reason: 'other_solution' as const };
  await moveOnce(deps, caller, askWithin(work), work.context, work.now, inner(deps.ground), id, takeBack);
}

/** A page of messages. @throws Refusal `not_found`; `invalid` for a page that never was */
export function readMessages(
  deadline: Deadline,
  asked: AskedOfPerson,
  query: QueryOf<typeof messageRoutes.messages>,
): Promise<Answer> {
  const { caller, params } = asked;
  const { personId } = params;
  return asCaller(asked.ground, asked.request, async (work) => {
    await open(work, 'message.read', personId, {});
    const after = query.after === undefined ? null : await placeOf(work, personId, query.after);
    if (query.after !== undefined && after === null) throw notAPage('after');
    const rows = await messagesOf(work, personId, query.limit, after);
    const shown = rows.slice(0, query.limit);
    const writes = caller.kind !== 'staff' && (await seesPromises(work, personId));
    const units = writes ? await unitsToWriteTo(work, personId) : [];
    return {
      messages: shown.map((row) => messageOf(caller, row)),
      next: rows.length > shown.length ? (shown.at(-1)?.id ?? null) : null,
      units: units.map(({ unit, municipality }) => ({
        unit,
        answerBy: new Date(deadline(municipality, 'answer.message', work.now)).toISOString(),
      })),
    };
  });
}

async function open(work: Work, action: string, personId: string, detail: Record<string, unknown>): Promise<void> {
  const opened = await work.open(action, [personId], 'person', detail);
  if (opened.length === 0) throw new Refusal('not_found');
}

const wrote = (caller: Caller, { by, relativeId }: Pick<MessageRow, 'by' | 'relativeId'>): boolean =>
  caller.kind === 'relative' ? by === 'relative' && relativeId === caller.relativeId : caller.kind === by;

const instant = (text: string): string => new Date(text).toISOString();
const maybe = (text: string | null): string | null => (text === null ? null : instant(text));

function messageOf(caller: Caller, row: MessageRow): Message {
  const answered = row.state === 'kept' || row.state === 'declined';
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    words: row.words,
    by: row.by,
    byName: row.by === 'relative' ? row.writer : null,
    to: row.to,
    receiver: row.receiver,
    at: instant(row.at),
    answerBy: instant(row.answerBy),
    readAt: maybe(row.readAt),
    endedAt: maybe(row.endedAt),
    answer: answered ? row.endNote : '',
    answeredBy: answered ? row.answeredBy : null,
    reason: row.state === 'declined' ? (row.endReason as Message['reason']) : null,
    followsId: row.followsId,
    own: wrote(caller, row),
    mine: caller.kind === 'staff' && row.to.id === caller.unitId && isWaiting(row.state),
  };
}
