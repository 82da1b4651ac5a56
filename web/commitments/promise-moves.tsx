import { useEffect, useRef, useState } from 'react';
import { commitmentsRoutes, type MoveBody, type PromiseDetail } from '../../contract/commitments.ts';
import type { ApiProblem } from '../kernel/api.ts';
import { useKeys } from '../kernel/keys.ts';
import { refresh } from '../kernel/read.ts';
import { useSearch } from '../kernel/route.ts';
import { asProblem, sendOnce, useAlive } from '../kernel/send.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { Button } from '../kernel/ui/button.tsx';
import { useGo } from '../kernel/ui/link.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { useTimes } from '../kernel/now.ts';
import { MoveForm } from './move-form.tsx';
import { asksWords, keyOf, type Move, movesOf } from './moves.ts';
import { useMoveWords } from './move-words.ts';
import { seenAfterReceipt } from './own-moves.ts';
import { useTellMove } from './tell-move.ts';
import { text } from './text.ts';
import { KeptWords } from './kept-words.tsx';
import { eventWords } from './reasons.ts';
import { lastMoveOf } from './last-move.ts';
import { chosenIds } from './selection.ts';
import { useTodayAddress } from './use-view.ts';

interface MovesProps {
  readonly promise: PromiseDetail;
  readonly unitId: string;
}

/** The moves that are ours: those that need no more words at once, the others by a small form with an address of its own. */
export function Moves({ promise, unitId }: MovesProps) {
  const wordsOf = useMoveWords();
  const go = useGo();
  const to = useTodayAddress();
  const asked = useSearch().get('move');
  const moves = movesOf(promise, unitId);
  const { run, busy, problem } = useMove(promise);
  const wanted = moves.find((move) => move === asked);
  // Whoever is writing goes on writing when a colleague has been before: the words and the place in them stay.
  const [writing, setWriting] = useState<Move | undefined>(undefined);
  const begins = wanted && asksWords(promise, wanted) ? wanted : undefined;
  if (begins && begins !== writing) setWriting(begins);
  const begun = asked !== null && asked === writing ? writing : undefined;
  const form = wanted && (asksWords(promise, wanted) || wanted === 'accept') ? wanted : begun;
  const overtaken = form !== undefined && wanted === undefined;
  const press = (move: Move): void => {
    if (asksWords(promise, move)) go(to.move(promise.id, move), { replace: true });
    else void run({ action: move, seen: promise.version } as MoveBody);
  };
  useKeys(
    moves.flatMap((move) => {
      const key = keyOf[move];
      if (!key) return [];
      // Several that are chosen are answered by their own bar.
      const act = () => (chosenIds().length > 0 ? false : press(move));
      return [{ key, words: wordsOf(promise.kind, move), group: 'answers' as const, run: act }];
    }),
  );
  const first = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Come here by the row's own button: the same move is under the finger.
    if (asked) first.current?.querySelector<HTMLElement>(`[data-move="${asked}"]`)?.focus();
  }, [asked]);
  const back = (): void => {
    setWriting(undefined);
    go(to.promise(promise.id), { replace: true });
  };
  const kept = <KeptWords id={promise.id} possible={form ? [...moves, form] : moves} />;
  if (moves.length === 0 && !form)
    return problem ? (
      <div className="stack">
        <MoveProblem problem={problem} promise={promise} />
        {kept}
      </div>
    ) : (
      kept
    );
  return (
    <div className="stack" ref={first}>
      {problem && <MoveProblem problem={problem} promise={promise} />}
      {overtaken && <Before promise={promise} />}
      {kept}
      {form && asksWords(promise, form) ? (
        <MoveForm promise={promise} move={form} onCancel={back} onDone={back} />
      ) : (
        <div className="cluster">
          {moves.map((move, index) => (
            <Button
              key={move}
              look={index === 0 && forward.has(move) ? 'main' : 'quiet'}
              busy={busy}
              shortcut={keyOf[move]}
              data-move={move}
              onClick={() => press(move)}
            >
              {wordsOf(promise.kind, move)}
            </Button>
          ))}
        </div>
      )}
      {moves[0] === 'accept' &&
        !(form && asksWords(promise, form)) &&
        promise.kind !== 'handover' &&
        promise.kind !== 'plan_request' && <OwnTime promise={promise} onDone={back} />}
    </div>
  );
}

/** Moves that take the promise on; they alone are a main button. */
const forward: ReadonlySet<Move> = new Set<Move>(['accept', 'agree', 'keep', 'resume']);

/** Accepting with a time of one's own, which is asked for only by those who want it. */
function OwnTime({ promise, onDone }: { readonly promise: PromiseDetail; readonly onDone: () => void }) {
  const t = useText(text);
  const [open, setOpen] = useState(false);
  if (open) return <MoveForm promise={promise} move="accept" onCancel={() => setOpen(false)} onDone={onDone} />;
  return (
    <div>
      <Button look="plain" size="small" onClick={() => setOpen(true)}>
        {t.promise.acceptTime}
      </Button>
    </div>
  );
}

interface Moving {
  readonly run: (body: MoveBody) => Promise<void>;
  readonly busy: boolean;
  readonly problem: ApiProblem | null;
}

function useMove(promise: PromiseDetail): Moving {
  const done = useTellMove();
  const common = useCommon();
  const alive = useAlive();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const run = async (body: MoveBody): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const seen = await seenAfterReceipt(promise.id, body.seen);
      const input = { params: { id: promise.id }, body: { ...body, seen } };
      const words = common.moves[body.action];
      const { version } = await sendOnce(commitmentsRoutes.move, `move:${promise.id}`, input, { words, alive });
      done(promise.id, body.action, { seen, version });
    } catch (error) {
      const told = asProblem(error);
      if (told.code !== 'taken_back') setProblem(told);
      void refresh('commitment');
    } finally {
      setBusy(false);
    }
  };
  return { run, busy, problem };
}

const movedOn = new Set<ApiProblem['code']>(['stale', 'not_allowed_now', 'taken', 'not_your_move', 'already_exists']);

/** Someone was before us: say who and when, and the panel shows how it stands. */
function MoveProblem({ problem, promise }: { readonly problem: ApiProblem; readonly promise: PromiseDetail }) {
  if (!movedOn.has(problem.code)) return <Problem error={problem} />;
  return <Before promise={promise} code={problem.code} />;
}

function Before({
  promise,
  code,
}: {
  readonly promise: PromiseDetail;
  readonly code?: ApiProblem['code'] | undefined;
}) {
  const t = useText(text);
  const times = useTimes();
  const last = lastMoveOf(promise);
  const told =
    last && last.type !== 'offered'
      ? t.promise.somebody(last.name, eventWords(t, promise.kind, last.type), times.moment(last.at))
      : null;
  return (
    <div className="note" data-tone="near" role="alert">
      <p className="strong">{told ?? (code === 'taken' ? t.promise.taken : t.promise.changed)}</p>
      {told && <p>{t.promise.standsNow}</p>}
    </div>
  );
}
