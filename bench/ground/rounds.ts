import { setTimeout as sleep } from 'node:timers/promises';
import type { Generator } from '../harness/load.ts';
import type { Closing } from '../harness/closing.ts';
import { requestText } from '../harness/load.ts';
import { mean } from '../harness/stats.ts';
import { type Child, startChild } from './child.ts';
import type { Cluster } from './cluster.ts';
import { measure, type Measured, type Target } from './measure.ts';
import { acceptTexts, type Made, type Requests } from './requests.ts';
import { demandEqual, markNow, storedSince, tidy } from './verify.ts';

export const ours = ['worklist', 'person', 'gaps', 'offer', 'accept', 'handoverOffer', 'handoverAccept'] as const;
export type Path = (typeof ours)[number];
export type Ceiling = 'commit' | 'read';

export interface Side {
  readonly cluster: Cluster;
  readonly requests: Requests;
  readonly server: Child;
}

export interface RoundOptions {
  readonly connections: number;
  readonly seconds: number;
  /** Empties dead rows after the round; on a large world that reads all of it. */
  readonly vacuum: boolean;
}

export interface Round {
  readonly paths: Readonly<Partial<Record<Path, Measured & { readonly ofCeiling: number }>>>;
  readonly ceiling: Readonly<Record<Ceiling, Measured>>;
}

/** A step beyond what any of these machines answers a second. */
const mostASecond = 2_500;
/** For the sealer, the bell and the checkpointer to come to rest, so that they do not work at the next phase's cost. */
const restMs = 400;

export const startServer = (
  closing: Closing,
  { logins, dataDir }: Cluster,
  nodeArgs: readonly string[] = [],
): Promise<Child> => startChild(closing, 'server.main.ts', { logins, dataDir }, nodeArgs);

export const startCeiling = (closing: Closing, { logins }: Cluster): Promise<Child> =>
  startChild(closing, 'ceiling.main.ts', { login: logins.app, poolSize: 10 });

export const targetOf = ({ cluster }: Pick<Side, 'cluster'>, child: Child): Target => ({
  port: child.port,
  pid: child.pid,
  postmaster: cluster.postmaster,
});

/** The load of one kind on the server, with the proof that what was answered stands in the database. */
export class Paths {
  readonly #generator: Generator;
  readonly #side: Side;
  #offered: Made[] = [];
  #handedOver: Made[] = [];

  constructor(generator: Generator, side: Side) {
    this.#generator = generator;
    this.#side = side;
  }

  async run(path: Path, connections: number, seconds: number): Promise<Measured> {
    const { requests, cluster } = this.#side;
    const most = Math.ceil((connections === 1 ? 0.4 : 1) * mostASecond * seconds * 1.5);
    switch (path) {
      case 'worklist':
        return this.#read('worklist', requests.worklists(), connections, seconds);
      case 'person':
        return this.#read('person.read', requests.persons(5_000), connections, seconds);
      case 'gaps':
        return this.#read('gaps', requests.gaps(), connections, seconds);
      case 'offer':
        return this.#offer(requests.offers(most), connections, seconds, (made) => void (this.#offered = made));
      case 'handoverOffer':
        return this.#offer(
          await requests.handovers(cluster.owner, most),
          connections,
          seconds,
          (made) => void (this.#handedOver = made),
        );
      case 'accept':
        return this.#accept(this.#offered, connections, seconds);
      case 'handoverAccept':
        return this.#accept(this.#handedOver, connections, seconds);
      default:
        return path satisfies never;
    }
  }

  async #read(action: string, texts: readonly string[], connections: number, seconds: number): Promise<Measured> {
    const { owner } = this.#side.cluster;
    const mark = await markNow(owner);
    const measured = await this.#measure({ requests: texts, connections, seconds });
    demandEqual(`GET ${action}`, measured.acknowledged, {
      'log rows': (await storedSince(owner, mark)).log[action] ?? 0,
    });
    return measured;
  }

  async #offer(
    { texts, to }: { texts: string[]; to: number[] },
    connections: number,
    seconds: number,
    keep: (made: Made[]) => void,
  ): Promise<Measured> {
    const { owner } = this.#side.cluster;
    const mark = await markNow(owner);
    const measured = await this.#measure({ requests: texts, connections, seconds, once: true, keep: true });
    const stored = await storedSince(owner, mark);
    demandEqual('offers', measured.acknowledged, {
      commitments: stored.commitments,
      events: stored.events['offered'] ?? 0,
      'log rows': stored.log['commitment.offer'] ?? 0,
      answers: measured.bodies.length,
    });
    keep(measured.bodies.map(([at, body]) => ({ id: (JSON.parse(body) as { id: string }).id, to: to[at] ?? -1 })));
    return measured;
  }

  async #accept(made: readonly Made[], connections: number, seconds: number): Promise<Measured> {
    const { owner } = this.#side.cluster;
    const mark = await markNow(owner);
    const before = await this.#accepted(made);
    const measured = await this.#measure({ requests: acceptTexts(made), connections, seconds, once: true, keep: true });
    const after = await this.#accepted(made);
    demandEqual('acceptances', measured.acknowledged, {
      commitments: after.commitments - before.commitments,
      events: after.events - before.events,
      'log rows': (await storedSince(owner, mark)).log['commitment.accept'] ?? 0,
      'different commitments': new Set(measured.bodies.map(([, body]) => (JSON.parse(body) as { id: string }).id)).size,
    });
    return measured;
  }

  async #accepted(made: readonly Made[]): Promise<{ commitments: number; events: number }> {
    const { rows } = await this.#side.cluster.owner.query<{ commitments: number; events: number }>(
      `select count(*) filter (where c.state = 'accepted')::int as commitments, coalesce(sum((select count(*) from commitments.event e
         where e.person_id = c.person_id and e.subject_id = c.id and e.type = 'accepted')), 0)::int as events
       from commitments.commitment c where c.id = any ($1)`,
      [made.map(({ id }) => id)],
    );
    return rows[0] ?? { commitments: 0, events: 0 };
  }

  #measure(asked: Parameters<typeof measure>[2]): Promise<Measured> {
    return measure(this.#generator, targetOf(this.#side, this.#side.server), asked);
  }
}

export const commitRequests = (): string[] => [
  requestText('POST', '/commit', {}, JSON.stringify({ what: 'x'.repeat(400) })),
];
const readRequests = (): string[] =>
  Array.from({ length: 2_000 }, (_, n) => requestText('GET', `/read?${(n * 7919) % 10_000}`, {}));

/** The order of a round: a path stands between two measurements of the ceiling, which are its yardstick. */
const order: readonly (readonly Path[])[] = [
  ['worklist', 'person'],
  ['gaps', 'offer'],
  ['accept', 'handoverOffer'],
  ['handoverAccept'],
];

/** One round: ceiling, two paths, ceiling, two paths … */
export async function runRound(
  generator: Generator,
  side: Side,
  ceiling: Child,
  options: RoundOptions,
): Promise<Round> {
  const { connections, seconds } = options;
  const mark = await markNow(side.cluster.owner);
  const paths = new Paths(generator, side);
  const bare = async (what: Ceiling): Promise<Measured> => {
    await sleep(restMs);
    const requests = what === 'commit' ? commitRequests() : readRequests();
    return measure(generator, targetOf(side, ceiling), { connections, seconds, requests });
  };
  const found: Partial<Record<Path, Measured & { ofCeiling: number }>> = {};
  const commits = [await bare('commit')];
  for (const group of order) {
    const measured: [Path, Measured][] = [];
    for (const path of group) {
      await sleep(restMs);
      measured.push([path, await paths.run(path, connections, seconds)]);
    }
    commits.push(await bare('commit'));
    const yardstick = mean(commits.slice(-2).map(({ rps }) => rps));
    for (const [path, one] of measured) found[path] = { ...one, ofCeiling: one.rps / yardstick };
  }
  const read = await bare('read');
  await tidy(side.cluster.owner, mark, options.vacuum);
  return { paths: found, ceiling: { commit: meanOf(commits), read } };
}

/** Runs every path once, unmeasured: Node has then compiled what is hot, and every connection has its plans. */
export async function warmUp(generator: Generator, side: Side, ceiling: Child, options: RoundOptions): Promise<void> {
  const mark = await markNow(side.cluster.owner);
  const paths = new Paths(generator, side);
  for (const path of ours) await paths.run(path, options.connections, options.seconds);
  for (const requests of [commitRequests(), readRequests()])
    await measure(generator, targetOf(side, ceiling), { ...options, seconds: Math.min(2, options.seconds), requests });
  await tidy(side.cluster.owner, mark, options.vacuum);
  // What autovacuum does within a minute or so of a server's first requests.
  for (const table of [
    'audit.entry',
    'audit.entry_person',
    'access.request',
    'notify.change',
    'notify.mail',
    'bench.line',
  ])
    await side.cluster.owner.query(`analyze ${table}`);
}

const meanOf = (all: readonly Measured[]): Measured => {
  const of = (key: 'rps' | 'p50' | 'p99' | 'cpuMs' | 'postgresMs' | 'requests' | 'acknowledged'): number =>
    mean(all.map((one) => one[key]));
  return {
    requests: of('requests'),
    rps: of('rps'),
    p50: of('p50'),
    p99: of('p99'),
    cpuMs: of('cpuMs'),
    postgresMs: of('postgresMs'),
    acknowledged: of('acknowledged'),
    bodies: [],
  };
};
