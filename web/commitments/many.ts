import type { MoveBody, PromiseRow as Row } from '../../contract/commitments.ts';
import { isUnseen, type Move, movesOf } from './moves.ts';

/** Moves that can be made on several at once: those that need no more words, and those whose reason can be the same. */
export const manyMoves = [
  'accept',
  'agree',
  'keep',
  'resume',
  'receive',
  'retract',
  'decline',
  'fail',
  'withdraw',
] as const;
export type ManyMove = (typeof manyMoves)[number];

const isMany = (move: Move | 'receive'): move is ManyMove => (manyMoves as readonly string[]).includes(move);

/** What all of them allow, the likeliest first. */
export function movesOfAll(rows: readonly Row[], unitId: string): ManyMove[] {
  const [first, ...rest] = rows.map((row): readonly ManyMove[] => [
    // A message is answered in words of its own.
    ...(row.kind === 'message' ? [] : movesOf(row, unitId).filter((move) => isMany(move))),
    ...(isUnseen(row, unitId) ? (['receive'] as const) : []),
  ]);
  return (first ?? []).filter((move) => rest.every((moves) => moves.includes(move)));
}

export interface OneOfMany {
  readonly row: Row;
  readonly ok: boolean;
  /** The version that the move made, when it went through. */
  readonly version?: number;
  readonly error?: unknown;
}

/** How many are on their way at the same time. */
const atOnce = 4;

/**
 * Makes the same move on each, every one a command of its own with the version that was seen of it. One that is refused stops none of the
 * others.
 *
 * @param onStep told after each, with how many are done
 */
export async function moveAll(
  rows: readonly Row[],
  body: (row: Row) => MoveBody,
  send: (row: Row, body: MoveBody) => Promise<number>,
  onStep: (done: number) => void,
): Promise<OneOfMany[]> {
  const results = new Map<string, OneOfMany>();
  const queue = [...rows];
  const work = async (): Promise<void> => {
    for (let row = queue.shift(); row; row = queue.shift()) {
      try {
        results.set(row.id, { row, ok: true, version: await send(row, body(row)) });
      } catch (error) {
        results.set(row.id, { row, ok: false, error });
      }
      onStep(results.size);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return rows.flatMap(({ id }) => results.get(id) ?? []);
}
