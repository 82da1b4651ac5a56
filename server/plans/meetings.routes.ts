import type { meetingRoutes } from '../../contract/meetings.ts';
import type { Handlers } from '../kernel/http/handle.ts';
import * as meetings from './meetings.commands.ts';
import type { CommitmentsPort } from './parts.commands.ts';

/** @param port how the commitments room makes and moves a promise inside a meeting's transaction */
export function meetingsHandlers(port: CommitmentsPort): Handlers<typeof meetingRoutes> {
  return {
    meetings: (call) => meetings.readMeetings(call),
    meetingTimes: (call) => meetings.meetingTimes(call, call.query),
    callMeeting: (call) => meetings.callMeeting(port, call, call.body),
    moveMeeting: (call) => meetings.moveMeeting(port, call, call.body),
    callMore: (call) => meetings.callMore(port, call, call.body),
    cancelMeeting: (call) => meetings.cancelMeeting(port, call, call.body),
    holdMeeting: (call) => meetings.holdMeeting(port, call, call.body),
    answerCall: (call) => meetings.answerCall(port, call, call.body),
    meetingCalendar: (call) => meetings.meetingCalendar(call),
    freeTimes: (call) => meetings.readFreeTimes(call),
    markFree: (call) => meetings.markFree(call, call.body),
    unmarkFree: (call) => meetings.unmarkFree(call, call.params.id),
  };
}
