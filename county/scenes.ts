/**
 * What lies on the demo's units when a visitor comes: some to answer, some of it urgent and one late, some to do, and gaps on each rung of the
 * ladder. Around people who are in the care of these units.
 */
import type { LifeArea, Urgency } from '../contract/commitments.ts';
import { DAY, HOUR, MINUTE } from './answering.ts';
import { meetingTime } from './calendar.ts';
import { iso } from './deeds.ts';
import type { Course, Lane } from './lane.ts';
import type { Life } from './around.ts';
import { demoUnits, nearDemo } from './personas.ts';
import type { Stage } from './stage.ts';

type Demo = keyof typeof demoUnits;
interface Scene {
  readonly from: Demo;
  readonly to: Demo;
  readonly what: string;
  readonly area: LifeArea;
  readonly urgency: Urgency;
  /** When it is asked, in hours before now. */
  readonly ago: number;
  /** When it is to be done, in hours from now; a promise already given when it stands. */
  readonly promised?: number;
}

// oxfmt-ignore
const scenes: readonly Scene[] = [
  { from: 'ward', to: 'homeCare', what: 'Överta läkemedelsdosett och trombosspruta efter hemgång', area: 'd5', urgency: 'soon', ago: 0.8 },
  { from: 'primaryCare', to: 'homeCare', what: 'Omläggning av bensår två gånger i veckan', area: 'd5', urgency: 'planned', ago: 19 },
  { from: 'assessor', to: 'homeCare', what: 'Bedömning av förflyttning inför beslut om dubbelbemanning', area: 'd4', urgency: 'soon', ago: 27 },
  { from: 'homeHelp', to: 'homeCare', what: 'Se på ny rodnad på hälen', area: 'd5', urgency: 'soon', ago: 30, promised: 3 },
  { from: 'primaryCare', to: 'homeCare', what: 'Blodtryck liggande och stående en vecka', area: 'd5', urgency: 'planned', ago: 70, promised: 30 },
  { from: 'ward', to: 'homeCare', what: 'Hembesök dagen efter hemgång', area: 'safety', urgency: 'soon', ago: 100, promised: -55 },
  { from: 'assessor', to: 'homeHelp', what: 'Hjälp upp och morgontoalett före klockan åtta', area: 'd5', urgency: 'soon', ago: 3 },
  { from: 'homeCare', to: 'homeHelp', what: 'Tillsyn i natt efter ny medicin', area: 'safety', urgency: 'acute', ago: 0.6 },
  { from: 'assessor', to: 'homeHelp', what: 'Dusch tisdag och fredag', area: 'd5', urgency: 'planned', ago: 21 },
  { from: 'homeCare', to: 'homeHelp', what: 'Näringsdryck och sällskap vid lunch', area: 'd5', urgency: 'soon', ago: 26 },
  { from: 'assessor', to: 'homeHelp', what: 'Städning och tvätt varannan vecka', area: 'd6', urgency: 'planned', ago: 90, promised: 26 },
  { from: 'homeCare', to: 'homeHelp', what: 'Promenad tillsammans tre gånger i veckan', area: 'd4', urgency: 'planned', ago: 120, promised: -30 },
  { from: 'homeHelp', to: 'assessor', what: 'Ny bedömning: morgonhjälpen räcker inte', area: 'd6', urgency: 'soon', ago: 2 },
  { from: 'ward', to: 'assessor', what: 'Ställningstagande till korttidsplats inför hemgång', area: 'safety', urgency: 'acute', ago: 0.5 },
  { from: 'homeCare', to: 'assessor', what: 'Avlösning i hemmet två nätter i veckan', area: 'relatives', urgency: 'planned', ago: 40 },
  { from: 'primaryCare', to: 'assessor', what: 'Utredning av trygghetslarm med rörelsesensor', area: 'safety', urgency: 'planned', ago: 95, promised: 50 },
  { from: 'homeCare', to: 'primaryCare', what: 'Smärtbedömning i hemmet', area: 'd5', urgency: 'soon', ago: 4 },
  { from: 'homeHelp', to: 'primaryCare', what: 'Bedömning av tilltagande svullnad och trötthet', area: 'd5', urgency: 'acute', ago: 0.6 },
  { from: 'ward', to: 'primaryCare', what: 'Återbesök och prover två veckor efter hemgång', area: 'd5', urgency: 'planned', ago: 22 },
  { from: 'homeCare', to: 'primaryCare', what: 'Förnyat recept på vätskedrivande', area: 'd5', urgency: 'soon', ago: 25 },
  { from: 'homeCare', to: 'primaryCare', what: 'Utredning av yrsel och fall', area: 'd4', urgency: 'soon', ago: 80, promised: 6 },
  { from: 'homeCare', to: 'physician', what: 'Bedömning vid andnöd', area: 'd5', urgency: 'acute', ago: 0.4 },
  { from: 'primaryCare', to: 'physician', what: 'Läkarbesök i hemmet, plan vid försämring', area: 'safety', urgency: 'soon', ago: 6 },
  { from: 'homeCare', to: 'physician', what: 'Ställningstagande till antibiotika i hemmet', area: 'd5', urgency: 'soon', ago: 26 },
  { from: 'homeCare', to: 'physician', what: 'Uppföljning av smärtpump', area: 'd5', urgency: 'soon', ago: 50, promised: 14 },
  { from: 'homeCare', to: 'ward', what: 'Besked om ändrade läkemedel vid hemgång', area: 'd5', urgency: 'soon', ago: 5 },
  { from: 'assessor', to: 'ward', what: 'Hur klaras förflyttningen på avdelningen?', area: 'd4', urgency: 'planned', ago: 17 },
  { from: 'primaryCare', to: 'ward', what: 'Epikris och läkemedelslista saknas', area: 'd5', urgency: 'soon', ago: 28 },
  { from: 'homeCare', to: 'ward', what: 'Planering inför hemgång på måndag', area: 'safety', urgency: 'soon', ago: 30, promised: 20 },
  { from: 'physician', to: 'homeCare', what: 'Daglig vikt och blodtryck i fem dagar', area: 'd5', urgency: 'soon', ago: 7 },
  { from: 'physician', to: 'primaryCare', what: 'Ta över förnyelse av recept efter avslutad insats', area: 'd5', urgency: 'planned', ago: 16 },
  { from: 'primaryCare', to: 'physician', what: 'Brytpunktssamtal tillsammans med närstående', area: 'safety', urgency: 'planned', ago: 60, promised: 40 },
  // On the upper rungs: nobody answered, or nobody did it.
  { from: 'homeCare', to: 'assessor', what: 'Bostadsanpassning, trösklar och badrum', area: 'd4', urgency: 'soon', ago: 8 * 24 },
  { from: 'ward', to: 'homeCare', what: 'Uppföljning av nutrition efter hemgång', area: 'd5', urgency: 'soon', ago: 12 * 24, promised: -7 * 24 },
  { from: 'homeCare', to: 'primaryCare', what: 'Vårdplan vid försämring, läkarens del', area: 'safety', urgency: 'planned', ago: 27 * 24, promised: -21 * 24 },
  // Never answered: it lapses after two weeks, and the one who asked has to find another way.
  { from: 'homeHelp', to: 'assessor', what: 'Gemensamt hembesök om förflyttning och bemanning', area: 'd4', urgency: 'soon', ago: 23 * 24 },
];

/** Runs alone, before the first of them: gives each scene to one of the persons near. */
export async function* direct(stage: Stage, lane: Lane, lives: readonly Life[]): Course {
  yield Math.max(lane.now, stage.end - 28 * DAY);
  const near = lives.slice(0, nearDemo).filter(({ consented, circle }) => consented && circle.length > 0);
  for (const [n, scene] of scenes.entries()) {
    const life = near[n % near.length];
    if (life) life.deeds.start(play(stage, life, scene), Math.round(stage.end - scene.ago * HOUR));
  }
  const without = near.filter(({ planned }) => !planned);
  for (const [n, then] of (['hollow', 'taken_back'] as const).entries()) {
    const life = without[n];
    if (life) life.deeds.start(smallPlan(stage, life, then), stage.end - (20 - n) * DAY);
  }
}

/** A plan in which everything has ended and that nobody has closed, and one whose yes has been taken back. */
async function* smallPlan(stage: Stage, life: Life, then: 'hollow' | 'taken_back'): Course {
  const { deeds } = life;
  const centre = stage.place(demoUnits.primaryCare);
  if (!life.circle.includes(centre) && !(await joins(life, centre))) return;
  yield deeds.open(centre, deeds.now);
  const yes = await deeds.consent(centre, { kind: 'plan', about: 'Att vi gör en samordnad plan tillsammans' });
  const title = 'På benen igen';
  const plan = yes && (await deeds.startPlan(centre, title));
  const goal =
    plan &&
    (await deeds.goal(centre, plan.id, {
      words: 'Jag tar mig till mataffären och hem.',
      measure: 'En gång i veckan, tre veckor i rad.',
      horizon: 'short',
      sort: 0,
    }));
  if (!yes || !plan || !goal) return;
  const promised = await deeds.intervention(centre, plan.id, {
    goalId: goal.id,
    what: 'Ser över läkemedlen och följer upp yrseln',
    detail: '',
    area: 'd4',
    urgency: 'planned',
    to: { kind: 'unit', unitId: centre.id },
    needIds: [],
    dueAt: iso(stage.end + 5 * DAY),
    sort: 0,
  });
  const header = await deeds.header(centre, plan.id, {
    version: 1,
    title,
    responsibleAuthorityId: centre.authorityId,
    responsibleUnitId: centre.id,
    nextFollowUpAt: iso(meetingTime(stage.end + 10 * DAY)),
    followUpForm: 'phone',
    personAgrees: 'yes',
    noOtherMeasures: true,
  });
  const established = header && (await deeds.establish(centre, plan.id, header.version));
  if (!promised || !established) return;
  yield deeds.open(centre, deeds.now + 15 * DAY);
  if (then === 'taken_back') {
    await deeds.withdrawConsent(centre, yes.id);
    return;
  }
  await deeds.move(
    centre,
    { id: promised.commitmentId, version: 1, state: promised.commitmentState },
    { action: 'keep' },
  );
  const evaluations = [
    { goalId: goal.id, version: 1, result: 'reached' as const, words: 'Två gånger den här veckan.' },
  ];
  await deeds.followUp(centre, plan.id, {
    version: established.version,
    heldAt: iso(deeds.now - 20 * MINUTE),
    form: 'phone',
    personWords: 'Det är gjort. Jag går själv nu.',
    evaluations,
    outcome: { kind: 'revise' },
  });
}

async function* play(stage: Stage, life: Life, scene: Scene): Course {
  const { deeds } = life;
  const { end } = stage;
  const [from, to] = [stage.place(demoUnits[scene.from]), stage.place(demoUnits[scene.to])];
  if (!life.circle.includes(from) && !(await joins(life, from))) return;
  const dueAt =
    scene.promised === undefined ? end + (scene.urgency === 'planned' ? 9 : 3) * DAY : end + scene.promised * HOUR;
  const moved = await deeds.offer(from, {
    kind: 'request',
    what: scene.what,
    area: scene.area,
    urgency: scene.urgency,
    to: [to],
    dueAt,
  });
  if (!moved || scene.promised === undefined) return;
  yield deeds.now + deeds.lane.random.int(8, 50) * MINUTE;
  if ((await deeds.move(to, moved, { action: 'accept' })) && !life.circle.includes(to)) life.circle.push(to);
}

async function joins(life: Life, place: Life['circle'][number]): Promise<boolean> {
  const { person, deeds } = life;
  const { identity, givenName, familyName, birthDate, protection, language, interpreter } = person;
  const made = await deeds.register(place, {
    identity,
    givenName,
    familyName,
    birthDate,
    protection,
    language,
    interpreter,
    role: 'consulted',
    reason: 'Samarbete kring personen',
  });
  if (made) life.circle.push(place);
  return made !== null;
}
