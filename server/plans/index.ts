export { plansHandlers } from './plans.routes.ts';
export { meetingsHandlers } from './meetings.routes.ts';
export { followUpsHandlers } from './follow-ups.routes.ts';
export { requestsHandlers } from './requests.routes.ts';
export { askForPlan, planRequests } from './requests.commands.ts';
export { answerCall, callMeeting, cancelMeeting, holdMeeting, moveMeeting, readMeetings } from './meetings.commands.ts';
export type { CommitmentsPort, PlanOffer } from './parts.commands.ts';
export {
  addGoal,
  addIntervention,
  addOtherMeasure,
  addSection,
  editGoal,
  editHeader,
  editOtherMeasure,
  editSection,
  removeOtherMeasure,
} from './parts.commands.ts';
export { approvePlan } from './approvals.commands.ts';
export { closePlan, establishPlan, followUpPlan, renewPlan, startPlan } from './plans.commands.ts';
export { compareEditions, listEditions, partHistory, readEdition } from './editions.commands.ts';
export { personPlans, readPlan, unitPlans } from './reading.commands.ts';
export { planGapKinds, planGaps, type PlanGap } from './gaps.commands.ts';
