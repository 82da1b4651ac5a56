import { fork } from 'node:child_process';
import type { Closing } from './closing.ts';

export interface Job {
  readonly port: number;
  readonly connections: number;
  readonly warmMs: number;
  readonly seconds: number;
  /** Whole HTTP/1.1 requests, as they go on the wire. */
  readonly requests: readonly string[];
  /** Each request is sent at most once, and the run ends with the last; else they are sent in turn, again and again. */
  readonly once: boolean;
  /** Gives the bodies of good answers back, each with the number of its request. */
  readonly keep: boolean;
}

export interface Outcome {
  /** Of each request that began after the warm-up, in ms. */
  readonly latencies: readonly number[];
  /** From the first request after the warm-up to the last answer. */
  readonly elapsedMs: number;
  /** How many answers of each status, those of the warm-up included. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly bodies: readonly [number, string][];
  /** The first answer that was not 2xx. */
  readonly firstFault: string | null;
}

type Message =
  | { type: 'begin' }
  | { type: 'end' }
  | { type: 'done'; outcome: Outcome }
  | { type: 'failed'; words: string };

export interface Generator {
  /** @param mark called when the measured time begins and when it has ended */
  run(job: Job, mark?: { begin(): void; end(): void }): Promise<Outcome>;
}

/** Starts the load generator's process, which lives until the bench closes. */
export function startGenerator(closing: Closing): Generator {
  const child = fork(new URL('load.main.ts', import.meta.url), {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  closing.add(() => child.kill('SIGKILL'));
  return {
    run: (job, mark) =>
      new Promise((resolve, reject) => {
        const hear = (message: Message): void => {
          if (message.type === 'begin') return mark?.begin();
          if (message.type === 'end') return mark?.end();
          child.off('message', hear);
          child.off('exit', gone);
          if (message.type === 'done') resolve(message.outcome);
          else reject(new Error(`the load generator: ${message.words}`));
        };
        const gone = (): void => reject(new Error('the load generator ended'));
        child.on('message', hear);
        child.once('exit', gone);
        child.send(job);
      }),
  };
}

/** One request as bytes on the wire. The body is JSON text. */
export function requestText(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: string,
): string {
  const all = {
    host: '127.0.0.1',
    accept: 'application/json',
    ...headers,
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body ?? ''}`;
}
