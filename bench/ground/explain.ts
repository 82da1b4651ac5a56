import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Closing } from '../harness/closing.ts';
import type { Generator } from '../harness/load.ts';
import type { Cluster } from './cluster.ts';
import { measure } from './measure.ts';
import { acceptTexts, type Made } from './requests.ts';
import { type Side, startServer, targetOf } from './rounds.ts';
import { markNow, tidy } from './verify.ts';

/** For new connections of the server's login: each statement with its plan, those inside functions too, into PostgreSQL's log. */
const explaining = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_buffers': 'on',
  'auto_explain.log_nested_statements': 'on',
};

async function setForApp({ owner }: Cluster, set: boolean): Promise<void> {
  for (const [name, value] of Object.entries(explaining))
    await owner.query(
      `alter role mellanrum_app in database mellanrum ${set ? `set ${name} = '${value}'` : `reset ${name}`}`,
    );
}

/**
 * Writes the plans of what each hot path runs, as the server runs it: EXPLAIN (ANALYZE, BUFFERS) by auto_explain, of the last of some
 * requests on one connection, when caches and generic plans are in place.
 */
export async function writePlans(closing: Closing, generator: Generator, side: Side, file: string): Promise<void> {
  const { cluster, requests } = side;
  const mark = await markNow(cluster.owner);
  await setForApp(cluster, true);
  const server = await startServer(closing, cluster);
  let made: Made[] = [];
  const texts: string[] = [];
  const ask = async (name: string, list: readonly string[]) => {
    const each = list.slice(0, 60);
    const target = targetOf(side, server);
    const asked = { connections: 1, seconds: 20, once: true, keep: true };
    await measure(generator, target, { ...asked, requests: each.slice(0, -1).concat(each.slice(-1)) }).catch(tooFew);
    await sleep(100);
    const from = statSync(cluster.logFile).size;
    const last = await generator.run({ port: server.port, warmMs: 0, ...asked, requests: list.slice(60, 61) });
    await sleep(300);
    texts.push(`======== ${name}\n${readFileSync(cluster.logFile).subarray(from).toString()}`);
    return last;
  };
  const offers = requests.offers(61);
  await ask('GET /api/worklist', cycled(requests.worklists(), 61));
  await ask('GET /api/persons/:id/overview', requests.persons(61));
  await ask('GET /api/gaps', cycled(requests.gaps(), 61));
  const { bodies } = await ask('POST /api/commitments (request)', offers.texts);
  made = bodies.map(([, body]) => ({ id: (JSON.parse(body) as { id: string }).id, to: offers.to[60] ?? 0 }));
  const from = statSync(cluster.logFile).size;
  await generator.run({
    port: server.port,
    connections: 1,
    warmMs: 0,
    seconds: 20,
    once: true,
    keep: false,
    requests: acceptTexts(made),
  });
  await sleep(300);
  texts.push(
    `======== POST /api/commitments/:id/moves (accept)\n${readFileSync(cluster.logFile).subarray(from).toString()}`,
  );
  await server.stop();
  await setForApp(cluster, false);
  await tidy(cluster.owner, mark, false);
  writeFileSync(file, texts.join('\n'));
  console.log(`plans: ${file}`);
}

const cycled = (list: readonly string[], count: number): string[] =>
  Array.from({ length: count }, (_, at) => list[at % list.length] ?? '');
function tooFew(error: unknown): void {
  if (!String(error).includes('measured requests')) throw error;
}
