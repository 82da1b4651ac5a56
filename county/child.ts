/**
 * A child whom a visitor can follow: Alva Lindqvist, twelve, who has stopped going to school. Elevhälsan, social services and the primary-care centre
 * each know a part. Her guardians live apart and sign in each for themselves. Nobody has asked for a plan yet.
 */
import { dateInStockholm, type Instant } from '../contract/kernel/time.ts';
import { Deeds, iso } from './deeds.ts';
import { DAY } from './answering.ts';
import type { Course, Lane } from './lane.ts';
import { childStaff, childUnits, theChild, theGuardians } from './personas.ts';
import type { Stage } from './stage.ts';

const age = 12;
const shown = ['voice', 'circle', 'needs', 'promises', 'plan'] as const;

export async function* child(stage: Stage, lane: Lane): Course {
  const deeds = new Deeds(stage, lane);
  const { end, calendar } = stage;
  const at = (daysAgo: number, hour: number, minute = 0): Instant => calendar.on(end, -daysAgo, hour * 60 + minute);
  const [maria, daniel] = childStaff;
  const school = stage.place(childUnits.school);
  const family = stage.place(childUnits.family);
  const centre = stage.place(childUnits.primaryCare);
  const born = `${Number(dateInStockholm(end).slice(0, 4)) - age}-05-14`;
  const registration = {
    // The official lists of test numbers have no children: a reserve number of the national form (XX 23: born in the 2000s).
    identity: `23${born.slice(2).replaceAll('-', '')}ZZ90`,
    ...theChild,
    protection: 'none',
    language: 'sv',
    interpreter: false,
    contact: {
      street: 'Skolgatan 11',
      postalCode: '541 31',
      town: 'Skövde',
      municipalityCode: '1496',
      phone: null,
      email: null,
    },
  } as const;
  yield at(19, 9, 20);
  const known = await deeds.register(maria, {
    ...registration,
    role: 'performer',
    reason: 'Skolan och hemmet undrade över frånvaron',
  });
  if (!known) return;
  deeds.personId = known.personId;
  await deeds.say(maria, 'Jag vill gå i skolan, men inte när alla tittar.');
  await deeds.need(maria, 'd8', 'Jag kommer till porten, sen går det inte.');
  for (const { subject, ...guardian } of theGuardians) {
    const relative = await deeds.addRelative(school, { ...guardian, relation: 'guardian' }, subject);
    if (!relative) continue;
    await deeds.consent(maria, { kind: 'relative', relativeId: relative.id, givenBy: 'guardian' });
    for (const part of shown) await deeds.share(maria, relative.id, part);
  }
  yield at(18, 13, 10);
  await deeds.register(daniel, { ...registration, role: 'performer', reason: 'Ansökan från båda vårdnadshavarna' });
  await deeds.need(daniel, 'd7', 'Hemma blir det bara bråk om skolan.');
  yield at(16, 10, 30);
  await deeds.register(centre, { ...registration, role: 'primary_care', reason: 'Huvudvärk och magont på morgnarna' });
  await deeds.consent(maria, {
    kind: 'disclosure',
    form: 'written',
    givenBy: 'guardian',
    about: 'Det som behövs för att Alva ska orka skolan',
    includedUnitIds: [school, family, centre].map(({ id }) => id),
    validUntil: iso(end + 180 * DAY),
  });
  yield at(2, 11, 15);
  await deeds.offer(daniel, {
    kind: 'request',
    what: 'Kartläggning av frånvaron, vecka för vecka',
    area: 'd8',
    urgency: 'planned',
    to: [school],
    dueAt: at(-8, 16),
  });
}
