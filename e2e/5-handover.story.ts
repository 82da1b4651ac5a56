import assert from 'node:assert/strict';
import { asks, hasNeed, makeKnown, promiseOf, saysYes } from './harness/known.ts';
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
