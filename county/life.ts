/** Sixty days around one person: who comes, what is said, what is promised, and what becomes of it. */
import type { LifeArea, Urgency } from '../contract/commitments.ts';
import type { Instant } from '../contract/kernel/time.ts';
import type { Relation } from '../contract/people.ts';
import type { Moved } from '../server/commitments/index.ts';
import { DAY, HOUR, promise, type Promised } from './answering.ts';
import { areaOf, type Life } from './around.ts';
import { asked } from './asked.ts';
import { iso, type Deeds, type Role } from './deeds.ts';
import type { Course } from './lane.ts';
import { demoUnits, nearDemo } from './personas.ts';
import { planTogether } from './planning.ts';
import type { Around } from './situations.ts';
import type { Place } from './stage.ts';
import { needPhrases, signals, whatMatters } from './data/life-areas.ts';
import { givenNames, familyNames } from './data/names.ts';
import { municipalities } from './data/authorities.ts';

/** The units around the person, by situation and place. */
export function circleOf({ deeds, person }: Pick<Life, 'deeds' | 'person'>): (Around & { place: Place })[] {
  const { random } = deeds.lane;
  const places = [...deeds.stage.places.values()];
  return person.situation.around.flatMap((around) => {
    const close = person.index < nearDemo;
    const wanted = random.chance(around.chance) || close;
    const near = places.filter(
      ({ kind, covers, key }) =>
        kind === around.kind &&
        covers.includes(person.municipality) &&
        (around.named === undefined || key.includes(around.named)),
    );
    const own = near.filter(({ municipality }) => municipality === person.municipality);
    const from = own.length > 0 ? own : near;
    const there = close ? from.find(({ key }) => demo.has(key)) : undefined;
    if (there) return [{ ...around, place: there }];
    // The demo's units are big ones.
    return wanted && from.length > 0
      ? [{ ...around, place: random.weighted(from, (place) => (demo.has(place.key) ? from.length : 1)) }]
      : [];
  });
}
const demo = new Set<string>(Object.values(demoUnits));

/** Registers the person at a unit; the same identity at every unit is the same person. */
export function registration({ person, deeds }: Pick<Life, 'person' | 'deeds'>, role: Around['role'], reason: string) {
  const town = municipalities.find(({ code }) => code === person.municipality)?.name ?? '';
  return {
    identity: person.identity,
    givenName: person.givenName,
    familyName: person.familyName,
    birthDate: person.birthDate,
    protection: person.protection,
    language: person.language,
    interpreter: person.interpreter,
    contact: {
      street: person.street,
      postalCode: null,
      town,
      municipalityCode: person.municipality,
      phone: `070-174 06 ${String(25 + (person.index % 75)).padStart(2, '0')}`,
      email: null,
    },
    role,
    reason: deeds.lane.random.pick([reason, 'Remiss och samtal med personen', 'Personen har sökt själv']),
  };
}

export async function* live(life: Life): Course {
  const { deeds, person } = life;
  const { random } = deeds.lane;
  const around = circleOf(life);
  const [first, ...others] = around;
  if (!first) return;
  life.around.push(...around.map(({ place }) => place));
  if (person.index < nearDemo)
    for (const key of [
      demoUnits.homeCare,
      demoUnits.homeHelp,
      demoUnits.assessor,
      demoUnits.primaryCare,
      demoUnits.physician,
      demoUnits.ward,
    ]) {
      const place = deeds.stage.place(key);
      if (!life.around.includes(place)) life.around.push(place);
    }
  life.planned = random.chance(person.situation.plan * 0.5);
  yield deeds.open(first.place, deeds.now);
  const signsIn = random.chance(0.12);
  if (signsIn) {
    const known = await deeds.registerWithSignIn(
      registration(life, first.role, 'Inloggning'),
      `citizen-${person.index + 1}`,
    );
    if (known) life.mobile = `citizen-${person.index + 1}`;
  }
  const registered = await deeds.register(first.place, registration(life, first.role, 'Ny i vår vård'));
  if (!registered) return;
  deeds.personId = registered.personId;
  life.circle.push(first.place);
  await sayAndNeeds(life, first.place);
  await warnings(life, first.place);
  await relatives(life, first.place);
  await consents(life);
  await contact(life, first.place);
  for (const one of others.filter(() => random.chance(0.55))) {
    yield deeds.open(one.place, deeds.now + random.int(1, 20) * HOUR);
    if (!(await deeds.register(one.place, registration(life, one.role, 'Samarbete kring personen')))) continue;
    life.circle.push(one.place);
    await contact(life, one.place);
  }
  if (life.circle.length > 1) deeds.start(coordinating(life), deeds.now + random.int(0, 20) * HOUR);
  if (person.index < nearDemo || random.chance(0.72)) deeds.start(everyday(life), deeds.now + random.int(4, 30) * HOUR);
  if (life.planConsent) deeds.start(planTogether(life), deeds.now + random.int(1, 8) * DAY);
  if (person.protection !== 'none') deeds.start(unmasking(life, first.place), deeds.now + DAY);
  if (person.index === 10) deeds.start(inDanger(life), deeds.now + 3 * DAY);
  if (person.index % 90 === 12) deeds.start(shuts(life, first.place), deeds.now + 5 * DAY);
}

async function sayAndNeeds(life: Life, place: Place): Promise<void> {
  const { deeds, person } = life;
  const { random } = deeds.lane;
  const fits = (one: { who: string; gender?: string }): boolean =>
    (one.who === 'any' || one.who === person.situation.who) &&
    (one.gender === undefined || (one.gender === 'woman') === person.woman);
  if (random.chance(life.planned ? 0.92 : 0.72))
    await deeds.say(place, random.pick(whatMatters.filter(fits)).sv, person.interpreter ? 'interpreted' : 'person');
  const [least, most] = person.situation.needs;
  for (const code of random.shuffle(person.situation.areas).slice(0, random.int(least, most))) {
    const phrases = needPhrases.filter((phrase) => phrase.area === code && fits(phrase));
    if (phrases.length === 0) continue;
    const area = areaOf(code);
    const made = await deeds.need(place, area, random.pick(phrases).sv);
    if (made) life.needs.push({ id: made.id, area, holder: place, open: true });
  }
}

/** What one has to know, told of some by who they are and not by chance, so that everything else stays as it was. */
const known = [
  { kind: 'hypersensitivity', words: 'Tål inte ibuprofen: magblödning 2018' },
  { kind: 'risk', words: 'Sväljer fel. Tjockna drycken, sitt upprätt.' },
  { kind: 'illness', words: 'Epilepsi. Kramp längre än fem minuter: ring 112.' },
  { kind: 'infection', words: 'Bär MRSA. Handskar och förkläde vid såromläggning.' },
  { kind: 'hypersensitivity', words: 'Tål inte latex' },
] as const;

async function warnings({ deeds, person }: Life, place: Place): Promise<void> {
  const one = known[person.index % 23];
  if (one) await deeds.alert(place, one);
}

/** A god man looks after the money and papers of a few who cannot do so themselves. */
const represented = (index: number): boolean => index % 17 === 4;

const kinds: readonly Relation[] = [
  'child',
  'child',
  'child',
  'spouse',
  'spouse',
  'sibling',
  'grandchild',
  'friend',
  'neighbour',
  'trustee',
];

async function relatives(life: Life, place: Place): Promise<void> {
  const { deeds, person } = life;
  const { random } = deeds.lane;
  if (represented(person.index))
    await deeds.addRelative(place, { name: 'Lennart Friberg', relation: 'trustee', phone: '070-174 06 98' });
  if (!random.chance(person.situation.relative * 0.6)) return;
  const relation = random.pick(kinds);
  const decade =
    givenNames.find((names) => names.decade === (relation === 'spouse' || relation === 'sibling' ? 1940 : 1960)) ??
    givenNames[0];
  const name = `${random.pick(random.chance(0.6) ? decade.woman : decade.man)} ${relation === 'child' || relation === 'spouse' ? person.familyName : random.pick(familyNames)}`;
  const subject = random.chance(0.35) ? `relative-${person.index + 1}` : null;
  const phone = `070-174 06 ${String(25 + ((person.index + 31) % 75)).padStart(2, '0')}`;
  const made = await deeds.addRelative(place, { name, relation, phone }, subject ?? undefined);
  if (!made) return;
  life.kin = { id: made.id, name, relation, subject };
  if (
    !random.chance(0.55) ||
    !(await deeds.consent(place, { kind: 'relative', relativeId: made.id, about: 'Får vara med och få veta' }))
  )
    return;
  for (const part of random
    .shuffle(['voice', 'circle', 'needs', 'promises', 'plan'] as const)
    .slice(0, random.int(1, 2)))
    await deeds.share(place, made.id, part);
}

async function consents(life: Life): Promise<void> {
  const { deeds, around: all } = life;
  const { random } = deeds.lane;
  const [by] = life.circle;
  if (!by) return;
  const near = life.person.index < nearDemo;
  const lot = near ? 0.5 : random.next();
  if (lot < 0.06 && all.length > 1) {
    await deeds.consent(by, {
      kind: 'disclosure',
      decision: 'no',
      about: 'Vill inte att uppgifter lämnas mellan enheterna',
    });
  } else if (lot < 0.93 && all.length > 1) {
    const left = !near && all.length > 3 && random.chance(0.08) ? all.at(-1) : undefined;
    const included = [...new Set(all.filter((place) => place !== left).map(({ id }) => id))];
    const days = near
      ? 365
      : random.weighted(
          [
            { d: 365, w: 76 },
            { d: 180, w: 18 },
            { d: 75, w: 6 },
          ],
          ({ w }) => w,
        ).d;
    const validUntil = iso(deeds.now + days * DAY);
    const yes = await deeds.consent(by, {
      kind: 'disclosure',
      form: random.chance(0.3) ? 'written' : 'oral',
      about: 'Det som behövs för vård och omsorg hemma',
      exceptAbout: random.chance(0.1) ? 'Inte om min ekonomi' : '',
      includedUnitIds: included,
      excludedUnitIds: left ? [left.id] : [],
      validUntil,
    });
    life.consented = yes !== null;
    if (yes && !near && random.chance(0.05))
      deeds.start(changesMind(life, by, yes.id), deeds.now + random.int(6, 30) * DAY);
  }
  if (life.consented && (life.planned || random.chance(0.08))) {
    const decision = random.chance(0.9) ? 'yes' : 'no';
    const plan = await deeds.consent(by, { kind: 'plan', decision, about: 'Att vi gör en samordnad plan tillsammans' });
    life.planConsent = plan !== null && decision === 'yes' && life.planned;
  }
  if (random.chance(0.08) && by.branch !== 'social_other')
    await deeds.consent(by, {
      kind: 'shared_record',
      includedUnitIds: [by.id],
      validUntil: iso(deeds.now + 365 * DAY),
      about: 'Sammanhållen journal',
    });
  else if (random.chance(0.04))
    await deeds.consent(by, { kind: 'quality_register', decision: random.chance(0.8) ? 'yes' : 'no' });
  // Someone who cannot consent: what is needed may still be disclosed, and it is written why.
  const to = life.circle.find((place) => place.branch === 'omsorg');
  if (!life.consented && life.person.situation.key === 'dementia' && by.branch === 'health' && to)
    await deeds.ground(by, {
      code: 'osl_25_13',
      toUnitId: to.id,
      evidence: 'Bedömd av läkare: kan inte ta ställning, sjukdomen är långt gången.',
      validUntil: iso(deeds.now + 180 * DAY),
    });
}

async function* changesMind(life: Life, by: Place, consentId: string): Course {
  yield life.deeds.open(by, life.deeds.now);
  if (await life.deeds.withdrawConsent(by, consentId)) life.consented = false;
}

/** One of them answers for the whole: the centre where it is there, else the one who knew the person first. Now and then nobody. */
async function* coordinating({ deeds, circle }: Life): Course {
  const { random } = deeds.lane;
  const place =
    circle.find(({ kind }) => kind === 'primary_care_centre' || kind === 'psychiatry_outpatient') ?? circle[0];
  const lot = random.next();
  if (!place || lot > 0.94) return;
  yield deeds.open(place, deeds.now + (lot < 0.85 ? 0 : random.int(7, 14) * DAY));
  await deeds.nameContact(place, {
    kind: 'coordinating_contact',
    staffId: deeds.stage.staffIdOf(deeds.someone(place, 'coordinator', 'nurse')),
  });
}

type Contact = 'care_contact' | 'physician_contact' | 'omsorg_contact';
const contactsOf: Partial<Record<Place['kind'], readonly (readonly [kind: Contact, role: Role, chance: number])[]>> = {
  primary_care_centre: [['physician_contact', 'physician', 0.14]],
  home_health_care: [['care_contact', 'nurse', 0.3]],
  home_help: [['omsorg_contact', 'assistant_nurse', 0.93]],
};

/** The unit names who it is that one turns to: most at once, some late, a few never. */
async function contact({ deeds }: Pick<Life, 'deeds'>, place: Place): Promise<void> {
  const { random } = deeds.lane;
  for (const [kind, role, chance] of contactsOf[place.kind] ?? []) {
    const lot = random.next();
    const body = { kind, staffId: deeds.stage.staffIdOf(deeds.someone(place, role)) };
    if (lot < chance * 0.9) await deeds.nameContact(place, body);
    else if (lot < chance) deeds.start(late(deeds, place, body), deeds.now + random.int(8, 15) * DAY);
  }
}

async function* late(deeds: Deeds, place: Place, body: Parameters<Deeds['nameContact']>[1]): Course {
  yield deeds.open(place, deeds.now);
  await deeds.nameContact(place, body);
}

/** Someone is found unconscious: what others know is opened without asking, and the head looks at it afterwards. */
async function* inDanger({ deeds, circle }: Life): Course {
  const place = circle.find(({ kind }) => kind === 'home_health_care' || kind === 'primary_care_centre') ?? circle[0];
  if (!place || (place.branch !== 'health' && place.branch !== 'omsorg')) return;
  const opened = await deeds.emergency(
    deeds.someone(place, 'nurse', 'physician'),
    'Hittad medvetslös hemma, ambulansen behöver läkemedelslistan.',
  );
  yield deeds.open(place, deeds.now + 20 * HOUR);
  const head = place.members.find(({ role }) => role === 'head');
  if (opened && head) await deeds.reviewEmergency(head, opened.id, 'Befogad. Personen är underrättad.');
}

/** The person does not want others to read what this unit writes. */
async function* shuts({ deeds }: Life, place: Place): Course {
  yield deeds.open(place, deeds.now);
  await deeds.block(place, { level: 'unit', unitId: place.id });
}

async function* unmasking(life: Life, place: Place): Course {
  yield life.deeds.open(place, life.deeds.now);
  const head = place.members.find(({ role }) => role === 'head');
  if (head) await life.deeds.unmask(head, life.deeds.stage.staffIdOf(life.deeds.someone(place)));
}

/** Handovers, requests and signals, one after the other with days between, to the end. */
async function* everyday(life: Life): Course {
  const { deeds } = life;
  const { random } = deeds.lane;
  const gaps: readonly [number, number] = [10, 44];
  for (let round = 0; ; round += 1) {
    const lot = random.next();
    if (round === 0 || lot < 0.3) await handOver(life);
    else if (lot < 0.68) await request(life);
    else if (lot < 0.9) await signal(life);
    else if (lot < 0.96) await settle(life);
    else await look(life);
    yield deeds.now + random.int(...gaps) * DAY + random.int(0, 20) * HOUR;
    const [place] = life.circle;
    if (place) yield deeds.open(place, deeds.now);
  }
}

const due = (random: Deeds['lane']['random'], urgency: Urgency): number =>
  urgency === 'acute' ? random.int(2, 8) * HOUR : urgency === 'soon' ? random.int(2, 6) * DAY : random.int(6, 21) * DAY;
const urgencyOf = (random: Deeds['lane']['random']): Urgency =>
  random.weighted(
    [
      ['acute', 1],
      ['soon', 5],
      ['planned', 7],
    ] as const,
    ([, weight]) => weight,
  )[0];

async function handOver(life: Life): Promise<void> {
  const { deeds, needs } = life;
  const { random } = deeds.lane;
  const open = needs.filter((need) => need.open);
  const need = open.length > 0 ? random.pick(open) : undefined;
  if (!need) return;
  const others = life.around.filter(
    (place) =>
      place !== need.holder &&
      askable(life, need.holder, place) &&
      asked[place.kind].some(([area]) => area === need.area),
  );
  if (others.length === 0) return request(life);
  const to = random.pick(others);
  const [, what] = random.pick(asked[to.kind].filter(([area]) => area === need.area));
  await ask(
    life,
    need.holder,
    { kind: 'handover', what, area: need.area, to: [to], needIds: [need.id] },
    (promised) => {
      if (promised.state === 'accepted') need.holder = promised.taker;
    },
  );
}

async function request(life: Life): Promise<void> {
  const { deeds, circle } = life;
  const { random } = deeds.lane;
  if (circle.length === 0) return;
  const giver = random.pick(circle);
  const others = life.around.filter((place) => askable(life, giver, place) && asked[place.kind].length > 0);
  if (others.length === 0) return;
  const to = random.pick(others);
  const [area, what] = random.pick(asked[to.kind]);
  // Now and then the question stands open to several: the first to say yes takes it.
  const alike = [...deeds.stage.places.values()].filter(
    (place) =>
      place.kind === to.kind &&
      place.municipality === to.municipality &&
      place.provider === to.provider &&
      place !== to &&
      giver.provider === place.provider,
  );
  await ask(life, giver, {
    kind: 'request',
    what,
    area,
    to: alike.length > 0 && to !== giver && random.chance(0.5) ? [to, ...alike.slice(0, 2)] : [to],
  });
}

/** Between provider and provider only on consent; within one, or one authority's health care or social care, without. */
const askable = (life: Life, from: Place, to: Place): boolean =>
  from !== to &&
  (life.consented ||
    from.provider === to.provider ||
    (from.authority === to.authority &&
      from.branch === to.branch &&
      (from.branch === 'health' || from.branch === 'omsorg')));

export async function ask(
  life: Life,
  giver: Place,
  wanted: {
    kind: 'request' | 'handover';
    what: string;
    area: LifeArea;
    to: readonly Place[];
    needIds?: readonly string[];
    urgency?: Urgency;
    dueAt?: Instant;
    followsId?: string;
  },
  then: (promised: Promised) => void = () => undefined,
): Promise<Moved | null> {
  const { deeds, answers } = life;
  const { random } = deeds.lane;
  const urgency = wanted.urgency ?? urgencyOf(random);
  const offer = { ...wanted, urgency, dueAt: wanted.dueAt ?? deeds.now + due(random, urgency) };
  const moved = await deeds.offer(giver, offer);
  const [taker] = wanted.to;
  if (!moved || !taker) return null;
  const promised: Promised = { moved, state: moved.state, giver, offer, taker, dueAt: offer.dueAt };
  const told = (after: Promised): void => {
    then(after);
    if (after.state === 'accepted' && !life.circle.includes(after.taker)) {
      life.circle.push(after.taker);
      deeds.start(joined(life, after.taker), deeds.now + 1);
    }
    if (after.state === 'declined' && random.chance(0.88))
      deeds.start(askAgain(life, after), deeds.now + random.int(2, 40) * HOUR);
  };
  deeds.start(promise(deeds, answers, promised, told));
  return moved;
}

/** Came into the circle by saying yes. */
async function* joined(life: Life, place: Place): Course {
  yield life.deeds.open(place, life.deeds.now);
  await contact(life, place);
}

/** Declined: the giver asks another, or does it itself. */
async function* askAgain(life: Life, { giver, offer, moved }: Promised): Course {
  const { deeds } = life;
  yield deeds.open(giver, deeds.now);
  const [was] = offer.to;
  const another = life.circle.find(
    (place) => place !== was && askable(life, giver, place) && asked[place.kind].some(([area]) => area === offer.area),
  );
  const dueAt = deeds.now + due(deeds.lane.random, offer.urgency);
  const again = { what: offer.what, area: offer.area, urgency: offer.urgency, dueAt, followsId: moved.id };
  if (another) await ask(life, giver, { ...again, kind: 'request', to: [another] });
  else {
    const own = await deeds.offer(giver, { ...again, kind: 'request', to: [giver] });
    if (own) deeds.start(keepOwn(life, giver, own, dueAt));
  }
}

async function* keepOwn({ deeds }: Life, place: Place, moved: Moved, dueAt: Instant): Course {
  yield deeds.open(place, deeds.now + Math.round((dueAt - deeds.now) * 0.8));
  await deeds.move(place, moved, { action: 'keep' });
}

async function signal(life: Life): Promise<void> {
  const { deeds, circle, person, kin } = life;
  const { random } = deeds.lane;
  const near = circle.filter((place) => place.kind !== 'hospital_ward' && place.kind !== 'care_needs_assessment');
  if (near.length === 0) return;
  const to = random.pick(near);
  const fits = signals.filter((one) => one.who === person.situation.who || one.who === 'any');
  const { personId } = deeds;
  const fromKin = kin?.subject ? fits.filter(({ from }) => from === 'relative') : [];
  const fromPerson = life.mobile !== null ? fits.filter(({ from }) => from === 'person') : [];
  const fromUnits = fits.filter((one) =>
    circle.some((place) => place.kind === one.from && (place === to || askable(life, place, to))),
  );
  const all = [...fromKin, ...fromPerson, ...fromUnits];
  if (all.length === 0) return;
  const said = random.pick(all);
  const by =
    said.from === 'relative' && kin?.subject
      ? await deeds.stage.asRelative({ subject: kin.subject, name: kin.name, relativeId: kin.id, personId }, deeds.now)
      : said.from === 'person' && life.mobile !== null
        ? await deeds.stage.asPerson(
            { subject: life.mobile, name: `${person.givenName} ${person.familyName}`, personId },
            deeds.now,
          )
        : circle.find((place) => place.kind === said.from && place !== to);
  if (!by) return;
  const moved = await deeds.signal(by, { what: said.sv, area: areaOf(said.area), urgency: said.urgency, to });
  if (!moved) return;
  const dueAt = deeds.now + DAY;
  const offer = {
    kind: 'request',
    what: said.sv,
    area: areaOf(said.area),
    urgency: said.urgency,
    to: [to],
    dueAt,
  } as const;
  // A signal from the person or a relative is answered like any other; nobody but the receiver moves it on.
  deeds.start(
    promise(
      deeds,
      { habitOf: (place) => ({ ...life.answers.habitOf(place), declines: 0.04 }) },
      { moved, state: moved.state, giver: to, offer, taker: to, dueAt },
    ),
  );
}

/** A need is met, or ceases; a new one comes. */
async function settle(life: Life): Promise<void> {
  const { deeds, needs } = life;
  const { random } = deeds.lane;
  const open = needs.filter((need) => need.open);
  const need = open.length > 1 ? random.pick(open) : undefined;
  if (
    need &&
    (await deeds.closeNeed(need.holder, need.id, random.pick(['met', 'met', 'ceased', 'declined_by_person'] as const)))
  )
    need.open = false;
}

async function look({ deeds, circle }: Life): Promise<void> {
  await deeds.look(deeds.lane.random.pick(circle));
}
