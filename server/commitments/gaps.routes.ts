import type { gapsRoutes } from '../../contract/gaps.ts';
import type { Route } from '../../contract/kernel/route.ts';
import { ReadyJson, type Call, type Handlers } from '../kernel/http/handle.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Deadline } from './commitments.commands.ts';
import { actOnGap, answerGap, listGaps, moveGapTask, readGap, type GapDeps, type TermAt } from './gaps.commands.ts';
import { readWeek, readWeekPromises } from './weeks.commands.ts';

/** Mellanrummen and the week over HTTP. */
export const gapsHandlers = (deadline: Deadline, termAt: TermAt): Handlers<typeof gapsRoutes> => {
  const deps = (call: Call<Route>): GapDeps => ({ ground: call.ground, deadline, termAt });
  return {
    gaps: async (call) => new ReadyJson(await listGaps(call.ground, call.request, call.query)),
    gap: async (call) => {
      const gap = await readGap(deps(call), call.request, call.params.id);
      if (!gap) throw new Refusal('not_found');
      return gap;
    },
    answerGap: (call) => answerGap(deps(call), call.request, call.once, call.params.id, call.body.words),
    actOnGap: (call) => actOnGap(deps(call), call.request, call.once, call.params.id, call.body),
    moveGapTask: (call) => moveGapTask(deps(call), call.request, call.once, call.params.id, call.body),
    week: (call) => readWeek(call.ground, call.request, call.query),
    weekPromises: (call) => readWeekPromises(call.ground, call.request, call.query),
  };
};
