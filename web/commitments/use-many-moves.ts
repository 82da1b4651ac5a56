import { useState } from 'react';
import {
  commitmentsRoutes,
  type MoveBody,
  type PromiseDetail,
  type PromiseRow as Row,
} from '../../contract/commitments.ts';
import { ApiProblem, call, commandKeys } from '../kernel/api.ts';
import { refresh } from '../kernel/read.ts';
import { dropDraft } from '../kernel/storage.ts';
import { type ManyMove, moveAll, type OneOfMany } from './many.ts';
import { ownMove, seenVersion } from './own-moves.ts';
import { chooseOnly } from './selection.ts';

export interface Result extends OneOfMany {
  /** How the promise stands now, for one that was refused: who was before, and when. */
  readonly now?: PromiseDetail;
}

interface Reason {
  readonly reason: string;
  readonly note: string;
}

export interface ManyMoves {
  readonly run: (rows: readonly Row[], move: ManyMove, reason?: Reason) => Promise<void>;
  readonly progress: { readonly done: number; readonly of: number } | null;
  readonly results: readonly Result[] | null;
  readonly forget: () => void;
}

/** As one command, but what it may have changed is read once, when all are done. @throws ApiProblem */
async function sendOne({ id, version }: Row, body: MoveBody): Promise<number> {
  const scope = `move:${id}`;
  const input = { params: { id }, body };
  const key = commandKeys.keyFor(scope, JSON.stringify(['many', input]));
  const answer = await call(commitmentsRoutes.move, input, { key });
  commandKeys.done(scope);
  ownMove(id, version, answer.version);
  return answer.version;
}

/** Who was before: read for what was refused because it stands otherwise. */
async function withNow(one: OneOfMany): Promise<Result> {
  if (one.ok || !(one.error instanceof ApiProblem) || one.error.code === 'offline') return one;
  try {
    return { ...one, now: await call(commitmentsRoutes.promise, { params: { id: one.row.id } }) };
  } catch {
    return one;
  }
}

/** Makes a move on several rows; those that were refused stay chosen. */
export function useManyMoves(): ManyMoves {
  const [progress, setProgress] = useState<ManyMoves['progress']>(null);
  const [results, setResults] = useState<readonly Result[] | null>(null);
  const run = async (rows: readonly Row[], move: ManyMove, reason?: Reason): Promise<void> => {
    if (progress || rows.length === 0) return;
    setResults(null);
    setProgress({ done: 0, of: rows.length });
    const body = (row: Row): MoveBody =>
      ({
        action: move,
        seen: seenVersion(row.id, row.version),
        ...(reason ? { reason: reason.reason, ...(reason.note.trim() ? { note: reason.note } : {}) } : {}),
      }) as MoveBody;
    const told = await moveAll(rows, body, sendOne, (done) => setProgress({ done, of: rows.length }));
    if (told.every(({ ok }) => ok)) dropDraft(`many:${move}`);
    setResults(await Promise.all(told.map(withNow)));
    chooseOnly(told.filter(({ ok }) => !ok).map(({ row }) => row.id));
    setProgress(null);
    void refresh('commitment');
  };
  return { run, progress, results, forget: () => setResults(null) };
}
