import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { type Bench, type BenchContext, wholeFlag } from './harness/bench.ts';
import { type Generator, startGenerator } from './harness/load.ts';
import { peakMemoryOf } from './harness/processes.ts';
import { rounded } from './harness/stats.ts';
import { alterSystem, startCluster, throwawayFolder } from './ground/cluster.ts';
import { writePlans } from './ground/explain.ts';
import { figuresOf, pathTable } from './ground/figures.ts';
import { gapLag } from './ground/gap-lag.ts';
import { type Growth, measureGrowth } from './ground/growth.ts';
import { fewestCommitments, plant, type Size, unitsOf } from './ground/planting.ts';
import { profile, profiling } from './ground/profile.ts';
import { Requests } from './ground/requests.ts';
import { type Round, runRound, type Side, startCeiling, startServer, warmUp } from './ground/rounds.ts';
import { startTimes } from './ground/starts.ts';

const text = (value: string, help: string) => ({ type: 'string', default: value, help }) as const;
const yes = (value: boolean, help: string) => ({ type: 'boolean', default: value, help }) as const;

export const bench: Bench = {
  about: 'offer, accept, worklist, person page and gap board against a bare handler on the same PostgreSQL',
  flags: {
    persons: text('10000', 'persons in the world'),
    commitments: text('50000', 'commitments in the world'),
    seconds: text('4', 'measured time of each phase, after a warm-up'),
    warm: text('5', 'seconds that each path is run before the first round, unmeasured'),
    rounds: text('3', 'rounds; figures are medians over them'),
    connections: text('1,16', 'numbers of connections'),
    sessions: text('150', 'members of staff at work, each on a unit of their own'),
    growth: yes(true, 'also p50 in a large world (--no-growth: not)'),
    'growth-persons': text('100000', 'persons in the large world; 1000000 takes some ten minutes and 25 GB of disk'),
    'growth-commitments': text('500000', 'commitments in the large world; with a million persons 5000000'),
    starts: yes(true, 'npm start from an empty data folder, and again (--no-starts: not)'),
    explain: { type: 'string', help: 'file for the plans of what each path runs' },
    profile: { type: 'string', help: 'folder for profiles of the server and of its SQL; measures nothing else' },
    quick: yes(false, 'one short round, no starts, no growth: to see that it works'),
  },
  run,
};

interface Options {
  readonly size: Size;
  readonly seconds: number;
  readonly warm: number;
  readonly rounds: number;
  readonly connections: readonly number[];
  readonly sessions: number;
  readonly explain: string | undefined;
}

function optionsFrom({ flags }: BenchContext): Options {
  const quick = flags['quick'] === true;
  const size = {
    persons: wholeFlag(flags, 'persons', 650, 2_000_000),
    commitments: wholeFlag(flags, 'commitments', 0, 20_000_000),
  };
  if (size.commitments < fewestCommitments(size))
    throw new RangeError(`--commitments should be at least ${fewestCommitments(size)} for so many units`);
  const connections = String(flags['connections']).split(',').map(Number);
  if (connections.some((n) => !Number.isInteger(n) || n < 1 || n > 256))
    throw new RangeError('--connections should be numbers from 1 to 256, as in 1,16');
  return {
    size,
    seconds: quick ? 1 : wholeFlag(flags, 'seconds', 1, 60),
    warm: quick ? 1 : wholeFlag(flags, 'warm', 1, 60),
    rounds: quick ? 1 : wholeFlag(flags, 'rounds', 1, 20),
    connections,
    sessions: wholeFlag(flags, 'sessions', 1, 10_000),
    explain: flags['explain'] as string | undefined,
  };
}

async function run(context: BenchContext): Promise<Readonly<Record<string, unknown>>> {
  const { closing, flags } = context;
  const options = optionsFrom(context);
  const generator = startGenerator(closing);
  if (flags['profile'] !== undefined) return profileOnly(context, generator, options);

  const cluster = await startCluster(closing);
  const took = await plant(cluster.owner, options.size);
  console.log(
    `${options.size.persons} persons, ${unitsOf(options.size)} units, ${options.size.commitments} commitments planted: ${JSON.stringify(took)}`,
  );
  const requests = await Requests.of(cluster.owner, options.size, options.sessions);
  const side: Side = { cluster, requests, server: await startServer(closing, cluster) };
  const ceiling = await startCeiling(closing, cluster);

  await warmUp(generator, side, ceiling, {
    connections: Math.max(...options.connections),
    seconds: options.warm,
    vacuum: true,
  });
  const rounds = new Map<number, Round[]>(options.connections.map((connections) => [connections, []]));
  for (let round = 0; round < options.rounds; round++) {
    for (const connections of options.connections) {
      process.stdout.write(`round ${round + 1} of ${options.rounds}, ${connections} connections …\n`);
      rounds
        .get(connections)
        ?.push(await runRound(generator, side, ceiling, { connections, seconds: options.seconds, vacuum: true }));
    }
  }
  for (const [connections, found] of rounds)
    console.log(`\n${connections} connections, medians of ${found.length} rounds\n${pathTable(found)}`);
  const rssMb = rounded(peakMemoryOf(side.server.pid), 0);
  const lag = await gapLag(side);
  console.log(`\nfrom due to gap: p50 ${lag.p50} ms, longest ${lag.max} ms of 20; server memory at most ${rssMb} MB`);
  if (options.explain !== undefined) await writePlans(closing, generator, side, `${options.explain}.small.txt`);
  const growth =
    flags['growth'] === true && flags['quick'] !== true ? await growthOf(context, generator, side, options) : null;
  await side.server.stop();
  await ceiling.stop();
  await cluster.stop();
  const starts =
    flags['starts'] === true && flags['quick'] !== true
      ? await startTimes(closing)
      : { coldStartMs: null, warmStartMs: null };
  if (starts.coldStartMs !== null)
    console.log(`npm start: ${starts.coldStartMs} ms with an empty data folder, then ${starts.warmStartMs} ms`);

  const [widest = 1] = options.connections.toSorted((a, b) => b - a);
  const at = (connections: number) => figuresOf(rounds.get(connections) ?? []);
  return {
    ...at(widest),
    connections: widest,
    ...(rounds.has(1) && widest !== 1 ? { at1: at(1) } : {}),
    growth: growth?.growth ?? null,
    growthOf: growth,
    gapLagMs: lag.max,
    gapLag: lag,
    rssMb,
    ...starts,
    size: options.size,
  };
}

function growthOf(
  { flags, closing }: BenchContext,
  generator: Generator,
  small: Side,
  options: Options,
): Promise<Growth> {
  const size = {
    persons: wholeFlag(flags, 'growth-persons', 10_000, 2_000_000),
    commitments: wholeFlag(flags, 'growth-commitments', 10_000, 20_000_000),
  };
  if (size.commitments < fewestCommitments(size))
    throw new RangeError(`--growth-commitments should be at least ${fewestCommitments(size)}`);
  const { sessions, seconds, rounds, explain } = options;
  return measureGrowth(closing, generator, { small, size, sessions, seconds, rounds, explain });
}

async function profileOnly(
  { closing, flags }: BenchContext,
  generator: Generator,
  options: Options,
): Promise<Readonly<Record<string, unknown>>> {
  const dataDir = throwawayFolder(closing);
  await alterSystem(dataDir, profiling);
  const cluster = await startCluster(closing, dataDir);
  await plant(cluster.owner, options.size);
  const requests = await Requests.of(cluster.owner, options.size, options.sessions);
  const folder = String(flags['profile'] || join(tmpdir(), 'mellanrum-profile'));
  await profile(closing, generator, cluster, requests, {
    folder,
    seconds: options.seconds,
    connections: options.connections.at(-1) ?? 1,
  });
  return { folder };
}
