import assert from 'node:assert/strict';
import { commitmentsRoutes } from '../contract/commitments.ts';
import { peopleRoutes } from '../contract/people.ts';
import { asks, hasNeed, inDays, makeKnown, promiseOf, saysYes, unitOf } from './harness/known.ts';
import { literally } from './harness/place.ts';
import { story, tellInteractions } from './harness/story.ts';
import type { Tab } from './harness/tab.ts';

/** Everything that the program tells this window. */
function listen(tab: Tab): () => Promise<string> {
  const heard: Promise<string>[] = [];
  tab.page.on('response', (response) => {
    const path = new URL(response.url()).pathname;
    if (path.startsWith('/api/') && path !== '/api/live') heard.push(response.text().catch(() => ''));
  });
  return async () => (await Promise.all(heard)).join('\n');
}

story(
  '5 before it says yes the receiver sees what, area and urgency but not who; accountability moves only at accepted',
  async (s) => {
    const nurse = await s.signIn('demo-district-nurse');
    const centre = await s.signIn('demo-primary-care');
    const told = listen(centre);
    const { id, familyName } = await makeKnown('Gunborg', nurse);
    await saysYes(id, 'disclosure', nurse, centre);
    await saysYes(id, 'shared_record', nurse, centre);
    const words = s.onlyHere('Såret på vaden läker inte, och jag ser det inte själv.');
    await hasNeed(nurse, id, 'd5', words);
    const what = s.onlyHere('Omläggning av bensår två gånger i veckan');
    const link = new RegExp(literally(what), 'u');

    await nurse.go(`/persons/${id}`);
    const steps = nurse.count();
    await nurse.part('Behov').line(words).press('Lämna över');
    await nurse.pickUnit('Till vilken enhet?', 'Närhälsan Hentorp vårdcentral');
    await nurse.write('Vad ska göras?', what);
    await nurse.write('Från när, eller klart när?', 'om 3 dagar');
    await nurse.press('Skicka');
    await nurse.sees('Skickat. Ansvaret är kvar hos er tills någon säger ja.');
    tellInteractions('handover offered, from the need', steps(), 6);
    await nurse.part('Behov').line(words).sees('Hälso- och sjukvård i hemmet Skövde centrum');

    await nurse.go(`/?promise=${await promiseOf(nurse, id, what)}`);
    await nurse.promise.fact('Levererad').sees(/\d/u);
    await nurse.promise.fact('Mottagen').sees('inte än');

    const row = centre.part('Vi ska svara').line(what);
    await row.sees('Vem: visas när ni accepterat', 'Hälso- och sjukvård i hemmet Skövde centrum');
    await row.press(link);
    await centre.promise.sees(
      'Överlämning',
      'Planerat',
      'Ta hand om kropp och hälsa',
      'Vem: visas när ni accepterat',
      'När ni accepterar flyttar ansvaret för behoven till er.',
    );
    await nurse.promise.fact('Mottagen').sees(/av Eva-Lena Öhrn/u);
    await nurse.promise.fact('Accepterad').sees('inte än');
    const before = await told();
    assert.ok(before.includes(what), 'the receiver was told what it is about');
    assert.ok(!before.includes(familyName) && !before.includes(words), 'and neither who nor the person’s words');

    const one = centre.count();
    await centre.promise.press('Acceptera');
    await centre.sees('Accepterat. Nu är det ert.');
    tellInteractions('offer answered, when opened', one(), 1);
    await centre.promise.sees(new RegExp(familyName, 'u'), words);
    await nurse.promise.fact('Accepterad').sees(/av Eva-Lena Öhrn/u);
    await nurse.go(`/persons/${id}`);
    await nurse.part('Behov').line(words).sees('Närhälsan Hentorp vårdcentral');
    await nurse.part('Behov').line(words).offersNot('Lämna över');
  },
);

story('5 a no has a reason, another time is agreed by both, and what was asked can be taken back', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const centre = await s.signIn('demo-primary-care');
  const { id } = await makeKnown('Tyra', nurse);
  await saysYes(id, 'disclosure', nurse, centre);
  const refused = s.onlyHere('Vaccination i hemmet');
  const moved = s.onlyHere('Provtagning i hemmet');
  const undone = s.onlyHere('Nytt recept');
  const [first, second] = [await asks(nurse, centre, id, refused), await asks(nurse, centre, id, moved)];
  const third = await asks(nurse, centre, id, undone);
  await centre.part('Vi ska svara').sees(refused, moved, undone);

  await centre.go(`/?promise=${first}`);
  await centre.promise.press('Neka');
  await centre.promise.press('Neka');
  await centre.promise.sees('En sak behöver rättas');
  await centre.promise.choose('Vi hinner inte till den tiden');
  await centre.promise.write('Ord på vägen', 'Vi har fullt till och med torsdag.');
  await centre.promise.press('Neka');
  await centre.sees('Nekat. Den som frågade får veta varför.');
  await nurse.go(`/?promise=${first}`);
  await nurse.promise.sees('Skäl: Vi hinner inte till den tiden', 'Vi har fullt till och med torsdag.');
  await nurse.promise.offers('Fråga en ny enhet');

  await centre.go(`/?promise=${second}`);
  await centre.promise.press('Föreslå annan tid');
  await centre.promise.write('Vilken tid passar?', 'om 6 dagar');
  await centre.promise.press('Föreslå tiden');
  await centre.sees('Förslaget är skickat.');
  await nurse.go(`/?promise=${second}`);
  await nurse.promise.sees(/^Föreslagen tid/u);
  await nurse.promise.press('Säg ja till tiden');
  await nurse.sees('Tiden är avtalad.');
  await centre.promise.fact('Accepterad').sees(/\d/u);

  await nurse.go(`/?promise=${third}`);
  await nurse.promise.press('Ta tillbaka');
  await nurse.promise.choose('Behövs inte längre');
  await nurse.promise.press('Ta tillbaka');
  await nurse.sees('Tillbakataget.');
  await centre.part('Vi ska svara').lacks(undone);
});

story('5 a newer handover replaces the one that is seen, and never one that a colleague sent meanwhile', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const colleague = await s.signIn('demo-head-home-care');
  const centre = await s.signIn('demo-primary-care');
  const { id } = await makeKnown('Signe', nurse);
  await saysYes(id, 'disclosure', nurse, centre);
  const words = s.onlyHere('Jag får inte på mig stödstrumporna.');
  const needId = await hasNeed(nurse, id, 'd5', words);
  const offers = async (what: string): Promise<void> => {
    const body = {
      personId: id,
      kind: 'handover' as const,
      what,
      area: 'd5' as const,
      urgency: 'planned' as const,
      toUnitIds: [await unitOf(centre)],
      needIds: [needId],
      dueAt: inDays(4),
      replaces: [],
    };
    await colleague.ask(commitmentsRoutes.offer, { body });
  };
  const stateOf = async (what: string) =>
    (await nurse.ask(peopleRoutes.overview, { params: { personId: id } })).promises.find((one) => one.what === what)
      ?.state;

  const mine = s.onlyHere('Stödstrumpor varje morgon');
  await nurse.go(`/persons/${id}`);
  await nurse.part('Behov').line(words).press('Lämna över');
  await nurse.pickUnit('Till vilken enhet?', 'Närhälsan Hentorp vårdcentral');
  await nurse.write('Vad ska göras?', mine);
  await nurse.write('Från när, eller klart när?', 'om 3 dagar');
  const theirs = s.onlyHere('Kompression och egenvård');
  await offers(theirs);
  nurse.faults.expect(409);
  await nurse.press('Skicka');
  await nurse.sees(/Någon hos er har redan erbjudit samma behov/u, `Är redan på väg: ”${theirs}” till`);
  assert.equal(await stateOf(theirs), 'offered');
  await nurse.press('Ersätt det med mitt');
  await nurse.sees('Ingen har sagt ja än. Det ni skickar nu kommer i stället.');
  await nurse.press('Skicka');
  await nurse.sees('Skickat. Ansvaret är kvar hos er tills någon säger ja.');
  assert.deepEqual([await stateOf(theirs), await stateOf(mine)], ['withdrawn', 'offered']);

  // What one has seen from the beginning is replaced without more ado.
  const newer = s.onlyHere('Stödstrumpor morgon och kväll');
  await nurse.part('Behov').line(words).press('Lämna över');
  await nurse.sees(`Är redan på väg: ”${mine}” till`);
  await nurse.pickUnit('Till vilken enhet?', 'Närhälsan Hentorp vårdcentral');
  await nurse.write('Vad ska göras?', newer);
  await nurse.write('Från när, eller klart när?', 'om 3 dagar');
  await nurse.press('Skicka');
  await nurse.part('Löften').sees(newer);
  assert.deepEqual([await stateOf(mine), await stateOf(newer)], ['withdrawn', 'offered']);
});
