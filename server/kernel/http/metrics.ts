import type { FastifyInstance, FastifyRequest } from 'fastify';
import type pg from 'pg';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { Refusal } from '../refusal.ts';

export interface Measured {
  readonly pools: Readonly<Record<string, pg.Pool>>;
  /** Open pages that listen for live updates. */
  readonly listeners: () => number;
  /** Memory, event loop and garbage collection of the process; once a process. */
  readonly ofProcess: boolean;
}

/**
 * Measures every request by route pattern and serves GET /metrics in Prometheus' format, to this machine only: a scraper runs
 * beside the program, and what comes through a proxy is refused.
 */
export function serveMetrics(app: FastifyInstance, measured: Measured): void {
  const registry = new Registry();
  if (measured.ofProcess) collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const labelNames = ['method', 'route', 'status'] as const;
  const requests = new Counter({ name: 'http_requests_total', help: 'Requests answered', labelNames, registers });
  const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer',
    labelNames: ['method', 'route'],
    buckets,
    registers,
  });
  const connections: Gauge = new Gauge({
    name: 'database_connections',
    help: 'Connections of the pools; waiting: requests in line for one',
    labelNames: ['pool', 'state'],
    registers,
    collect() {
      for (const [pool, { totalCount, idleCount, waitingCount }] of Object.entries(measured.pools)) {
        connections.set({ pool, state: 'busy' }, totalCount - idleCount);
        connections.set({ pool, state: 'idle' }, idleCount);
        connections.set({ pool, state: 'waiting' }, waitingCount);
      }
    },
  });
  const listeners: Gauge = new Gauge({
    name: 'live_listeners',
    help: 'Open pages that listen for live updates',
    registers,
    collect: () => listeners.set(measured.listeners()),
  });
  app.addHook('onResponse', async (request, reply) => {
    const method = request.method;
    const route = request.routeOptions.url ?? 'none';
    requests.inc({ method, route, status: String(reply.statusCode) });
    // A stream of live updates lasts as long as its page.
    if (route !== '/api/live') seconds.observe({ method, route }, reply.elapsedTime / 1000);
  });
  app.get('/metrics', async (request, reply) => {
    if (!fromThisMachine(request)) throw new Refusal('not_found');
    return reply
      .header('content-type', registry.contentType)
      .header('cache-control', 'no-store')
      .send(await registry.metrics());
  });
}

const fromThisMachine = ({ headers, socket }: FastifyRequest): boolean =>
  /^(::ffff:)?127\.|^::1$/u.test(socket.remoteAddress ?? '') &&
  headers['x-forwarded-for'] === undefined &&
  headers.forwarded === undefined;
