import { setTimeout as sleep } from 'node:timers/promises';
import { ascending, median, percentile, rounded } from '../harness/stats.ts';
import { cookieOf, ownPromise } from './requests.ts';
import type { Side } from './rounds.ts';

const promises = 20;
const firstAfterMs = 2_000;
/** Not a multiple of the clock's pause, so that the promises fall due at every place in its round. */
const apartMs = 137;
const patienceMs = 15_000;

/** How long after its due instant an overdue promise stands as a gap in GET /api/gaps of its unit, in ms; asked for without pause. */
export async function gapLag(side: Side): Promise<{ p50: number; max: number }> {
  const { cluster, requests, server } = side;
  const [unit = 0] = requests.units;
  const { rows } = await cluster.owner.query<{ p: number }>(
    'select p from bench.circle where u = $1 order by p limit 1',
    [unit],
  );
  const base = `http://127.0.0.1:${server.port}`;
  const first = Date.now() + firstAfterMs;
  const dueAt = new Map<string, number>();
  for (let n = 0; n < promises; n++) {
    const due = first + n * apartMs;
    const response = await fetch(`${base}/api/commitments`, {
      method: 'POST',
      ...ownPromise(unit, rows[0]?.p ?? 0, due),
    });
    const answer = (await response.json()) as { id: string; state: string };
    if (answer.state !== 'accepted')
      throw new Error(`no promise was made: ${response.status} ${JSON.stringify(answer)}`);
    dueAt.set(answer.id, due);
  }
  const lags = new Map<string, number>();
  const giveUp = first + promises * apartMs + patienceMs;
  while (lags.size < promises) {
    const response = await fetch(`${base}/api/gaps?limit=100&part=ours`, { headers: cookieOf(unit) });
    const board = (await response.json()) as { rows: { subjectId: string | null }[] };
    const seen = Date.now();
    for (const { subjectId } of board.rows) {
      const due = dueAt.get(subjectId ?? '');
      if (due !== undefined && subjectId !== null && !lags.has(subjectId)) lags.set(subjectId, seen - due);
    }
    if (seen > giveUp)
      throw new Error(`${promises - lags.size} of ${promises} overdue promises are no gaps after ${patienceMs} ms`);
    await sleep(5);
  }
  const sorted = ascending(lags.values());
  if ((sorted[0] ?? 0) < 0) throw new Error('a gap before its time');
  return { p50: rounded(median(sorted), 0), max: rounded(percentile(sorted, 1), 0) };
}
