import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, type BenchContext, wholeFlag } from './harness/bench.ts';
import { startGenerator } from './harness/load.ts';
import { peakMemoryOf } from './harness/processes.ts';
import { mean, median, rounded } from './harness/stats.ts';
import { table } from './harness/table.ts';
import { startCluster } from './ground/cluster.ts';
import { measure, type Measured } from './ground/measure.ts';
import { plant } from './ground/planting.ts';
import { commitRequests, startCeiling, startServer, targetOf } from './ground/rounds.ts';
import { demandEqual, markNow, storedSince } from './ground/verify.ts';
import { plantPlans, PlanRequests } from './plan/plans.ts';

const text = (value: string, help: string) => ({ type: 'string', default: value, help }) as const;

export const bench: Bench = {
  about:
    'open a plan with forty interventions and thirty versions of each goal, save a goal, and make its PDF, against a bare handler on the same PostgreSQL',
  flags: {
    plans: text('400', 'large plans in the world'),
    seconds: text('4', 'measured time of each phase, after a warm-up'),
    rounds: text('3', 'rounds; figures are medians over them'),
    connections: text('16', 'connections that open and save'),
    quick: { type: 'boolean', default: false, help: 'one short round: to see that it works' },
  },
  run,
};

const paths = ['open', 'save', 'pdf', 'html'] as const;
type Path = (typeof paths)[number];
type Round = Record<Path, Measured> & { readonly ceiling: Measured };
/** For what writes behind to come to rest, so that it does not work at the next phase's cost. */
const restMs = 400;
const actions: Record<Path, string> = {
  open: 'plan.read',
  save: 'plan.goal',
  pdf: 'plan.document',
  html: 'plan.document',
};

async function run({ closing, flags }: BenchContext): Promise<Readonly<Record<string, unknown>>> {
  const quick = flags['quick'] === true;
  const [plans, seconds, rounds] = [
    wholeFlag(flags, 'plans', 20, 2_000),
    quick ? 1 : wholeFlag(flags, 'seconds', 1, 60),
    quick ? 1 : wholeFlag(flags, 'rounds', 1, 20),
  ];
  const connections = wholeFlag(flags, 'connections', 1, 256);
  const generator = startGenerator(closing);
  const cluster = await startCluster(closing);
  await plant(cluster.owner, { persons: 10_000, commitments: 20_000 });
  const requests = new PlanRequests(await plantPlans(cluster.owner, plans));
  const server = await startServer(closing, cluster);
  const ceiling = await startCeiling(closing, cluster);
  const target = targetOf({ cluster }, server);

  /** One phase, with the proof that what was answered stands in the log. PDFs one at a time: they are set one at a time. */
  const phase = async (path: Path, length: number): Promise<Measured> => {
    await sleep(restMs);
    const mark = await markNow(cluster.owner);
    const saves = path === 'save' ? requests.saves(plans * 10) : null;
    const texts =
      saves?.texts ?? (path === 'open' ? requests.open() : requests.document(path === 'pdf' ? 'pdf' : 'html'));
    // The first PDF starts the thread that sets them.
    const alone = path === 'pdf' || path === 'html';
    const measured = await measure(generator, target, {
      connections: alone ? 1 : connections,
      seconds: alone ? Math.max(4, length) : length,
      requests: texts,
      once: saves !== null,
      keep: saves !== null,
    });
    if (saves) requests.saved(measured.bodies.flatMap(([at]) => saves.goals[at] ?? []));
    demandEqual(path, measured.acknowledged, {
      'log rows': (await storedSince(cluster.owner, mark)).log[actions[path]] ?? 0,
    });
    return measured;
  };
  const bare = async (): Promise<Measured> => {
    await sleep(restMs);
    return measure(generator, targetOf({ cluster }, ceiling), { connections, seconds, requests: commitRequests() });
  };

  for (const path of paths) await phase(path, Math.min(2, seconds));
  const found: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    process.stdout.write(`round ${round + 1} of ${rounds} …\n`);
    const before = await bare();
    const [open, save] = [await phase('open', seconds), await phase('save', seconds)];
    const after = await bare();
    found.push({
      open,
      save,
      ceiling: { ...after, rps: mean([before.rps, after.rps]) },
      pdf: await phase('pdf', seconds),
      html: await phase('html', seconds),
    });
  }
  const figures = Object.fromEntries(paths.map((path) => [path, figureOf(found, path)])) as Record<Path, Figure>;
  const saveOfCeiling = rounded(median(found.map(({ save, ceiling: bareOne }) => save.rps / bareOne.rps)), 3);
  const rows = paths.map((path) => [
    path,
    figures[path].rps.toFixed(0),
    figures[path].p50.toFixed(2),
    figures[path].p99.toFixed(2),
    figures[path].cpuMs.toFixed(2),
  ]);
  const ceilingRps = rounded(median(found.map((round) => round.ceiling.rps)), 0);
  console.log(
    `\n${table([['', 'requests/s', 'p50 ms', 'p99 ms', 'CPU ms'], ...rows, ['ceiling: one commit', String(ceilingRps), '', '', '']])}\nsaves a goal at ${saveOfCeiling} of the rate of one commit; ${connections} connections, PDF and HTML one`,
  );
  return {
    ...figures,
    connections,
    saveOfCeiling,
    ceilingRps,
    rssMb: rounded(peakMemoryOf(server.pid), 0),
    plans,
    aims: { openP99Ms: 40, saveOfCeiling: 0.3, pdfP99Ms: 700 },
  };
}

interface Figure {
  readonly rps: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuMs: number;
  readonly postgresMs: number;
}
function figureOf(rounds: readonly Round[], path: Path): Figure {
  const of = (key: keyof Figure): number =>
    rounded(median(rounds.map((round) => round[path][key])), key === 'rps' ? 0 : 2);
  return { rps: of('rps'), p50: of('p50'), p99: of('p99'), cpuMs: of('cpuMs'), postgresMs: of('postgresMs') };
}
