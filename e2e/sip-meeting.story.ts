import assert from 'node:assert/strict';
import { makeKnown, personOf, saysYes } from './harness/known.ts';
import { story, tellInteractions } from './harness/story.ts';
import { planRoutes } from '../contract/plans.ts';
import type { Tab } from './harness/tab.ts';

async function withPlan(
  s: { onlyHere: (words: string) => string },
  givenName: string,
  nurse: Tab,
  centre: Tab,
): Promise<string> {
  const { id } = await makeKnown(givenName, nurse, centre);
  for (const kind of ['disclosure', 'shared_record', 'plan'] as const) await saysYes(id, kind, nurse, centre);
  await nurse.ask(planRoutes.startPlan, { params: { personId: id }, body: { title: s.onlyHere('Trygg hemma') } });
  return id;
}

story(
  'a meeting is called from the person’s page, answered in the list and on the page, moved, and held',
  async (s) => {
    const nurse = await s.signIn('demo-district-nurse');
    const centre = await s.signIn('demo-primary-care');
    const id = await withPlan(s, 'Mona', nurse, centre);
    await nurse.go(`/persons/${id}`);
    const steps = nurse.count();
    const began = Date.now();
    await nurse.part('Plan').press('Kalla till möte');
    await nurse.seesHeading('Kalla till möte');
    await nurse.sees('De bästa tiderna först.');
    await nurse.press('Skicka kallelse');
    await nurse.sees('Kallelsen är skickad');
    tellInteractions('to call a meeting from the person’s page', steps(), 8);
    assert.ok(Date.now() - began < 60_000);
    const parties = nurse.part('Vilka som är med');
    await parties.sees('Har inte svarat', 'Kommer');

    // The called unit asks for another time, with why.
    await centre.go(`/persons/${id}/plan/meeting`);
    const theirs = centre.part('Vilka som är med');
    await theirs.press(/^Annat svar: Närhälsan/u);
    await theirs.choose('Vill ha en annan tid', 'Vad blir svaret?');
    await theirs.write('Vilken tid passar?', 'om 9 dagar kl 10');
    await theirs.write('Något att lägga till?', 'Läkaren är ledig den veckan');
    await theirs.press('Svara');
    await centre.sees('Svaret är sparat');
    await parties.sees('Vill ha en annan tid', /Läkaren är ledig/u);
    await parties.press('Flytta hit');
    await nurse.seesHeading('Flytta mötet');
    await nurse.press('Flytta mötet');
    await nurse.sees('Mötet är flyttat');
    await theirs.lacks('Vill ha en annan tid');
    await theirs.press('Kommer');
    await centre.sees('Svaret är sparat');
    await parties.lacks('Vill ha en annan tid', /Svara senast/u);

    // What the person says by telephone is written down; and the meeting is called off with a reason that everyone sees.
    await parties.press(/^Skriv in svaret: Mona/u);
    await parties.press('Svara');
    await nurse.sees('Svaret är sparat');
    await nurse.press('Ställ in');
    await nurse.dialog().choose('Sjukdom', 'Varför ställs mötet in?');
    await nurse.dialog().press('Ställ in');
    await nurse.sees('Mötet är inställt. Sjukdom.');
    await centre.sees('Mötet är inställt. Sjukdom.');
  },
);

story('what is prepared and what to do when it gets worse is written together', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const centre = await s.signIn('demo-primary-care');
  const id = await withPlan(s, 'Nils', nurse, centre);
  await nurse.go(`/persons/${id}/plan`);
  await centre.go(`/persons/${id}/plan`);
  await nurse.press('Skriv: Tidiga tecken');
  await nurse.write('Hur märks det att det blir sämre?', 'Jag slutar svara i telefon');
  await nurse.press('Spara');
  await nurse.sees('Sparat');
  await centre.sees('Jag slutar svara i telefon');
});

story('a plan without a meeting says so, and an empty plan cannot be called about', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const id = await personOf(nurse, 'Sandell');
  await nurse.go(`/persons/${id}/plan/call`);
  await nurse.sees('Ett möte är redan kallat för planen. Flytta det eller kalla fler till det.');
  const stranger = await makeKnown('Ove', nurse);
  await nurse.go(`/persons/${stranger.id}/plan/call`);
  await nurse.sees('Det finns ingen öppen plan att kalla till möte om. Börja med en plan.');
});
