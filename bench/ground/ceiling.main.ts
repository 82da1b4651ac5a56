// The ceiling: what a bare handler can do on the same PostgreSQL with the same driver, pool and settings of the connection.
// POST /commit one committed INSERT; GET /read?<number> one indexed read. Nothing is validated, nobody is asked who they are.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

export interface Told {
  readonly login: pg.PoolConfig;
  readonly poolSize: number;
}

function start({ login, poolSize }: Told): void {
  const options = '-c TimeZone=UTC -c jit=off -c statement_timeout=20000 -c idle_in_transaction_session_timeout=15000';
  const pool = new pg.Pool({ ...login, max: poolSize, options, idleTimeoutMillis: 60_000 });
  const commit = {
    name: 'commit',
    text: 'insert into bench.line (unit_id, at, body) values ($1, $2, $3) returning id',
  };
  const read = { name: 'read', text: 'select id, body from bench.fact where id = $1' };
  const unit = '00000000-0000-0000-0000-000000000000';
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const asked =
        request.method === 'POST'
          ? pool.query({ ...commit, values: [unit, new Date(), Buffer.concat(chunks).toString()] })
          : pool.query({ ...read, values: [Number(request.url?.split('?')[1])] });
      asked.then(
        ({ rows }) => {
          const text = JSON.stringify(rows[0]);
          response
            .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
            .end(text);
        },
        (error: unknown) => response.writeHead(500, { 'content-length': 0 }).end() && console.error(error),
      );
    });
  });
  server.keepAliveTimeout = 72_000;
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
}

process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));
process.once('message', start);
