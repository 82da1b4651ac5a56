import type { Generator, Outcome } from '../harness/load.ts';
import { cpuOf, cpuOfPostgres } from '../harness/processes.ts';
import { ascending, percentile } from '../harness/stats.ts';

/** One measured phase. Times in ms; cpuMs is processor time a request, of the answering process and all of PostgreSQL. */
export interface Measured {
  readonly requests: number;
  readonly rps: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuMs: number;
  /** The part of cpuMs that is PostgreSQL's. */
  readonly postgresMs: number;
  /** Good answers, those of the warm-up included: what must be found in the database. */
  readonly acknowledged: number;
  readonly bodies: Outcome['bodies'];
}

export interface Target {
  readonly port: number;
  readonly pid: number;
  readonly postmaster: number;
}

export interface Asked {
  readonly connections: number;
  readonly seconds: number;
  readonly requests: readonly string[];
  readonly once?: boolean;
  readonly keep?: boolean;
}

/** Half of a measured time, at most a second, goes before it unmeasured: connections, caches and prepared statements are then in place. */
const warmShare = 0.5;

/** Error when any answer was not 2xx. */
export async function measure(generator: Generator, target: Target, asked: Asked): Promise<Measured> {
  let before = { server: 0, postgres: 0 };
  let spent = { server: 0, postgres: 0 };
  const read = () => ({ server: cpuOf(target.pid), postgres: cpuOfPostgres(target.postmaster) });
  const outcome = await generator.run(
    {
      port: target.port,
      connections: asked.connections,
      warmMs: Math.min(1_000, asked.seconds * 1000 * warmShare),
      seconds: asked.seconds,
      requests: asked.requests,
      once: asked.once ?? false,
      keep: asked.keep ?? false,
    },
    {
      begin: () => void (before = read()),
      end: () => {
        const after = read();
        spent = { server: after.server - before.server, postgres: after.postgres - before.postgres };
      },
    },
  );
  const { latencies, elapsedMs, statuses, firstFault, bodies } = outcome;
  if (firstFault !== null)
    throw new Error(`answers: ${JSON.stringify(statuses)}; the first that failed:\n${firstFault}`);
  if (latencies.length === 0) throw new Error('no measured requests; give --seconds more');
  const sorted = ascending(latencies);
  return {
    requests: latencies.length,
    rps: (latencies.length * 1000) / elapsedMs,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    cpuMs: (spent.server + spent.postgres) / latencies.length,
    postgresMs: spent.postgres / latencies.length,
    acknowledged: Object.values(statuses).reduce((sum, count) => sum + count, 0),
    bodies,
  };
}
