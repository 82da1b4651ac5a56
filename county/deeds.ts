/** What people do in a lane: each deed is one command of a room, by somebody signed in at that hour. A refusal is counted and life goes on. */
import type { LifeArea, MoveBody, Urgency } from '../contract/commitments.ts';
import type { BodyOf } from '../contract/kernel/route.ts';
import type { Instant } from '../contract/kernel/time.ts';
import type { peopleRoutes, SharePart } from '../contract/people.ts';
import type { meetingRoutes } from '../contract/meetings.ts';
import type { planRoutes } from '../contract/plans.ts';
import { InvalidInput } from '../server/kernel/http/problem.ts';
import type { Request } from '../server/kernel/db/transaction.ts';
import { refusalOf } from '../server/kernel/refusal.ts';
import { ledger, within, writeMessage, type Moved } from '../server/commitments/index.ts';
import * as people from '../server/people/index.ts';
import * as plans from '../server/plans/index.ts';
import type { Course, Lane } from './lane.ts';
import { asMaker } from './register.ts';
import type { Member } from './staff.ts';
import type { Place, Stage } from './stage.ts';

type People = typeof peopleRoutes;
type Plans = typeof planRoutes;
type Meetings = typeof meetingRoutes;
export type Role = Member['role'];

/** Who does it: a unit (somebody who works there), or a request already signed. */
export type By = Place | Member | Request;

export interface NewOffer {
  readonly kind: 'request' | 'handover';
  readonly what: string;
  readonly detail?: string;
  readonly area: LifeArea;
  readonly urgency: Urgency;
  readonly to: readonly Place[];
  readonly needIds?: readonly string[];
  readonly dueAt: Instant;
  readonly followsId?: string;
}

export const iso = (at: Instant): string => new Date(at).toISOString();

export class Deeds {
  readonly stage: Stage;
  readonly lane: Lane;
  personId = '';
  readonly #faces = new Map<string, Member>();

  constructor(stage: Stage, lane: Lane) {
    this.stage = stage;
    this.lane = lane;
  }

  get now(): Instant {
    return this.lane.now;
  }

  start(course: Course, at?: Instant): void {
    this.lane.start(course, at);
  }

  /** When somebody at the unit next has time, from an instant on. */
  open(place: Place, from: Instant): Instant {
    return this.stage.calendar.nextOpen(from, this.stage.hoursOf(place));
  }

  /** Somebody at the unit; of these roles where there is one, else anyone who is not its head. */
  someone(place: Place, ...roles: Role[]): Member {
    const fit = place.members.filter(({ role }) => roles.includes(role));
    const hands = place.members.filter(({ role }) => role !== 'head');
    return this.lane.random.pick(fit.length > 0 ? fit : hands.length > 0 ? hands : place.members);
  }

  /** Mostly the same one at each unit: the person should not have to tell it all again. */
  #usual(place: Place): Member {
    const known = this.#faces.get(place.key);
    if (known && !this.lane.random.chance(0.12)) return known;
    const member = this.someone(place);
    this.#faces.set(place.key, member);
    return member;
  }

  async #request(by: By): Promise<Request> {
    if ('caller' in by) return by;
    return this.stage.asStaff('subject' in by ? by : this.#usual(by), this.now);
  }

  /** The deed's answer, or null when it was refused. */
  async #tried<T>(name: string, by: By, deed: (request: Request) => Promise<T>): Promise<T | null> {
    const { done, refused } = this.stage;
    try {
      const answer = await deed(await this.#request(by));
      done[name] = (done[name] ?? 0) + 1;
      return answer;
    } catch (error) {
      const code = error instanceof InvalidInput ? 'invalid' : refusalOf(error)?.code;
      if (code === undefined) throw error;
      const what = `${name}: ${code}`;
      refused[what] = (refused[what] ?? 0) + 1;
      return null;
    }
  }

  #acting(request: Request, authorUnitId?: string): people.Acting {
    return { ground: this.lane.ground, request, once: this.lane.once(), authorUnitId };
  }

  #asked(request: Request, planId: string) {
    return { ...this.#acting(request), caller: request.caller, params: { personId: this.personId, planId } };
  }

  get #deps() {
    return { ground: this.lane.ground, deadline: this.stage.deadline };
  }

  // ------------------------------------------------------------------------------------------------ the person and the circle

  register(by: By, body: BodyOf<People['register']>, subject?: string) {
    return this.#tried('register', by, (request) =>
      people.registerPerson(this.#acting(request), body, subject === undefined ? {} : { subject }),
    );
  }
  /** The person as the program itself knows it, with a sign-in of its own. */
  registerWithSignIn(body: BodyOf<People['register']>, subject: string) {
    return this.register(asMaker, body, subject);
  }
  say(by: By, words: string, saidBy: 'person' | 'relative' | 'interpreted' = 'person') {
    return this.#tried('say', by, (request) => people.say(this.#acting(request), this.personId, { words, saidBy }));
  }
  nameContact(by: By, body: BodyOf<People['nameContact']>) {
    return this.#tried('name contact', by, (request) => people.nameContact(this.#acting(request), this.personId, body));
  }
  consent(by: By, body: Partial<BodyOf<People['recordConsent']>> & Pick<BodyOf<People['recordConsent']>, 'kind'>) {
    const whole: BodyOf<People['recordConsent']> = {
      decision: 'yes',
      form: 'oral',
      givenBy: 'person',
      about: '',
      exceptAbout: '',
      includedUnitIds: [],
      excludedUnitIds: [],
      ...body,
    };
    return this.#tried('consent', by, (request) => people.recordConsent(this.#acting(request), this.personId, whole));
  }
  withdrawConsent(by: By, consentId: string, form: 'oral' | 'written' = 'oral') {
    return this.#tried('withdraw consent', by, (request) =>
      people.withdrawConsent(this.#acting(request), this.personId, consentId, { version: 1, form }),
    );
  }
  ground(by: By, body: BodyOf<People['recordGround']>) {
    return this.#tried('ground', by, (request) => people.recordGround(this.#acting(request), this.personId, body));
  }
  addRelative(by: Place, body: BodyOf<People['addRelative']>, subject?: string) {
    if (subject === undefined)
      return this.#tried('relative', by, (request) => people.addRelative(this.#acting(request), this.personId, body));
    return this.#tried('relative', asMaker, (request) =>
      people.addRelative(this.#acting(request, by.id), this.personId, body, { subject }),
    );
  }
  share(by: By, relativeId: string, part: SharePart) {
    return this.#tried('share', by, (request) =>
      people.share(this.#acting(request), this.personId, relativeId, { part }),
    );
  }
  alert(by: By, body: BodyOf<People['recordAlert']>) {
    return this.#tried('alert', by, (request) => people.recordAlert(this.#acting(request), this.personId, body));
  }
  block(by: By, body: BodyOf<People['block']>) {
    return this.#tried('block', by, (request) => people.block(this.#acting(request), this.personId, body));
  }
  emergency(by: By, reason: string) {
    return this.#tried('emergency', by, (request) =>
      people.emergency(this.#acting(request), this.personId, { code: 'svod_3_6', reason }),
    );
  }
  reviewEmergency(by: By, id: string, review: string) {
    return this.#tried('review emergency', by, (request) =>
      people.reviewEmergency(this.#acting(request), id, { review }),
    );
  }
  unmask(by: By, staffId: string) {
    return this.#tried('unmask', by, (request) => people.unmask(this.#acting(request), this.personId, { staffId }));
  }
  look(by: By) {
    return this.#tried('look', by, (request) => people.overview(this.lane.ground, request, this.personId));
  }

  // ----------------------------------------------------------------------------------------------------------------- the ledger

  need(by: By, area: LifeArea, words: string) {
    return this.#tried('need', by, (request) =>
      ledger.openNeed(this.#deps, request, this.lane.once(), { personId: this.personId, area, words }),
    );
  }
  closeNeed(by: By, id: string, reason: 'met' | 'ceased' | 'declined_by_person') {
    return this.#tried('close need', by, (request) =>
      ledger.closeNeed(this.#deps, request, this.lane.once(), id, 1, reason),
    );
  }
  signal(by: By, body: { what: string; detail?: string; area: LifeArea; urgency: Urgency; to: Place }) {
    const { to, detail = '', ...rest } = body;
    return this.#tried('signal', by, (request) =>
      ledger.signalFromBody(this.#deps, request, this.lane.once(), {
        personId: this.personId,
        ...rest,
        detail,
        toUnitId: to.id,
      }),
    );
  }
  /** From the person or someone close to a unit around them. */
  message(by: By, words: string, to: Place) {
    const { personId } = this;
    return this.#tried('message', by, (request) =>
      writeMessage(
        this.stage.deadline,
        { ...this.#acting(request), caller: request.caller, params: { personId } },
        { words, toUnitId: to.id },
      ),
    );
  }
  offer(by: By, { to, needIds = [], dueAt, detail = '', followsId, ...rest }: NewOffer) {
    return this.#tried(rest.kind, by, (request) =>
      ledger.offerFromBody(this.#deps, request, this.lane.once(), {
        personId: this.personId,
        ...rest,
        detail,
        toUnitIds: to.map(({ id }) => id),
        needIds: [...needIds],
        dueAt: iso(dueAt),
        ...(followsId === undefined ? {} : { followsId }),
      }),
    );
  }
  move(by: By, promise: Moved, body: MoveWithoutSeen) {
    return this.#tried(body.action, by, (request) =>
      ledger.move(this.#deps, request, this.lane.once(), promise.id, { ...body, seen: promise.version }),
    );
  }

  // ------------------------------------------------------------------------------------------------------------------- the plan

  startPlan(by: By, title: string) {
    return this.#tried('plan', by, (request) =>
      plans.startPlan(
        { ...this.#acting(request), caller: request.caller, params: { personId: this.personId } },
        { type: 'SIP', title },
      ),
    );
  }
  header(by: By, planId: string, body: BodyOf<Plans['editHeader']>) {
    return this.#tried('plan header', by, (request) => plans.editHeader(this.#asked(request, planId), body));
  }
  goal(by: By, planId: string, body: BodyOf<Plans['addGoal']>) {
    return this.#tried('goal', by, (request) => plans.addGoal(this.#asked(request, planId), body));
  }
  intervention(by: By, planId: string, body: BodyOf<Plans['addIntervention']>) {
    const port = within(this.lane.ground, this.stage.deadline);
    return this.#tried('intervention', by, (request) =>
      plans.addIntervention(port, this.#asked(request, planId), body),
    );
  }
  otherMeasure(by: By, planId: string, body: BodyOf<Plans['addOtherMeasure']>) {
    return this.#tried('other measure', by, (request) => plans.addOtherMeasure(this.#asked(request, planId), body));
  }
  section(by: By, planId: string, body: BodyOf<Plans['addSection']>) {
    return this.#tried('section', by, (request) => plans.addSection(this.#asked(request, planId), body));
  }
  callMeeting(by: By, planId: string, body: BodyOf<Meetings['callMeeting']>) {
    return this.#tried('call', by, (request) =>
      plans.callMeeting(within(this.lane.ground, this.stage.deadline), this.#asked(request, planId), body),
    );
  }
  /** The answer of a unit, the person or a relative to the meeting that is called. */
  async answerCall(by: By, planId: string, answer: BodyOf<Meetings['answerCall']>['answer']) {
    return this.#tried('answer to a call', by, async (request) => {
      const asked = this.#asked(request, planId);
      const { meetings } = await plans.readMeetings(asked);
      const meeting = meetings.find(({ state }) => state === 'called');
      const party = meeting?.parties.find(
        ({ mine, kind }) => mine && (request.caller.kind !== 'staff' || kind === 'called'),
      );
      if (!meeting || !party) throw new Error('nobody asked');
      const params = { ...asked.params, meetingId: meeting.id, partyId: party.id };
      return plans.answerCall(
        within(this.lane.ground, this.stage.deadline),
        { ...asked, once: this.lane.once(), params },
        { version: party.version, answer },
      );
    });
  }
  /** The called meeting has been held; everyone who said that they would come was there. */
  async holdMeeting(by: By, planId: string) {
    return this.#tried('meeting held', by, async (request) => {
      const asked = this.#asked(request, planId);
      const { meetings } = await plans.readMeetings(asked);
      const meeting = meetings.find(({ state }) => state === 'called');
      if (!meeting) throw new Error('no meeting');
      const attendance = meeting.parties.map(({ id, answer }) => ({
        partyId: id,
        attended: answer === 'comes' || answer === 'sends_other' ? ('present' as const) : ('absent' as const),
      }));
      return plans.holdMeeting(
        within(this.lane.ground, this.stage.deadline),
        { ...asked, once: this.lane.once(), params: { ...asked.params, meetingId: meeting.id } },
        { version: meeting.version, attendance },
      );
    });
  }
  establish(by: By, planId: string, version: number) {
    return this.#tried('establish', by, (request) => plans.establishPlan(this.#asked(request, planId), { version }));
  }
  followUp(by: By, planId: string, body: BodyOf<Plans['followUpPlan']>) {
    return this.#tried('follow up', by, (request) => plans.followUpPlan(this.#asked(request, planId), body));
  }
  closePlan(by: By, planId: string, body: BodyOf<Plans['closePlan']>) {
    return this.#tried('close plan', by, (request) => plans.closePlan(this.#asked(request, planId), body));
  }
}

type WithoutSeen<T> = T extends unknown ? Omit<T, 'seen'> : never;
export type MoveWithoutSeen = WithoutSeen<MoveBody>;
