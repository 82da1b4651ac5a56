import type { commitmentsRoutes } from '../../contract/commitments.ts';
import { ReadyJson, type Call, type Handlers } from '../kernel/http/handle.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Route } from '../../contract/kernel/route.ts';
import * as commands from './commitments.commands.ts';
import { readPromise } from './reading.commands.ts';
import { readWorklist } from './today.commands.ts';

/** The room's handlers. `deadline` comes from the organisations room's agreements. */
export const commitmentsHandlers = (deadline: commands.Deadline): Handlers<typeof commitmentsRoutes> => {
  const deps = (call: Call<Route>): commands.Deps => ({ ground: call.ground, deadline });
  return {
    worklist: async (call) => new ReadyJson(await readWorklist(call.ground, call.request, call.query)),
    promise: async (call) => {
      const text = await readPromise(call.ground, call.request, call.params.id);
      if (text === null) throw new Refusal('not_found');
      return new ReadyJson(text);
    },
    offer: (call) => commands.offerFromBody(deps(call), call.request, call.once, call.body),
    signal: (call) => commands.signalFromBody(deps(call), call.request, call.once, call.body),
    move: (call) => commands.move(deps(call), call.request, call.once, call.params.id, call.body),
    openNeed: (call) => commands.openNeed(deps(call), call.request, call.once, call.body),
    closeNeed: (call) =>
      commands.closeNeed(deps(call), call.request, call.once, call.params.id, call.body.seen, call.body.reason),
  };
};
