import { tinyPicture } from '../people/picture.fixture.ts';
import assert from 'node:assert/strict';
import type { Route } from '../../contract/kernel/route.ts';
import type { Stage } from './bodies.fixture.ts';
import { done, type Asker, type MatrixServer } from './matrix-world.fixture.ts';

/** A person with one row of everything, by real commands of the head of home health care (H) and of the person. */
export interface Furnished extends Stage {
  readonly self: Asker;
  /** The row's id by the name of its table, and by the name of the parameter that addresses it. */
  readonly rows: Readonly<Record<string, string>>;
}

/** @param head of unit H; @param other head of unit C; @param planned with a section and a meeting in the plan, which take their time to make */
export async function furnish(
  server: MatrixServer,
  head: Asker,
  other: Asker,
  familyName: string,
  planned = true,
): Promise<Furnished> {
  const { units, world, sqlDo, newId } = server;
  const [H, C] = [units['H'], units['C']];
  assert.ok(H && C);
  const later = new Date(world.clock.now() + 30 * 86_400_000).toISOString();
  const { personId, identity, body } = await server.register(head, { givenName: 'Sif', familyName });
  done(await other.send('POST', '/persons', body));
  const self = await server.signIn(personId);
  const post = async (by: Asker, path: string, sent: unknown) => done(await by.send('POST', path, sent));
  const of = `/persons/${personId}`;
  const agreed = { form: 'oral', decision: 'yes' };
  await post(self, `${of}/consents`, { ...agreed, kind: 'plan' });
  const consent = await post(head, `${of}/consents`, {
    ...agreed,
    kind: 'disclosure',
    includedUnitIds: [H.id, C.id],
    validUntil: later,
  });
  const relative = await post(self, `${of}/relatives`, { name: `Dotter ${familyName}`, relation: 'child' });
  await sqlDo('update people.relative set subject = $2, version = version + 1 where id = $1', [
    relative.id,
    relative.id,
  ]);
  const share = await post(self, `${of}/relatives/${relative.id}/shares`, { part: 'needs' });
  const contact = await post(head, `${of}/contacts`, { kind: 'care_contact', staffId: head.subject });
  const ground = await post(head, `${of}/grounds`, {
    code: 'osl_10_2',
    toUnitId: units['O']?.id,
    evidence: 'Behövs för nödvändigt stöd',
    validUntil: later,
  });
  const block = await post(head, `${of}/blocks`, { level: 'unit', unitId: units['W']?.id });
  const grant = await post(head, `${of}/unmask`, { staffId: head.subject });
  const emergency = await post(head, `${of}/emergency`, { code: 'svod_3_6', reason: 'Medvetslös, okända läkemedel' });
  const voice = await post(head, `${of}/voice`, { words: `Ord av ${familyName}` });
  const picture = await post(self, `${of}/picture`, { data: tinyPicture, alt: `Bild av ${familyName}` });
  const alert = await post(head, `${of}/alerts`, { kind: 'risk', words: `Varning för ${familyName}` });
  const need = await post(head, '/needs', { personId, area: 'd5', words: `Behov hos ${familyName}` });
  const offered = {
    personId,
    kind: 'request',
    what: 'Bedömning',
    detail: familyName,
    area: 'd5',
    urgency: 'soon',
    dueAt: later,
  };
  const commitment = await post(head, '/commitments', { ...offered, toUnitIds: [C.id] });
  const plan = await post(head, `${of}/plans`, { title: `Plan för ${familyName}` });
  const goal = await post(head, `${of}/plans/${plan.id}/goals`, {
    words: 'Gå till torget',
    measure: '',
    horizon: 'short',
    sort: 0,
  });
  const measure = await post(head, `${of}/plans/${plan.id}/other-measures`, { what: 'Handla', who: 'Dottern' });
  const section = !planned
    ? { id: newId() }
    : await post(head, `${of}/plans/${plan.id}/sections`, {
        kind: 'works',
        words: `Maten, ${familyName}`,
        saidBy: 'person',
      });
  const meeting = !planned
    ? { id: newId() }
    : await post(head, `${of}/plans/${plan.id}/meetings`, {
        startsAt: later,
        minutes: 60,
        form: 'home',
        unitIds: [C.id],
      });
  const [party] = await sqlDo<{ id: string }>(
    'select id from plans.meeting_party where meeting_id = $1 and unit_id = $2',
    [meeting.id, H.id],
  );
  const gap = newId();
  const now = new Date(world.clock.now()).toISOString();
  await sqlDo(
    `insert into commitments.gap (id, person_id, kind, subject_id, since, move_unit_id, municipality_code, level, level_at, climbs_at, author_unit_id)
     values ($1, $2, 'unanswered', $3, $4, $5, '1496', 0, $4, $6, $5)`,
    [gap, personId, commitment.id, now, H.id, later],
  );
  const gapTask = newId();
  await sqlDo(
    `insert into commitments.gap_task (id, person_id, gap_id, kind, state, level, from_unit_id, to_unit_id, words, made_at, made_by, done_by, author_unit_id)
     values ($1, $2, $3, 'take', 'taken', 1, $4, $4, $5, $6, 'test', $7, $4)`,
    [gapTask, personId, gap, H.id, `Vi tar det ${familyName}`, now, later],
  );
  const [engagement] = await sqlDo<{ id: string }>(
    'select id from people.engagement where person_id = $1 and unit_id = $2',
    [personId, H.id],
  );
  const [assignment] = await sqlDo<{ id: string }>('select id from organisations.assignment where staff_id = $1', [
    head.subject,
  ]);
  const rows = {
    engagement: engagement?.id ?? '',
    named_contact: contact.id,
    relative: relative.id,
    relative_share: share.id,
    consent: consent.id,
    ground: ground.id,
    block: block.id,
    unmask_grant: grant.id,
    emergency: emergency.id,
    voice: voice.id,
    voice_picture: picture.id,
    alert: alert.id,
    need: need.id,
    commitment: commitment.id,
    plan: plan.id,
    goal: goal.id,
    other_measure: measure.id,
    section: section.id,
    meeting: meeting.id,
    meeting_party: party?.id ?? '',
    gap,
    gap_task: gapTask,
  };
  return {
    personId,
    self,
    rows,
    identity,
    later,
    unitId: H.id,
    otherUnitId: C.id,
    providerId: H.providerId,
    authorityId: world.municipality,
    staffId: head.subject,
    assignmentId: assignment?.id ?? '',
    relativeId: relative.id,
    goalId: goal.id,
  };
}

const tableOf: Readonly<Record<string, string>> = {
  engagementId: 'engagement',
  contactId: 'named_contact',
  relativeId: 'relative',
  pictureId: 'voice_picture',
  shareId: 'relative_share',
  consentId: 'consent',
  groundId: 'ground',
  blockId: 'block',
  alertId: 'alert',
  emergencyId: 'emergency',
  grantId: 'unmask_grant',
  planId: 'plan',
  meetingId: 'meeting',
  partyId: 'meeting_party',
};

/** The route's address about the furnished person. `rows` puts other rows in it than the person's own. */
export function addressOf(
  name: string,
  route: Route,
  of: Furnished,
  rows: Readonly<Record<string, string>> = of.rows,
): string {
  return route.path.replaceAll(/:([a-zA-Z]+)/gu, (_, parameter: string) => {
    if (parameter === 'personId') return of.personId;
    if (parameter === 'unitId') return of.unitId;
    if (parameter === 'edition') return '0';
    if (parameter === 'partId')
      return (
        rows[name.includes('OtherMeasure') ? 'other_measure' : name.includes('Section') ? 'section' : 'goal'] ?? ''
      );
    if (parameter === 'id')
      return (
        rows[
          name.includes('GapTask')
            ? 'gap_task'
            : /[gG]ap/u.test(name)
              ? 'gap'
              : name.includes('Need')
                ? 'need'
                : 'commitment'
        ] ?? ''
      );
    return rows[tableOf[parameter] ?? ''] ?? '';
  });
}
