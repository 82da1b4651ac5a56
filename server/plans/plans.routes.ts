import type { planRoutes } from '../../contract/plans.ts';
import type { Handlers } from '../kernel/http/handle.ts';
import * as approvals from './approvals.commands.ts';
import { planDocument } from './document/document.commands.ts';
import * as editions from './editions.commands.ts';
import { lookAtPlan } from './news.commands.ts';
import { planTimeline } from './timeline.commands.ts';
import * as parts from './parts.commands.ts';
import * as plans from './plans.commands.ts';
import * as reads from './reading.commands.ts';
import { signPlan } from './signatures.commands.ts';

/** @param port how the commitments room makes a promise inside a plan's transaction */
export function plansHandlers(port: parts.CommitmentsPort): Handlers<typeof planRoutes> {
  return {
    startPlan: (call) => plans.startPlan(call, call.body, port),
    personPlans: (call) => reads.personPlans(call),
    readPlan: (call) => reads.readPlan(call),
    editHeader: (call) => parts.editHeader(call, call.body),
    addGoal: (call) => parts.addGoal(call, call.body),
    editGoal: (call) => parts.editGoal(call, call.body),
    addIntervention: (call) => parts.addIntervention(port, call, call.body),
    addOtherMeasure: (call) => parts.addOtherMeasure(call, call.body),
    editOtherMeasure: (call) => parts.editOtherMeasure(call, call.body),
    removeOtherMeasure: (call) => parts.removeOtherMeasure(call, call.body),
    addSection: (call) => parts.addSection(call, call.body),
    editSection: (call) => parts.editSection(call, call.body),
    signPlan: (call) => signPlan(call, call.body),
    approvePlan: (call) => approvals.approvePlan(call, call.body),
    establishPlan: (call) => plans.establishPlan(call, call.body),
    renewPlan: (call) => plans.renewPlan(call, call.body),
    followUpPlan: (call) => plans.followUpPlan(call, call.body),
    closePlan: (call) => plans.closePlan(call, call.body),
    planReaders: (call) => reads.planReaders(call),
    planTimeline: (call) => planTimeline(call),
    lookAtPlan: (call) => lookAtPlan(call, call.body),
    listEditions: (call) => editions.listEditions(call),
    readEdition: (call) => editions.readEdition(call, call.params.edition),
    compareEditions: (call) => editions.compareEditions(call, call.query),
    partHistory: (call) => editions.partHistory(call),
    planDocument: (call) => planDocument(call, call.query),
    unitPlans: (call) => reads.unitPlans(call, call.query),
  };
}
