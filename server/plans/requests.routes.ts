import type { planRequestRoutes } from '../../contract/plan-requests.ts';
import type { Handlers } from '../kernel/http/handle.ts';
import type { CommitmentsPort } from './parts.commands.ts';
import { askForPlan, offerPlan, planRequests } from './requests.commands.ts';

/** @param port how the commitments room makes the promise that a request is */
export function requestsHandlers(port: CommitmentsPort): Handlers<typeof planRequestRoutes> {
  return {
    askForPlan: (call) => askForPlan(port, call, call.body),
    offerPlan: (call) => offerPlan(port, call, call.body),
    planRequests: (call) => planRequests(call),
  };
}
