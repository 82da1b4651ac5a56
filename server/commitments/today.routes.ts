import type { todayRoutes } from '../../contract/today.ts';
import { ReadyJson, type Handlers } from '../kernel/http/handle.ts';
import * as today from './today.commands.ts';

/** Handlers of what stands around the three lists. */
export const todayHandlers: Handlers<typeof todayRoutes> = {
  colleagues: async ({ ground, request }) => new ReadyJson(await today.listColleagues(ground, request)),
  workday: async ({ ground, request }) => new ReadyJson(await today.readWorkday(ground, request)),
  handle: ({ ground, request, once, params, body }) =>
    today.handle(ground, request, once, params.id, body.action === 'take' ? { over: body.over } : null),
  writing: ({ ground, request, params, body }) => today.tellWriting(ground, request, params.id, body.writing),
  shift: async ({ ground, request, query }) =>
    new ReadyJson(await today.readShift(ground, request, query.since ?? null, query.until)),
  markRead: ({ ground, request, body }) => today.markRead(ground, request, body.to),
};
