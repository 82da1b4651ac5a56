import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Closing } from '../harness/closing.ts';
import type { Generator } from '../harness/load.ts';
import { table } from '../harness/table.ts';
import type { Cluster } from './cluster.ts';
import type { Measured } from './measure.ts';
import type { Requests } from './requests.ts';
import { type Path, Paths, startServer } from './rounds.ts';

/** What the cluster must be started with to be profiled. */
export const profiling = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track': 'all',
  'pg_stat_statements.max': '10000',
  'pg_stat_statements.track_planning': 'on',
  track_functions: 'all',
  track_io_timing: 'on',
  track_wal_io_timing: 'on',
};

export interface ProfileOptions {
  readonly folder: string;
  readonly seconds: number;
  readonly connections: number;
}

const profiled: readonly (readonly Path[])[] = [
  ['worklist'],
  ['person'],
  ['gaps'],
  ['offer'],
  ['offer', 'accept'],
  ['handoverOffer'],
  ['handoverOffer', 'handoverAccept'],
];

/** For each path a server of its own under --cpu-prof; the top of the profile and of the statements and functions in the database. */
export async function profile(
  closing: Closing,
  generator: Generator,
  cluster: Cluster,
  requests: Requests,
  options: ProfileOptions,
): Promise<void> {
  mkdirSync(options.folder, { recursive: true });
  await cluster.owner.query('create extension if not exists pg_stat_statements');
  const said: string[] = [];
  for (const group of profiled) {
    const path = group.at(-1) as Path;
    const folder = join(options.folder, path);
    const node = ['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-interval=500'];
    const server = await startServer(closing, cluster, node);
    const paths = new Paths(generator, { cluster, requests, server });
    // Not the loading and compiling of the first requests, in the database at least.
    await paths.run('worklist', options.connections, 1);
    for (const before of [...group.slice(0, -1), ...(path === 'accept' || path === 'handoverAccept' ? [] : [path])])
      await paths.run(before, options.connections, options.seconds);
    await cluster.owner.query('select pg_stat_statements_reset(), pg_stat_reset()');
    const measured = await paths.run(path, options.connections, options.seconds);
    said.push(head(path, measured), await statements(cluster, measured), await functions(cluster, measured));
    await server.stop();
    for (const file of readdirSync(folder)) said.push(inNode(join(folder, file)));
  }
  const file = join(options.folder, 'profile.txt');
  writeFileSync(file, said.join('\n\n'));
  console.log(`profile: ${file}`);
}

const head = (path: string, { rps, p50, cpuMs, postgresMs, acknowledged }: Measured): string =>
  `======== ${path}: ${rps.toFixed(0)}/s, p50 ${p50.toFixed(2)} ms, CPU ${cpuMs.toFixed(2)} ms a request (PostgreSQL ${postgresMs.toFixed(2)}), ${acknowledged} requests`;

async function statements({ owner }: Cluster, { acknowledged }: Measured): Promise<string> {
  const { rows } = await owner.query<{
    calls: number;
    ms: number;
    plan: number;
    buffers: number;
    wal: number;
    query: string;
  }>(
    `select calls::int, total_exec_time as ms, total_plan_time as plan, (shared_blks_hit + shared_blks_read)::int as buffers, wal_bytes::int as wal,
       regexp_replace(query, '\\s+', ' ', 'g') as query from pg_stat_statements where dbid = (select oid from pg_database where datname = current_database())
     order by total_exec_time desc limit 40`,
  );
  const each = (value: number): string => (value / acknowledged).toFixed(3);
  return table(
    [
      [
        '',
        'ms/request',
        'calls/request',
        'buffers/request',
        'WAL bytes/request',
        '  statement (those inside functions counted in their callers too)',
      ],
      ...rows.map((row) => [
        '',
        each(row.ms),
        each(row.calls),
        each(row.buffers),
        each(row.wal),
        `  ${row.query.slice(0, 150)}`,
      ]),
    ].map((row) => row),
  );
}

async function functions({ owner }: Cluster, { acknowledged }: Measured): Promise<string> {
  const { rows } = await owner.query<{ name: string; calls: number; self: number; total: number }>(
    "select schemaname || '.' || funcname as name, calls::int, self_time as self, total_time as total from pg_stat_user_functions order by self_time desc limit 30",
  );
  return table([
    ['function', 'self ms/request', 'total ms/request', 'calls/request'],
    ...rows.map(({ name, self, total, calls }) => [
      name,
      ...[self, total, calls].map((value) => (value / acknowledged).toFixed(3)),
    ]),
  ]);
}

interface CpuProfile {
  readonly nodes: readonly {
    id: number;
    callFrame: { functionName: string; url: string; lineNumber: number };
    children?: number[];
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Self time by place in the code and by package, as shares of what was not idle. */
function inNode(file: string): string {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, 'utf8')) as CpuProfile;
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const places = new Map<string, number>();
  const packages = new Map<string, number>();
  let busy = 0;
  for (const [at, id] of samples.entries()) {
    const frame = byId.get(id);
    const us = timeDeltas[at] ?? 0;
    if (!frame || frame.functionName === '(idle)' || frame.functionName === '(root)') continue;
    busy += us;
    const path = frame.url.startsWith('file://') ? relative(process.cwd(), new URL(frame.url).pathname) : frame.url;
    const home =
      /node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(path)?.[1] ??
      (path.split('/').slice(0, 2).join('/') || frame.functionName);
    const place = `${frame.functionName || '(anonymous)'} ${path}:${frame.lineNumber + 1}`;
    places.set(place, (places.get(place) ?? 0) + us);
    packages.set(home, (packages.get(home) ?? 0) + us);
  }
  const top = (map: Map<string, number>, count: number): string =>
    [...map]
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, count)
      .map(([name, us]) => `${((us / busy) * 100).toFixed(1).padStart(6)} %  ${name}`)
      .join('\n');
  return `Node, busy ${(busy / 1e6).toFixed(2)} s, by package\n${top(packages, 15)}\nby function\n${top(places, 30)}`;
}
