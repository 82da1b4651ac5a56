import type { FastifyInstance } from 'fastify';
import type { Database } from '../db/database.ts';

/** The log may wait this long for its seal before the program says that it is not well. */
const longestUnsealedMs = 60_000;

interface Check {
  readonly name: string;
  /** What is wrong, or null. Throws when it cannot be told. */
  readonly fault: () => Promise<string | null>;
}

/**
 * GET /health: the process answers. GET /ready: it can serve: the database answers (its schema was brought up to date before the
 * doors opened) and the log is being sealed.
 */
export function serveHealth(app: FastifyInstance, database: Database, now: () => number): void {
  const checks: readonly Check[] = [
    {
      name: 'database',
      fault: async () => {
        await database.app.query('select 1');
        return null;
      },
    },
    {
      name: 'sealer',
      fault: async () => {
        const { rows } = await database.system.query<{ at: string | null }>('select audit.oldest_unsealed() as at');
        const at = rows[0]?.at;
        const behind = at ? now() - Date.parse(at) : 0;
        return behind > longestUnsealedMs ? `${Math.round(behind / 1000)} s behind` : null;
      },
    },
  ];
  app.get('/health', async (_request, reply) => reply.header('cache-control', 'no-store').send({ alive: true }));
  app.get('/ready', async (_request, reply) => {
    const found = await Promise.all(checks.map(async ({ name, fault }) => [name, await judged(fault)] as const));
    const ready = found.every(([, fault]) => fault === null);
    void reply.code(ready ? 200 : 503).header('cache-control', 'no-store');
    return reply.send({ ready, checks: Object.fromEntries(found.map(([name, fault]) => [name, fault ?? 'ok'])) });
  });
}

/** A check that gives up after two seconds, and tells nothing of why it failed: anyone may ask. */
async function judged(fault: Check['fault']): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('no answer'), 2_000);
  });
  try {
    return await Promise.race([fault(), late]);
  } catch {
    return 'no answer';
  } finally {
    clearTimeout(timer);
  }
}
