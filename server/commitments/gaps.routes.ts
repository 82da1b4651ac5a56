import type { gapsRoutes } from '../../contract/gaps.ts';
import type { Route } from '../../contract/kernel/route.ts';
import { ReadyJson, type Call, type Handlers } from '../kernel/http/handle.ts';
import type { Deadline, Deps } from './commitments.commands.ts';
import { answerGap, listGaps } from './gaps.commands.ts';

/** Mellanrummen over HTTP. */
export const gapsHandlers = (deadline: Deadline): Handlers<typeof gapsRoutes> => {
  const deps = (call: Call<Route>): Deps => ({ ground: call.ground, deadline });
  return {
    gaps: async (call) => new ReadyJson(await listGaps(call.ground, call.request, call.query)),
    answerGap: (call) => answerGap(deps(call), call.request, call.once, call.params.id, call.body.words),
  };
};
