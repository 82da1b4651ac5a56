import { setTimeout as sleep } from 'node:timers/promises';
import type { Closing } from '../harness/closing.ts';
import type { Generator } from '../harness/load.ts';
import { median, rounded } from '../harness/stats.ts';
import { table } from '../harness/table.ts';
import { demandDisk, startCluster } from './cluster.ts';
import { writePlans } from './explain.ts';
import { plant, type Size } from './planting.ts';
import { Requests } from './requests.ts';
import { Paths, type Side, startServer } from './rounds.ts';
import { markNow, tidy } from './verify.ts';

const compared = ['worklist', 'person', 'offer'] as const;
type Compared = (typeof compared)[number];

export interface Growth {
  /** The greatest of the paths' p50 in the large world over p50 in the small, at 1 and at 16 connections. */
  readonly growth: number;
  readonly ratios: Readonly<Record<string, number>>;
  readonly loadSeconds: number;
  /** Of the large world. */
  readonly size: Size;
}

export interface GrowthOptions {
  readonly small: Side;
  readonly size: Size;
  readonly sessions: number;
  readonly seconds: number;
  readonly rounds: number;
  readonly explain: string | undefined;
}

/** A person with five promises takes 14 kB (274 MB at 20,000 persons); half as much again for sorting and growth, 4 GB for the rest. */
const gigabytesFor = ({ persons, commitments }: Size): number =>
  Math.ceil((persons * 6_000 + commitments * 3_000) / 2 ** 30) + 4;

/** Both worlds stand at once, each with its own PostgreSQL and server, and take turns: so the machine's drift falls on both. */
export async function measureGrowth(closing: Closing, generator: Generator, options: GrowthOptions): Promise<Growth> {
  const { size, small } = options;
  demandDisk(gigabytesFor(size));
  const cluster = await startCluster(closing);
  await cluster.owner.query("alter system set max_wal_size = '8GB'");
  await cluster.owner.query('select pg_reload_conf()');
  const began = performance.now();
  const took = await plant(cluster.owner, size);
  await cluster.owner.query('alter system reset max_wal_size');
  await cluster.owner.query('select pg_reload_conf()');
  const loadSeconds = rounded((performance.now() - began) / 1000, 0);
  const { rows } = await cluster.owner.query<{ size: string }>(
    'select pg_size_pretty(pg_database_size(current_database())) as size',
  );
  console.log(
    `\n${size.persons} persons and ${size.commitments} commitments planted in ${loadSeconds} s (${rows[0]?.size}): ${JSON.stringify(took)}`,
  );
  const large: Side = {
    cluster,
    requests: await Requests.of(cluster.owner, size, options.sessions),
    server: await startServer(closing, cluster),
  };
  if (options.explain !== undefined) await writePlans(closing, generator, large, `${options.explain}.large.txt`);

  const found = new Map<string, number[]>();
  for (let round = 0; round < options.rounds; round++) {
    for (const connections of [1, 16]) {
      for (const [name, side] of round % 2 === 0
        ? ([
            ['small', small],
            ['large', large],
          ] as const)
        : ([
            ['large', large],
            ['small', small],
          ] as const)) {
        const mark = await markNow(side.cluster.owner);
        const paths = new Paths(generator, side);
        for (const path of compared) {
          await sleep(400);
          const { p50 } = await paths.run(path, connections, options.seconds);
          const key = `${name} ${path} ${connections}`;
          found.set(key, [...(found.get(key) ?? []), p50]);
        }
        await tidy(side.cluster.owner, mark, false);
      }
    }
  }
  const at = (name: string, path: Compared, connections: number): number =>
    median(found.get(`${name} ${path} ${connections}`) ?? []);
  const ratios: Record<string, number> = {};
  const lines = [['p50 in ms', 'connections', 'small', 'large', 'ratio']];
  for (const connections of [1, 16]) {
    for (const path of compared) {
      const [few, many] = [at('small', path, connections), at('large', path, connections)];
      ratios[`${path}${connections}`] = rounded(many / few, 2);
      lines.push([path, String(connections), few.toFixed(2), many.toFixed(2), (many / few).toFixed(2)]);
    }
  }
  console.log(`\nGrowth, medians of ${options.rounds} rounds in turn\n${table(lines)}`);
  return { growth: Math.max(...Object.values(ratios)), ratios, loadSeconds, size };
}
