/**
 * Every route of the contract, classified: what of a person it can tell or touch, and where that is tried. A new route without a line here
 * fails `routes.test.ts`.
 *
 * `column` a column of the access matrix reads it; `hidden` a command about a person named in the address or (`body`) in the body: tried with
 * a person the caller may not know, with a person of nobody, and with another person's row in the address; `entry` a command on an entry
 * named by its own id; `list` a list of the unit's; `own` one's own session; `open` not about any person, with the reason.
 */
export type RouteClass =
  | { readonly as: 'column'; readonly column: string }
  | { readonly as: 'hidden'; readonly within?: readonly string[] }
  | { readonly as: 'body' }
  | { readonly as: 'entry' }
  | { readonly as: 'list'; readonly column: string }
  | { readonly as: 'open'; readonly why: string };

const column = (name: string): RouteClass => ({ as: 'column', column: name });
const hidden = (...within: string[]): RouteClass => ({ as: 'hidden', within });

export const routeClasses: Readonly<Record<string, RouteClass>> = {
  'identity.me': { as: 'open', why: 'tells the caller who the caller is' },
  'identity.chooseAssignment': { as: 'open', why: 'takes one of the caller’s own assignments' },
  'identity.chooseLanguage': { as: 'open', why: 'the caller’s own choice' },
  'identity.chooseLook': { as: 'open', why: 'the caller’s own choice' },
  'identity.stay': { as: 'open', why: 'the caller’s own session' },
  'identity.sessions': { as: 'open', why: 'the caller’s own sessions' },
  'identity.endSessions': { as: 'open', why: 'the caller’s own sessions' },

  'notices.unread': { as: 'open', why: 'a number, of the unit’s or one’s own' },
  'notices.list': { as: 'open', why: 'without names; whose plan only in the circle, tried in notices.test.ts' },
  'notices.read': { as: 'open', why: 'the caller’s own marks' },
  'notices.wish': { as: 'open', why: 'the caller’s own choice' },
  'notices.setWish': { as: 'open', why: 'the caller’s own choice' },
  'notices.subscribe': { as: 'open', why: 'the caller’s own browser' },

  'organisations.directory': { as: 'open', why: 'units, providers and authorities are public' },
  'organisations.unit': { as: 'open', why: 'how a unit is reached is public' },
  'organisations.unitStaff': { as: 'open', why: 'staff of a unit, for staff; no person in care' },
  'organisations.terms': { as: 'open', why: 'agreements are public' },

  'administration.register': {
    as: 'open',
    why: 'units, ways and assignments that the caller keeps; no person in care; who may is tried in administration.test.ts',
  },
  'administration.history': { as: 'open', why: 'changes of what the caller keeps; no person in care' },
  'administration.preview': { as: 'open', why: 'counts, never persons; only for units that the caller keeps' },
  'administration.save': { as: 'open', why: 'changes what the caller keeps; no person in care is told of' },
  'administration.importTable': { as: 'open', why: 'reads a file against what the caller keeps' },
  'administration.exportTable': { as: 'open', why: 'what the caller keeps, as a file; no person in care' },

  'people.register': {
    as: 'open',
    why: 'the answer is the same whether the person was there; tried in routes.test.ts',
  },
  'people.find': { as: 'list', column: 'find' },
  'people.overview': column('detail'),
  'people.me': { as: 'open', why: 'the person’s or relative’s own session' },
  'people.change': hidden(),
  'people.changeContact': hidden(),
  'people.whoToCall': column('call'),
  'people.say': column('write'),
  'people.voices': column('pages'),
  // Read by the same policy as the words; tried in picture.test.ts.
  'people.picture': column('pages'),
  'people.addPicture': hidden(),
  // Only the person may, and sees no one else’s.
  'people.removePicture': hidden(),
  'people.engage': hidden(),
  'people.changeRole': hidden('engagement'),
  'people.endEngagement': hidden('engagement'),
  'people.nameContact': hidden(),
  'people.endContact': hidden('named_contact'),
  'people.addRelative': hidden(),
  'people.endRelative': hidden('relative'),
  'people.share': hidden('relative'),
  'people.unshare': hidden('relative_share'),
  'people.recordAlert': hidden(),
  'people.changeAlert': hidden('alert'),
  'people.endAlert': hidden('alert'),
  'people.recordConsent': hidden(),
  'people.withdrawConsent': hidden('consent'),
  'people.consents': column('pages'),
  'people.legalGrounds': { as: 'open', why: 'the law between two branches' },
  'people.recordGround': hidden(),
  'people.endGround': hidden('ground'),
  'people.block': hidden(),
  'people.liftBlock': hidden('block'),
  'people.blockingUnits': hidden(),
  'people.emergency': hidden(),
  'people.emergencies': { as: 'list', column: 'emergencies' },
  'people.reviewEmergency': { as: 'entry' },
  'people.unmask': hidden(),
  'people.endUnmask': hidden('unmask_grant'),
  'people.log': column('log'),
  'people.why': column('why'),
  'people.readers': column('why'),
  'people.history': column('pages'),
  'people.printed': hidden(),
  'people.export': column('export'),

  'commitments.worklist': { as: 'list', column: 'list' },
  'commitments.promise': column('promise'),
  'commitments.offer': { as: 'body' },
  'commitments.signal': { as: 'body' },
  'commitments.move': { as: 'entry' },
  'commitments.openNeed': { as: 'body' },
  'commitments.closeNeed': { as: 'entry' },
  'commitments.gaps': { as: 'list', column: 'gap' },
  'commitments.gap': column('gap'),
  'commitments.answerGap': { as: 'entry' },
  'commitments.actOnGap': { as: 'entry' },
  'commitments.moveGapTask': { as: 'entry' },
  'commitments.writeMessage': hidden(),
  // Read by the policy of the promises and by one of its own, narrower; tried in messages.test.ts and by the oracle.
  'commitments.messages': column('promise'),
  'commitments.week': { as: 'open', why: 'figures of organisations; nothing of a person stands in them' },
  'commitments.weekPromises': { as: 'list', column: 'list' },

  'today.colleagues': { as: 'open', why: 'who of the own unit has which promise, by its id; no person in care' },
  'today.workday': { as: 'open', why: 'how the page begins for a role, and the shifts; no person in care' },
  'today.handle': { as: 'entry' },
  'today.writing': { as: 'entry' },
  'today.shift': { as: 'list', column: 'list' },
  'today.markRead': { as: 'open', why: 'the caller’s own mark; no person in care' },

  'plans.addSection': hidden('plan'),
  'plans.editSection': hidden('plan', 'section'),
  'plans.meetings': column('plan'),
  'plans.meetingTimes': column('plan'),
  'plans.callMeeting': hidden('plan'),
  'plans.moveMeeting': hidden('plan', 'meeting'),
  'plans.callMore': hidden('plan', 'meeting'),
  'plans.cancelMeeting': hidden('plan', 'meeting'),
  'plans.holdMeeting': hidden('plan', 'meeting'),
  'plans.answerCall': hidden('plan', 'meeting', 'meeting_party'),
  'plans.meetingCalendar': column('plan'),
  'plans.freeTimes': { as: 'open', why: 'times of the caller’s own unit' },
  'plans.markFree': { as: 'open', why: 'times of the caller’s own unit' },
  'plans.unmarkFree': {
    as: 'open',
    why: 'a time of the caller’s own unit; another unit’s is not found, tried in meetings.test.ts',
  },
  'plans.askForPlan': hidden(),
  'plans.offerPlan': hidden(),
  // Read by the policies of the promises themselves; tried in requests.test.ts.
  'plans.planRequests': column('plan'),
  'plans.startPlan': hidden(),
  'plans.personPlans': column('plan'),
  'plans.readPlan': column('plan'),
  'plans.editHeader': hidden('plan'),
  'plans.addGoal': hidden('plan'),
  'plans.editGoal': hidden('plan', 'goal'),
  'plans.addIntervention': hidden('plan'),
  'plans.addOtherMeasure': hidden('plan'),
  'plans.editOtherMeasure': hidden('plan', 'other_measure'),
  'plans.removeOtherMeasure': hidden('plan', 'other_measure'),
  'plans.signPlan': hidden('plan'),
  'plans.approvePlan': hidden('plan'),
  'plans.establishPlan': hidden('plan'),
  'plans.renewPlan': hidden('plan'),
  'plans.followUpPlan': hidden('plan'),
  'plans.closePlan': hidden('plan'),
  'plans.planReaders': column('plan'),
  'plans.planTimeline': column('plan'),
  'plans.lookAtPlan': hidden('plan'),
  'plans.listEditions': column('plan'),
  'plans.readEdition': column('plan'),
  'plans.compareEditions': column('plan'),
  'plans.partHistory': column('plan'),
  'plans.planDocument': column('plan'),
  'plans.followUpFigures': { as: 'open', why: 'figures of organisations; nothing of a person stands in them' },
  'plans.followUpPlans': { as: 'list', column: 'plan' },
  'plans.unitPlans': { as: 'list', column: 'plan' },

  'mail.outbox': { as: 'list', column: 'outbox' },
};
