import type { FastifyBaseLogger } from 'fastify';
import { dateInStockholm } from '../contract/kernel/time.ts';
import type { TermKey, TermValue } from '../contract/organisations.ts';
import { sweep, sweeper } from './commitments/sweep.ts';
import { seal, sealingKey } from './kernel/audit/sealer.ts';
import { keepHeads } from './kernel/audit/witness.ts';
import type { Configuration } from './kernel/configuration.ts';
import type { Ground } from './kernel/db/transaction.ts';
import { errorForLog } from './kernel/http/error-log.ts';
import { deliver, smtpSender } from './kernel/mail/deliver.ts';
import { pushKeys, tellOutside } from './kernel/notify/push.ts';
import type { Terms } from './organisations/index.ts';
import { planGaps } from './plans/index.ts';

/** What the program's parts are made from. */
export interface Program {
  readonly ground: Ground;
  readonly configuration: Configuration;
  readonly terms: Terms;
  readonly log: FastifyBaseLogger;
}

export interface Running {
  /** Lets the round that runs finish, and starts no more. */
  stop(): Promise<void>;
}

/** Something the program does by itself, besides answering. */
export interface Background {
  readonly name: string;
  /** What must be made up for after an outage, before the doors open. */
  catchUp?(program: Program): Promise<void>;
  start(program: Program): Running;
}

export const deadlineOf =
  ({ terms }: Pick<Program, 'terms'>) =>
  (municipality: string | null, key: string, from: number): number =>
    terms.deadline(municipality, key as TermKey, from);

/** What was agreed at an instant, with its source. */
export const termAtOf =
  ({ terms }: Pick<Program, 'terms'>) =>
  (municipality: string | null, key: string, at: number): TermValue =>
    terms.for(municipality, key as TermKey, dateInStockholm(at));

const sourcesOf = ({ ground }: Program) => [planGaps(ground.database)];

export const background: readonly Background[] = [
  {
    name: 'clock',
    async catchUp(program) {
      await sweep(program.ground, deadlineOf(program), sourcesOf(program), true);
    },
    start: (program) =>
      every(400, 'clock', program.log, sweeper(program.ground, deadlineOf(program), sourcesOf(program))),
  },
  {
    name: 'sealer',
    async catchUp({ ground, configuration }) {
      const key = await sealingKey(configuration.dataDir);
      while (await seal(ground.database.system, key));
    },
    start({ ground, configuration, log }) {
      const key = sealingKey(configuration.dataDir);
      return every(1_000, 'sealer', log, async () => seal(ground.database.system, await key));
    },
  },
  {
    name: 'witness',
    start({ ground, configuration, log }) {
      return every(30_000, 'witness', log, () =>
        keepHeads(ground.database.system, configuration.dataDir, ground.clock.now()),
      );
    },
  },
  {
    name: 'outside',
    start({ ground, configuration, log }) {
      const keys = pushKeys(configuration.dataDir);
      return every(5_000, 'outside', log, async () =>
        tellOutside(ground.database.system, ground.clock.now(), {
          keys: await keys,
          publicUrl: configuration.publicUrl,
        }),
      );
    },
  },
  {
    name: 'mail',
    start({ ground, configuration: { smtpUrl, publicUrl }, log }) {
      if (smtpUrl === undefined) return { stop: () => Promise.resolve() };
      const send = smtpSender(smtpUrl);
      return every(5_000, 'mail', log, () =>
        deliver(ground.database.system, send, publicUrl, () => ground.clock.now()),
      );
    },
  },
];

/** Does the work again and again, `pauseMs` after the last round's end. A failed round is noted once until one succeeds. */
export function every(
  pauseMs: number,
  name: string,
  log: Pick<FastifyBaseLogger, 'warn' | 'info'>,
  work: () => Promise<unknown>,
): Running {
  let stopped = false;
  let failing = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    try {
      await work();
      if (failing) log.info({ name }, 'works again');
      failing = false;
    } catch (error) {
      if (!failing && !stopped)
        log.warn({ name, error: errorForLog(error) }, 'a round in the background failed; it is tried again');
      failing = true;
    }
    if (!stopped) plan();
  };
  const plan = (): void => {
    timer = setTimeout(() => {
      round = run();
    }, pauseMs).unref();
  };
  plan();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}
