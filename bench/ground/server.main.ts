// The program as server/main.ts starts it (app, pools of the same size, live updates, clock, sealer, witness; log at production's level),
// without what is not measured here: starting PostgreSQL, building the web client, making a county.
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { uuid7Source } from '../../contract/kernel/uuid7.ts';
import { createApp } from '../../server/app.ts';
import { background } from '../../server/background.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import type { Configuration } from '../../server/kernel/configuration.ts';
import { type DatabaseLogins, openDatabase } from '../../server/kernel/db/database.ts';
import { startLive } from '../../server/kernel/notify/index.ts';
import { loadTerms } from '../../server/organisations/index.ts';

export interface Told {
  readonly logins: DatabaseLogins;
  readonly dataDir: string;
}

async function start({ logins, dataDir }: Told): Promise<void> {
  const log = pino({ level: 'info', base: null });
  const configuration: Configuration = {
    environment: 'production',
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://127.0.0.1',
    dataDir,
    databaseUrl: undefined,
    oidc: undefined,
    smtpUrl: undefined,
    county: null,
    stoppedAt: null,
  };
  const database = await openDatabase(logins, {
    onError: (error) => console.error('a connection broke', error.message),
  });
  const live = startLive({ database, clock: systemClock, log });
  const newId = uuid7Source({ now: () => systemClock.now(), random: (n) => randomBytes(n) });
  const ground = { database, clock: systemClock, newId, ring: live.ring };
  const program = { ground, configuration, terms: await loadTerms(database), log };
  for (const part of background) await part.catchUp?.(program);
  const app = await createApp({ ...program, live, measureProcess: true });
  const running = background.map((part) => part.start(program));
  await app.listen({ host: '127.0.0.1', port: 0 });
  process.once('disconnect', () => {
    void (async () => {
      app.server.closeAllConnections();
      await app.close();
      for (const part of running) await part.stop();
      await live.stop();
      await database.close();
      process.exit(0);
    })();
  });
  process.send?.({ port: (app.server.address() as AddressInfo).port });
}

process.on('SIGINT', () => undefined);
process.once('message', (told: Told) => {
  start(told).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
