import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { fieldProblems } from '../../../contract/kernel/validation.ts';
import { InvalidInput } from '../http/problem.ts';
import type { CallerOf } from '../http/serve.ts';
import { Refusal } from '../refusal.ts';
import type { Hub } from './hub.ts';
import type { Listener, LiveEvent } from './listeners.ts';

const Query = z.strictObject({ person: z.uuid().optional(), from: z.string().max(60).optional() });
/** A page that takes nothing for this long has gone to sleep: it is let go, and resumes by its Last-Event-ID. */
const mostUnread = 65_536;
const reconnectMs = 2_000;

/**
 * GET /api/live: Server-Sent Events for the signed-in. `?person=<id>` also watches that person (staff, while there is a tie), `?from=` is
 * the place that `GET /api/me` named: what has happened since is told first.
 */
export function serveLive(app: FastifyInstance, hub: Hub, callerOf: CallerOf): void {
  app.get('/api/live', async (request, reply) => {
    const caller = await callerOf(request);
    if (!caller || caller.kind === 'system') throw new Refusal('signed_out');
    const query = Query.safeParse(request.query, { reportInput: true });
    if (!query.success) throw new InvalidInput((language) => fieldProblems(query.error.issues, language));
    const watch = query.data.person ?? null;
    if (watch !== null && caller.kind !== 'staff' && watch !== caller.personId) throw new Refusal('not_found');
    const stream = new Readable({ read() {} });
    stream.push(`retry: ${reconnectMs}\n\n`);
    const listener: Listener = {
      caller,
      watch: caller.kind === 'staff' ? watch : null,
      send(events, place) {
        stream.push(written(events, place));
        if (stream.readableLength > mostUnread) stream.destroy();
      },
      end: () => void stream.push(null),
    };
    stream.on('close', () => hub.remove(listener));
    const resumed = request.headers['last-event-id'];
    await hub.add(listener, typeof resumed === 'string' ? resumed : (query.data.from ?? null));
    if (request.raw.destroyed || reply.raw.destroyed) stream.destroy();
    void reply.header('content-type', 'text/event-stream; charset=utf-8').header('x-accel-buffering', 'no');
    return reply.send(stream);
  });
}

/**
 * Events and, with the last, the place to resume from. None at all is a heartbeat, which moves the place on without waking the
 * page (HTML, server-sent events: an event without data is not dispatched, its id is kept).
 */
export function written(events: readonly LiveEvent[], place: string): string {
  const blocks = events.map((event) => `data: ${JSON.stringify(event)}`);
  return `${blocks.join('\n\n')}${blocks.length > 0 ? '\n' : ''}id: ${place}\n\n`;
}
