// The load generator, in a process of its own so that its work is not counted as the server's. It writes finished bytes on bare sockets
// and reads no more of an answer than status, length and, when asked, the body: as cheap as it can be in Node, and the same for the
// ceiling and for ours. Closed loop: each connection sends its next request when the last is answered in full.
import { connect, type Socket } from 'node:net';
import type { Job, Outcome } from './load.ts';

const headEnd = Buffer.from('\r\n\r\n');
const longestMs = 30_000;

async function run(job: Job): Promise<Outcome> {
  const requests = job.requests.map((text) => Buffer.from(text));
  const latencies: number[] = [];
  const statuses: Record<string, number> = {};
  const bodies: [number, string][] = [];
  let firstFault: string | null = null;
  let next = 0;
  let began = 0;
  let last = 0;
  const warmUntil = performance.now() + job.warmMs;
  const until = warmUntil + job.seconds * 1000;

  const take = (): number | null => {
    if (performance.now() >= until || (job.once && next >= requests.length)) return null;
    const at = next++;
    return job.once ? at : at % requests.length;
  };

  const one = (socket: Socket): Promise<void> =>
    new Promise((answered, reject) => {
      const timer = setTimeout(
        () => reject(new Error('no answer within 30 s')),
        job.warmMs + job.seconds * 1000 + longestMs,
      );
      const resolve = (): void => {
        clearTimeout(timer);
        answered();
      };
      let at = 0;
      let sent = 0;
      let have: Buffer = Buffer.alloc(0);
      const send = (): void => {
        const taken = take();
        if (taken === null) return resolve();
        at = taken;
        sent = performance.now();
        if (began === 0 && sent >= warmUntil) {
          began = sent;
          process.send?.({ type: 'begin' });
        }
        socket.write(requests[at] as Buffer);
      };
      socket.on('error', reject);
      socket.on('close', () => reject(new Error('the server closed a connection')));
      socket.on('data', (chunk: Buffer) => {
        have = have.length === 0 ? chunk : Buffer.concat([have, chunk]);
        const end = have.indexOf(headEnd);
        if (end < 0) return;
        const head = have.toString('latin1', 0, end);
        const length = Number(/\ncontent-length: (\d+)/iu.exec(head)?.[1] ?? Number.NaN);
        if (Number.isNaN(length)) return reject(new Error(`an answer without its length: ${head.slice(0, 200)}`));
        if (have.length < end + 4 + length) return;
        const now = performance.now();
        const status = head.slice(9, 12);
        statuses[status] = (statuses[status] ?? 0) + 1;
        if (status[0] !== '2') firstFault ??= have.toString('utf8').slice(0, 2000);
        else if (job.keep) bodies.push([at, have.toString('utf8', end + 4, end + 4 + length)]);
        if (began > 0 && sent >= began) {
          latencies.push(now - sent);
          last = now;
        }
        have = Buffer.alloc(0);
        send();
      });
      socket.once('connect', send);
    });

  const sockets = Array.from({ length: job.connections }, () =>
    connect({ host: '127.0.0.1', port: job.port, noDelay: true }),
  );
  try {
    await Promise.all(sockets.map((socket) => one(socket)));
    process.send?.({ type: 'end' });
  } finally {
    for (const socket of sockets) {
      socket.removeAllListeners('close');
      socket.end();
    }
  }
  return { latencies, elapsedMs: last - began, statuses, bodies, firstFault };
}

process.on('message', (job: Job) => {
  run(job).then(
    (outcome) => process.send?.({ type: 'done', outcome }),
    (error: unknown) => process.send?.({ type: 'failed', words: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined);
