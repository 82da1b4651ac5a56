/**
 * The story that a visitor can follow through every role: Ingegerd Sandell, heart failure and a fall, at home in Skövde with a daughter in
 * Tibro. What is left at the end: a fast omsorgskontakt that nobody has named, a review of medicines that is late, and an evening's questions.
 */
import type { Instant } from '../contract/kernel/time.ts';
import { DAY, HOUR, MINUTE } from './answering.ts';
import { meetingTime } from './calendar.ts';
import { type By, Deeds, iso } from './deeds.ts';
import type { Course, Lane } from './lane.ts';
import { demoUnits, personas, theDaughter, thePerson } from './personas.ts';
import { herNumber } from './population.ts';
import type { Stage } from './stage.ts';

export async function* story(stage: Stage, lane: Lane): Course {
  const deeds = new Deeds(stage, lane);
  const { end, calendar } = stage;
  const at = (daysAgo: number, hour: number, minute = 0): Instant => calendar.on(end, -daysAgo, hour * 60 + minute);
  const homeCare = stage.place(demoUnits.homeCare);
  const homeHelp = stage.place(demoUnits.homeHelp);
  const assessors = stage.place(demoUnits.assessor);
  const centre = stage.place(demoUnits.primaryCare);
  const doctors = stage.place(demoUnits.physician);
  const ward = stage.place(demoUnits.ward);
  const rehab = stage.place(demoUnits.rehab);
  const who = (subject: (typeof personas)[number]['subject']) => {
    const member = personas.find((persona) => persona.subject === subject);
    if (!member) throw new Error(`no persona ${subject}`);
    return member;
  };
  const karin = who('demo-district-nurse');
  const johan = who('demo-home-help');
  const malin = who('demo-assessor');
  const evaLena = who('demo-primary-care');
  const mikael = who('demo-physician');
  const sara = who('demo-ward-nurse');
  const registration = {
    identity: herNumber,
    givenName: thePerson.givenName,
    familyName: thePerson.familyName,
    protection: 'none',
    language: 'sv',
    interpreter: false,
    contact: {
      street: 'Käpplundagatan 14',
      postalCode: '541 41',
      town: 'Skövde',
      municipalityCode: '1496',
      phone: '070-174 06 20',
      email: null,
    },
  } as const;
  const units = [homeCare, homeHelp, assessors, centre, doctors, ward, rehab].map(({ id }) => id);

  // First visit: what matters, a need, what she says yes and no to, and Annika.
  yield at(56, 9, 10);
  await deeds.registerWithSignIn(
    { ...registration, role: 'primary_care', reason: 'Listad på vårdcentralen' },
    thePerson.subject,
  );
  const known = await deeds.register(evaLena, {
    ...registration,
    role: 'primary_care',
    reason: 'Ringde själv: andfådd och svullna ben',
  });
  if (!known) return;
  deeds.personId = known.personId;
  const herself = () =>
    stage.asPerson(
      { subject: thePerson.subject, name: `${thePerson.givenName} ${thePerson.familyName}`, personId: known.personId },
      deeds.now,
    );
  await deeds.say(
    evaLena,
    'Att få bo kvar hemma och dricka kaffet vid fönstret mot Billingen. Och att Annika får vara min dotter och inte min sköterska.',
  );
  const breath = await deeds.need(
    evaLena,
    'd5',
    'Andan tar slut halvvägs till brevlådan, och på kvällen går skorna inte på.',
  );
  await deeds.consent(evaLena, {
    kind: 'disclosure',
    form: 'written',
    about: 'Det som behövs för att jag ska kunna bo hemma',
    exceptAbout: 'Inte om min ekonomi',
    includedUnitIds: units,
    validUntil: iso(end + 290 * DAY),
  });
  await deeds.consent(evaLena, { kind: 'plan', about: 'Att ni gör en plan tillsammans med mig' });
  await deeds.consent(evaLena, { kind: 'quality_register', decision: 'no', about: 'Nej tack till kvalitetsregister' });
  await deeds.nameContact(evaLena, { kind: 'coordinating_contact', staffId: stage.staffIdOf(evaLena) });
  const daughter = await deeds.addRelative(
    centre,
    { name: theDaughter.name, relation: 'child', phone: '070-174 06 21' },
    theDaughter.subject,
  );
  if (daughter)
    await deeds.consent(evaLena, {
      kind: 'relative',
      relativeId: daughter.id,
      about: 'Annika får vara med på möten och få veta',
    });
  yield at(55, 18, 40);
  if (daughter)
    for (const part of ['voice', 'circle', 'needs', 'promises', 'plan'] as const)
      await deeds.share(await herself(), daughter.id, part);
  const annika = () =>
    stage.asRelative(
      {
        subject: theDaughter.subject,
        name: theDaughter.name,
        relativeId: daughter?.id ?? '',
        personId: known.personId,
      },
      deeds.now,
    );
  yield at(54, 10, 5);
  await deeds.register(malin, { ...registration, role: 'assessor', reason: 'Ansökan om trygghetslarm' });
  const alone = await deeds.need(malin, 'safety', 'Kvällarna är värst. Då sitter jag bara och lyssnar.');

  // The care of the heart moves to home health care, at its yes and not before.
  yield at(51, 13, 20);
  let moved =
    breath &&
    (await deeds.offer(evaLena, {
      kind: 'handover',
      what: 'Vikt, vätska och läkemedel vid hjärtsvikt i hemmet',
      detail: 'Vikt tre gånger i veckan, ring vid mer än två kilo på tre dagar.',
      area: 'd5',
      urgency: 'soon',
      to: [homeCare],
      needIds: [breath.id],
      dueAt: at(48, 16),
    }));
  yield at(51, 14, 5);
  moved = moved && (await deeds.move(karin, moved, { action: 'receive' }));
  yield at(50, 8, 15);
  moved = moved && (await deeds.move(karin, moved, { action: 'accept' }));
  await deeds.nameContact(karin, { kind: 'care_contact', staffId: stage.staffIdOf(karin) });
  await deeds.alert(karin, { kind: 'hypersensitivity', words: 'Tål inte penicillin: svår andnöd 2011' });
  yield at(48, 11, 30);
  if (moved) await deeds.move(karin, moved, { action: 'keep', note: 'Första besöket gjort, våg och lista hemma.' });

  // A plan, made at the kitchen table.
  yield at(45, 9, 30);
  const plan = await deeds.startPlan(evaLena, 'Hemma vid fönstret');
  if (plan)
    deeds.start(
      herPlan(deeds, plan.id, daughter ? { id: daughter.id, act: annika } : null, herself),
      deeds.now + 30 * MINUTE,
    );

  // The fall, the ward, and the way home.
  yield at(31, 16, 50);
  await deeds.register(sara, { ...registration, role: 'inpatient', reason: 'Inlagd efter fall hemma' });
  await deeds.alert(sara, { kind: 'treatment', words: 'Blodförtunnande. Ring läkare vid fall mot huvudet.' });
  const fall = await deeds.need(sara, 'd4', 'Sedan jag föll vågar jag inte resa mig när jag är ensam.');
  await deeds.look(sara);
  yield at(28, 10, 15);
  const toRehab =
    fall &&
    (await deeds.offer(sara, {
      kind: 'handover',
      what: 'Gångträning och trygghet i förflyttning efter fall',
      area: 'd4',
      urgency: 'soon',
      to: [rehab],
      needIds: [fall.id],
      dueAt: at(23, 16),
    }));
  yield at(28, 15, 40);
  if (toRehab)
    await deeds.move(rehab, toRehab, {
      action: 'decline',
      reason: 'no_capacity',
      note: 'Vi gör inga hembesök före månadsskiftet.',
    });
  yield at(27, 9, 5);
  let training =
    fall &&
    (await deeds.offer(sara, {
      kind: 'handover',
      what: 'Gångträning hemma, arbetsterapeut och fysioterapeut',
      area: 'd4',
      urgency: 'soon',
      to: [homeCare],
      needIds: [fall.id],
      dueAt: at(24, 16),
      ...(toRehab ? { followsId: toRehab.id } : {}),
    }));
  yield at(27, 11, 20);
  training =
    training &&
    (await deeds.move(karin, training, {
      action: 'propose',
      dueAt: iso(at(21, 16)),
      note: 'Vi kan från veckan därpå.',
    }));
  yield at(27, 13);
  training = training && (await deeds.move(sara, training, { action: 'agree' }));
  yield at(21, 15, 10);
  if (training) await deeds.move(karin, training, { action: 'keep', note: 'Hon går till brevlådan med rollator.' });
  yield at(20, 10, 45);
  await deeds.consent(karin, {
    kind: 'shared_record',
    includedUnitIds: [homeCare.id],
    validUntil: iso(end + 25 * DAY),
    about: 'Läsa vårdcentralens och sjukhusets journal',
  });
  await deeds.say(await herself(), 'Jag vill veta vem som kommer, och att den som kommer vet vem jag är.');

  yield at(18, 10, 20);
  const walker = await deeds.offer(karin, {
    kind: 'request',
    what: 'Utprovning av rollator med korg',
    area: 'd4',
    urgency: 'planned',
    to: [rehab],
    dueAt: at(8, 16),
  });
  yield at(17, 14, 30);
  if (walker)
    await deeds.move(karin, walker, {
      action: 'withdraw',
      reason: 'other_solution',
      note: 'Vår arbetsterapeut hade en på plats.',
    });

  // A doctor comes home. Home help begins.
  yield at(14, 9, 40);
  let visit = await deeds.offer(karin, {
    kind: 'request',
    what: 'Läkarbesök i hemmet: ny bedömning av hjärtsvikt',
    area: 'd5',
    urgency: 'soon',
    to: [doctors],
    dueAt: at(12, 16),
  });
  yield at(14, 13, 15);
  visit = visit && (await deeds.move(mikael, visit, { action: 'accept' }));
  await deeds.nameContact(mikael, { kind: 'physician_contact', staffId: stage.staffIdOf(mikael) });
  yield at(12, 14, 20);
  if (visit) await deeds.move(mikael, visit, { action: 'keep', note: 'Vätskedrivande ändrat, prov om en vecka.' });
  yield at(11, 10);
  let evenings =
    alone &&
    (await deeds.offer(malin, {
      kind: 'handover',
      what: 'Tillsyn sent på kvällen, alla dagar',
      area: 'safety',
      urgency: 'planned',
      to: [homeHelp],
      needIds: [alone.id],
      dueAt: at(6, 20),
    }));
  yield at(9, 8, 30);
  evenings = evenings && (await deeds.move(johan, evenings, { action: 'accept' }));
  yield at(7, 20, 45);
  if (evenings) await deeds.move(johan, evenings, { action: 'keep', note: 'Samma två kommer varje kväll.' });

  // What is late, and what is new.
  yield at(6, 9, 20);
  let review = await deeds.offer(karin, {
    kind: 'request',
    what: 'Läkemedelsgenomgång efter sjukhusvistelsen',
    area: 'd5',
    urgency: 'soon',
    to: [centre],
    dueAt: at(3, 15),
  });
  yield at(6, 10, 15);
  const asked = await deeds.message(
    await herself(),
    'Hej. Ska jag ta den nya vätskedrivande på morgonen eller kvällen? Det stod inte på påsen.',
    homeCare,
  );
  yield at(6, 13, 50);
  if (asked)
    await deeds.move(karin, asked, {
      action: 'keep',
      note: 'På morgonen, till frukosten. Då slipper du gå upp på natten. Jag skriver det på påsen i morgon. Karin',
    });
  yield at(6, 15, 5);
  review = review && (await deeds.move(evaLena, review, { action: 'accept' }));
  yield at(3, 19, 10);
  const worry =
    daughter &&
    (await deeds.signal(await annika(), {
      what: 'Mamma håller i möblerna igen när hon går, det gjorde hon inte förra veckan.',
      detail: 'Jag är där på söndag och kan vara med om någon kommer då.',
      area: 'd4',
      urgency: 'soon',
      to: homeCare,
    }));
  yield at(2, 7, 40);
  if (worry) await deeds.move(karin, worry, { action: 'accept', dueAt: iso(end + 20 * HOUR) });
  yield Math.max(deeds.now + 1, end - 26 * HOUR);
  await deeds.offer(karin, {
    kind: 'request',
    what: 'Ny bedömning av hemtjänstens omfattning',
    area: 'd6',
    urgency: 'soon',
    to: [assessors],
    dueAt: end + 3 * DAY,
  });
  yield end - 150 * MINUTE;
  await deeds.offer(evaLena, {
    kind: 'request',
    what: 'Prov för njurvärden och kalium vid nästa besök',
    area: 'd5',
    urgency: 'soon',
    to: [homeCare],
    dueAt: end + 2 * DAY,
  });
  yield end - 95 * MINUTE;
  await deeds.offer(karin, {
    kind: 'request',
    what: 'Besked om vätskedrivande när vikten har stigit',
    area: 'd5',
    urgency: 'soon',
    to: [doctors],
    dueAt: end + 20 * HOUR,
  });
  yield end - 70 * MINUTE;
  await deeds.offer(karin, {
    kind: 'request',
    what: 'Komplettering av omvårdnadsepikrisen: hur gick förflyttningen?',
    area: 'd4',
    urgency: 'soon',
    to: [ward],
    dueAt: end + 2 * DAY,
  });
  yield end - 50 * MINUTE;
  await deeds.offer(karin, {
    kind: 'request',
    what: 'Extra tillsyn klockan fyra på morgonen den närmaste veckan',
    area: 'safety',
    urgency: 'soon',
    to: [homeHelp],
    dueAt: end + 30 * HOUR,
  });
  yield end - 14 * MINUTE;
  await deeds.signal(johan, {
    what: 'Andfådd i vila och fötterna ser svullna ut. Hon vill inte ringa själv.',
    area: 'd5',
    urgency: 'acute',
    to: homeCare,
  });
}

/** What she said at the kitchen table before the meeting, and what to do when it gets worse. */
const herWords = [
  ['works', 'Morgonkaffet, och att samma två kommer på kvällen.'],
  ['worries', 'Att falla när ingen är här. Och att bli liggande.'],
  ['strengths', 'Jag ringer själv när något är fel. Annika kommer på söndagar, och Berit i porten har nyckel.'],
  ['questions', 'Vem ringer jag på natten? Får jag tillbaka rollatorn med korg?'],
  ['come', 'Karin, Eva-Lena och Annika.'],
  ['practical', 'Hemma vid köksbordet, helst efter klockan ett. Tala mot mitt högra öra.'],
  ['early_signs', 'Skorna går inte på. Vikten stiger två kilo på tre dagar. Jag sover sittande.'],
  ['what_helps', 'Extra vätskedrivande efter ordination, och att någon sitter kvar en stund.'],
  ['call_day', 'Karin på hälso- och sjukvård i hemmet.'],
  ['call_night', 'Sjuksköterskan i jour. Trygghetslarmet om jag har ramlat.'],
] as const;

type Acting = () => Promise<By>;

async function* herPlan(
  deeds: Deeds,
  planId: string,
  daughter: { readonly id: string; readonly act: Acting } | null,
  herself: Acting,
): Course {
  const daughterId = daughter?.id ?? null;
  const { stage } = deeds;
  const { end, calendar } = stage;
  const at = (daysAgo: number, hour: number, minute = 0): Instant => calendar.on(end, -daysAgo, hour * 60 + minute);
  const homeCare = stage.place(demoUnits.homeCare);
  const centre = stage.place(demoUnits.primaryCare);
  const evaLena = centre.members.find(({ subject }) => subject === 'demo-primary-care') ?? centre;
  const karin = homeCare.members.find(({ subject }) => subject === 'demo-district-nurse') ?? homeCare;
  const heart = await deeds.goal(evaLena, planId, {
    words: 'Jag märker i tid när vattnet samlas, och slipper sjukhuset.',
    measure: 'Ingen oplanerad inläggning på tre månader. Vikten inom två kilo.',
    horizon: 'long',
    sort: 0,
  });
  const walk = await deeds.goal(evaLena, planId, {
    words: 'Jag går till brevlådan och hem igen varje vardag.',
    measure: 'Fem dagar av sju, enligt min egen almanacka.',
    horizon: 'short',
    sort: 1,
  });
  if (!heart || !walk) return;
  const base: { detail: string; urgency: 'planned'; needIds: string[]; sort: number } = {
    detail: '',
    urgency: 'planned',
    needIds: [],
    sort: 0,
  };
  const weigh = await deeds.intervention(evaLena, planId, {
    ...base,
    goalId: heart.id,
    what: 'Väger och ser på benen måndag, onsdag och fredag',
    area: 'd5',
    to: { kind: 'unit', unitId: homeCare.id },
    dueAt: iso(end + 12 * DAY),
  });
  await deeds.intervention(evaLena, planId, {
    ...base,
    goalId: heart.id,
    what: 'Skriver upp vikten i almanackan och ringer vid två kilo',
    area: 'd5',
    to: { kind: 'person' },
    dueAt: iso(end + 20 * DAY),
  });
  const medicines = await deeds.intervention(evaLena, planId, {
    ...base,
    goalId: heart.id,
    what: 'Prov och justering av vätskedrivande',
    area: 'd5',
    to: { kind: 'unit', unitId: centre.id },
    dueAt: iso(at(36, 16)),
  });
  if (daughterId !== null)
    await deeds.intervention(evaLena, planId, {
      ...base,
      goalId: walk.id,
      what: 'Sätter upp ledstång vid trappan',
      area: 'd4',
      to: { kind: 'relative', relativeId: daughterId },
      dueAt: iso(at(30, 18)),
    });
  await deeds.otherMeasure(evaLena, planId, {
    what: 'Skjuts till kyrkkaffet på onsdagar',
    who: 'Svenska kyrkan i Skövde',
  });
  for (const [kind, words] of herWords) await deeds.section(evaLena, planId, { kind, words, saidBy: 'person' });
  const meeting = {
    minutes: 60,
    form: 'home',
    place: 'vid köksbordet',
    link: null,
    practical: '',
    relativeIds: daughterId === null ? [] : [daughterId],
    invited: [],
  } as const;
  await deeds.callMeeting(evaLena, planId, {
    ...meeting,
    relativeIds: [...meeting.relativeIds],
    invited: [],
    kind: 'planning',
    startsAt: iso(at(42, 13)),
    unitIds: [homeCare.id],
  });
  yield at(44, 10, 20);
  await deeds.answerCall(karin, planId, { kind: 'comes' });
  await deeds.answerCall(await herself(), planId, { kind: 'comes' });
  if (daughter) await deeds.answerCall(await daughter.act(), planId, { kind: 'comes' });
  const promised = weigh && { id: weigh.commitmentId, version: 1, state: weigh.commitmentState };
  if (promised) await deeds.move(karin, promised, { action: 'accept' });
  yield at(42, 13, 30);
  const header = {
    version: 1,
    title: 'Hemma vid fönstret',
    responsibleAuthorityId: centre.authorityId,
    responsibleUnitId: centre.id,
    nextFollowUpAt: iso(at(10, 13)),
    followUpForm: 'home',
    personAgrees: 'yes',
    noOtherMeasures: false,
  } as const;
  const edited = await deeds.header(evaLena, planId, header);
  const established = edited && (await deeds.establish(evaLena, planId, edited.version));
  yield at(42, 14, 5);
  await deeds.holdMeeting(evaLena, planId);
  yield at(37, 15, 20);
  if (medicines)
    await deeds.move(evaLena, { id: medicines.commitmentId, version: 1, state: 'accepted' }, { action: 'keep' });
  yield at(10, 14, 10);
  if (!established) return;
  const nextAt = iso(meetingTime(end + 24 * DAY));
  await deeds.followUp(evaLena, planId, {
    version: established.version,
    heldAt: iso(at(10, 13)),
    form: 'home',
    personWords:
      'Jag går till brevlådan. Ibland går jag förbi den med flit. Men nätterna har blivit otryggare sedan jag föll.',
    evaluations: [
      { goalId: heart.id, version: 1, result: 'partly', words: 'Vikten steg en gång men hon ringde själv.' },
      { goalId: walk.id, version: 1, result: 'partly', words: 'Två veckor av fyra, resten var hon på sjukhus.' },
    ],
    outcome: { kind: 'continue', nextFollowUpAt: nextAt },
  });
  // The next one is called; not everyone has answered.
  yield end - 27 * HOUR;
  await deeds.callMeeting(evaLena, planId, {
    ...meeting,
    relativeIds: [...meeting.relativeIds],
    invited: [],
    kind: 'follow_up',
    startsAt: nextAt,
    unitIds: [homeCare.id, stage.place(demoUnits.homeHelp).id],
  });
  yield end - 20 * HOUR;
  await deeds.answerCall(await herself(), planId, { kind: 'comes' });
}
