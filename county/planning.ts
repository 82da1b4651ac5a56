/** A joint plan: prepared together, promised by each, established, carried out, followed up. Some stop on the way. */
import { DAY, HOUR, MINUTE, promise } from './answering.ts';
import { meetingTime } from './calendar.ts';
import { iso } from './deeds.ts';
import type { Course } from './lane.ts';
import { areaOf, type Life } from './around.ts';
import type { Place } from './stage.ts';
import { followUpWords, goalSets } from './data/life-areas.ts';

const titles = [
  'Trygg hemma',
  'Hemma med stöd',
  'Vardagen tillsammans',
  'Efter sjukhuset',
  'Så vill jag ha det',
  'Plan för hösten och vintern',
];
const others: readonly (readonly [what: string, who: string])[] = [
  ['Färdtjänst till kören på torsdagar', 'Färdtjänsten'],
  ['Matkasse och sällskap på onsdagar', 'Svenska kyrkan'],
  ['Nyckel hos grannen', 'Grannen'],
  ['Sjukpenning och arbetsprövning', 'Försäkringskassan'],
  ['Hyresvärden byter tröskel', 'Hyresbostäder'],
];

/** A goal and what becomes of it. */
interface Aim {
  readonly id: string;
  result: 'reached' | 'partly' | 'not_reached' | 'dropped';
}

export async function* planTogether(life: Life): Course {
  const { deeds, circle, person } = life;
  const { random } = deeds.lane;
  const by =
    circle.find(({ kind }) =>
      ['primary_care_centre', 'home_health_care', 'psychiatry_outpatient', 'mobile_team'].includes(kind),
    ) ?? circle[0];
  if (!by || !life.consented) return;
  yield deeds.open(by, deeds.now);
  const title = random.pick(titles);
  const started = await deeds.startPlan(by, title);
  if (!started) return;
  const planId = started.id;
  const waiting = { n: 0 };
  const aims: Aim[] = [];
  const fits = random.shuffle(
    goalSets.filter(
      ({ who, interventions }) =>
        (who === person.situation.who || who === 'any') &&
        interventions.some((one) => circle.some(({ kind }) => kind === one.by)),
    ),
  );
  for (const [sort, set] of fits.slice(0, random.int(1, 2)).entries()) {
    yield deeds.open(by, deeds.now + random.int(5, 60) * MINUTE);
    const goal = await deeds.goal(by, planId, {
      words: set.goal.sv,
      measure: set.measure.sv,
      horizon: random.chance(0.6) ? 'short' : 'long',
      sort,
    });
    if (!goal) continue;
    aims.push({
      id: goal.id,
      result: random.weighted(
        [
          ['reached', 4],
          ['partly', 3],
          ['not_reached', 2],
          ['dropped', 1],
        ] as const,
        ([, weight]) => weight,
      )[0],
    });
    for (const one of set.interventions.slice(0, 3))
      await promiseIn(life, { planId, by, goalId: goal.id, set, waiting, sort }, one);
  }
  // Prepared, and not further: it waits for somebody to call the meeting.
  if (aims.length === 0 || random.chance(0.16)) return;
  const none = random.chance(0.6);
  if (!none) {
    const [what, who] = random.pick(others);
    await deeds.otherMeasure(by, planId, { what, who });
  }
  const soon = random.chance(0.55);
  const nextFollowUpAt = meetingTime(deeds.now + (soon ? random.int(12, 34) : random.int(40, 120)) * DAY);
  const body = {
    version: 1,
    title,
    responsibleAuthorityId: responsible(life, by),
    responsibleUnitId: by.id,
    nextFollowUpAt: iso(nextFollowUpAt),
    followUpForm: random.pick(['home', 'digital', 'phone'] as const),
    personAgrees: 'yes',
    noOtherMeasures: none,
  } as const;
  const header = await deeds.header(by, planId, body);
  if (!header) return;
  for (let days = 0; waiting.n > 0 && days < 20; days += 1) yield deeds.open(by, deeds.now + DAY);
  const established = await deeds.establish(by, planId, header.version);
  if (!established || !soon) return;
  // Some follow-ups are not held: the gap says so.
  if (random.chance(0.2)) return;
  yield deeds.open(by, nextFollowUpAt + random.int(-2, 30) * HOUR);
  yield* followUp(life, by, planId, established.version, aims);
}

/** The private centres' plans too are the region's or the municipality's to answer for. */
function responsible({ deeds, person }: Life, by: Place): string {
  const municipal = [...deeds.stage.places.values()].find(
    (place) => place.municipality === person.municipality && place.branch === 'omsorg',
  );
  const region = deeds.stage.place('skas.skovde.akut');
  return by.authority === 'vgr' || municipal === undefined
    ? region.authorityId
    : by.provider.endsWith('.health') && by.authority !== municipal.authority
      ? region.authorityId
      : municipal.authorityId;
}

interface InPlan {
  readonly planId: string;
  readonly by: Place;
  readonly goalId: string;
  readonly set: (typeof goalSets)[number];
  readonly waiting: { n: number };
  readonly sort: number;
}

async function promiseIn(
  life: Life,
  { planId, by, goalId, set, waiting, sort }: InPlan,
  one: (typeof goalSets)[number]['interventions'][number],
): Promise<void> {
  const { deeds, circle, kin } = life;
  const { random } = deeds.lane;
  const place = circle.find(({ kind }) => kind === one.by);
  const to =
    one.by === 'person'
      ? ({ kind: 'person' } as const)
      : one.by === 'relative'
        ? kin
          ? ({ kind: 'relative', relativeId: kin.id } as const)
          : null
        : place
          ? ({ kind: 'unit', unitId: place.id } as const)
          : null;
  if (!to) return;
  const dueAt = deeds.now + random.int(8, 60) * DAY;
  const made = await deeds.intervention(by, planId, {
    goalId,
    what: one.sv,
    detail: '',
    area: areaOf(set.area),
    urgency: 'planned',
    to,
    needIds: [],
    dueAt: iso(dueAt),
    sort,
  });
  if (!made) return;
  const moved = { id: made.commitmentId, version: 1, state: made.commitmentState };
  if (made.commitmentState === 'offered' && place) {
    waiting.n += 1;
    const offer = {
      kind: 'request',
      what: one.sv,
      area: areaOf(set.area),
      urgency: 'planned',
      to: [place],
      dueAt,
    } as const;
    let answered = false;
    deeds.start(
      promise(deeds, life.answers, { moved, state: 'offered', giver: by, offer, taker: place, dueAt }, ({ state }) => {
        if (!answered && ['accepted', 'declined', 'withdrawn'].includes(state)) {
          answered = true;
          waiting.n -= 1;
        }
      }),
    );
  } else deeds.start(ticked(life, by, moved, dueAt));
}

/** What one's own unit, the person or a relative does is ticked off by the unit that wrote it down. */
async function* ticked({ deeds }: Life, by: Place, moved: Parameters<Life['deeds']['move']>[1], dueAt: number): Course {
  const { random } = deeds.lane;
  yield deeds.open(
    by,
    deeds.now + Math.round((dueAt - deeds.now) * (random.chance(0.1) ? 1.15 : 0.4 + 0.5 * random.next())),
  );
  if (random.chance(0.85)) await deeds.move(by, moved, { action: 'keep' });
  else
    await deeds.move(by, moved, {
      action: 'fail',
      reason: 'person_declined',
      note: 'Orkade inte, vi försöker på ett annat sätt.',
    });
}

async function* followUp(life: Life, by: Place, planId: string, version: number, aims: readonly Aim[]): Course {
  const { deeds } = life;
  const { random } = deeds.lane;
  const said = random.pick(followUpWords.filter(({ said: who }) => who === 'person'));
  const evaluations = aims.map(({ id, result }) => ({
    goalId: id,
    version: 1,
    result,
    words: random.pick(followUpWords.filter(({ outcome }) => outcome === result)).sv,
  }));
  const done = aims.every(({ result }) => result === 'reached' || result === 'dropped');
  const next = iso(meetingTime(deeds.now + random.int(20, 90) * DAY));
  const outcome =
    done && random.chance(0.6)
      ? ({ kind: 'close', reason: 'goals_met' } as const)
      : random.chance(done ? 0 : 0.65)
        ? ({ kind: 'continue', nextFollowUpAt: next } as const)
        : ({ kind: 'revise', nextFollowUpAt: next } as const);
  const held = await deeds.followUp(by, planId, {
    version,
    heldAt: iso(deeds.now - 40 * MINUTE),
    form: random.pick(['home', 'digital', 'phone', 'office'] as const),
    personWords: said.sv,
    evaluations,
    outcome,
  });
  if (held && random.chance(0.06)) {
    yield deeds.open(by, deeds.now + random.int(3, 10) * DAY);
    await deeds.closePlan(by, planId, { version: held.version, reason: 'coordination_ceased' });
  }
}
