import pg from 'pg';
import { errorForLog } from '../http/error-log.ts';

export interface BellLog {
  warn(facts: object, message: string): void;
}

export interface Bell {
  /** After a commit here: wakes this process and, in one word for many commits, the others. Returns at once. */
  ring(): void;
  stop(): Promise<void>;
}

const channel = 'mellanrum_change';
/** Commits within this time share one reading and one NOTIFY. */
const gatherMs = 20;
const longestPauseMs = 10_000;

/**
 * Wakes `onRing` soon after every commit in any process of the program. NOTIFY is sent by the bell's own connection and never by
 * a command: inside a command it would make all commits of the database wait for one another.
 *
 * @param login of mellanrum_system
 * @param name this process among those on the same database
 * @param pollMs the net under a lost NOTIFY, and the longest wait while the listening connection is made anew
 */
export function startBell(login: pg.ClientConfig, name: string, onRing: () => void, log: BellLog, pollMs = 500): Bell {
  let client: pg.Client | undefined;
  let stopped = false;
  let ringing: NodeJS.Timeout | undefined;
  let again: NodeJS.Timeout | undefined;
  let sending = false;
  let sendMore = false;
  const poll = setInterval(onRing, pollMs).unref();

  const connect = async (pauseMs: number): Promise<void> => {
    // A NOTIFY lost in a crash of the server costs nothing: every listener is cut off by it too, and reads when it is back.
    const fresh = new pg.Client({
      ...login,
      password: login.password,
      keepAlive: true,
      options: '-c synchronous_commit=off',
      application_name: 'mellanrum bell',
    });
    const retry = (error: unknown): void => {
      fresh.removeAllListeners('notification');
      if (client === fresh) client = undefined;
      if (stopped || again) return;
      log.warn({ error: errorForLog(error) }, 'the bell lost the database; polling until it is back');
      again = setTimeout(() => {
        again = undefined;
        void connect(Math.min(pauseMs * 2, longestPauseMs));
      }, pauseMs).unref();
    };
    fresh.on('error', retry);
    fresh.on('notification', ({ payload }) => {
      if (payload !== name) onRing();
    });
    try {
      await fresh.connect();
      await fresh.query(`listen ${channel}`);
      if (stopped) return await fresh.end();
      client = fresh;
      onRing();
    } catch (error) {
      retry(error);
      await fresh.end().catch(() => undefined);
    }
  };
  const connected = connect(250);

  /** One NOTIFY at a time; what rings meanwhile shares the next. A lost one is made up for by the others' polling. */
  const tellOthers = async (): Promise<void> => {
    sendMore = true;
    if (sending) return;
    sending = true;
    while (sendMore && client) {
      sendMore = false;
      await client.query('select pg_notify($1, $2)', [channel, name]).catch(() => undefined);
    }
    sending = false;
  };

  return {
    ring() {
      if (stopped) return;
      ringing ??= setTimeout(() => {
        ringing = undefined;
        onRing();
        void tellOthers();
      }, gatherMs).unref();
    },
    async stop() {
      stopped = true;
      clearInterval(poll);
      clearTimeout(ringing);
      clearTimeout(again);
      await connected;
      await client?.end().catch(() => undefined);
    },
  };
}
