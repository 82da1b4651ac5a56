import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { errorForLog } from '../http/error-log.ts';
import type { CallerOf } from '../http/serve.ts';
import { type BellLog, startBell } from './bell.ts';
import { changeReader } from './changes.ts';
import { Hub } from './hub.ts';
import { serveLive } from './stream.ts';

/** Live updates of one process. */
export interface Live {
  /** For `Ground.ring`: after a commit that changed something. */
  readonly ring: () => void;
  /** Registers GET /api/live and closes its streams when the app closes. */
  serve(app: FastifyInstance, callerOf: CallerOf): void;
  /** Where to follow from, for one who reads after this. @throws when the database does not answer */
  place(): Promise<string>;
  /** At sign-out: closes the session's open pages at once. Other processes find out within 5 seconds. */
  endSession(sessionId: string): void;
  /** Open pages, for the metrics. */
  size(): number;
  stop(): Promise<void>;
}

const checkMs = 5_000;
/** Every 20 seconds: shorter than what proxies take for silence. */
const checksABeat = 4;
const pruneMs = 60_000;

export function startLive(parts: { database: Database; clock: Clock; log: BellLog }): Live {
  const { database, clock, log } = parts;
  let failing = false;
  const failed = (error: unknown): void => {
    if (!failing) log.warn({ error: errorForLog(error) }, 'live updates wait for the database');
    failing = true;
  };
  const reader = changeReader(database.system);
  const watched = {
    ...reader,
    async read() {
      const changes = await reader.read();
      failing = false;
      return changes;
    },
  };
  const hub = new Hub({ database, clock, reader: watched, onError: failed });
  const bell = startBell(database.system.options, randomUUID(), () => hub.ring(), log);
  let checks = 0;
  const check = setInterval(() => void hub.check(++checks % checksABeat === 0).catch(failed), checkMs).unref();
  const prune = setInterval(() => void database.system.query('select notify.prune()').catch(failed), pruneMs).unref();
  return {
    ring: () => bell.ring(),
    serve(app, callerOf) {
      serveLive(app, hub, callerOf);
      app.addHook('preClose', () => hub.stop());
    },
    place: () => hub.placeToBegin(),
    endSession: (sessionId) => hub.endSession(sessionId),
    size: () => hub.size,
    async stop() {
      clearInterval(check);
      clearInterval(prune);
      await hub.stop();
      await bell.stop();
    },
  };
}
