import type { followUpRoutes } from '../../contract/follow-ups.ts';
import type { Handlers } from '../kernel/http/handle.ts';
import { followUpFigures, followUpPlans } from './follow-ups.commands.ts';

export const followUpsHandlers: Handlers<typeof followUpRoutes> = {
  followUpFigures: (call) => followUpFigures(call, call.query.level),
  followUpPlans: (call) => followUpPlans(call, call.query),
};
