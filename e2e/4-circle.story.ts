import assert from 'node:assert/strict';
import { makeKnown, personOf } from './harness/known.ts';
import { story } from './harness/story.ts';

story(
  '4 the circle tells who is engaged, in which role, since when, on what basis, and how to reach them now',
  async (s) => {
    const nurse = await s.signIn('demo-district-nurse');
    const id = await personOf(nurse, 'Sandell');
    await nurse.go(`/persons/${id}`);
    const circle = nurse.part('Vilka är med');
    await circle.line('Närhälsan Hentorp vårdcentral').sees('Primärvård', /^sedan /u);
    await circle
      .line('er enhet')
      .sees('Hälso- och sjukvård i hemmet Skövde centrum', /Vårdrelation|Egen insats|Samtycke|Samma sekretessområde/u);
    const call = nurse.part('Ring nu');
    await call.sees('Eva-Lena Öhrn', 'Samordnar helheten', 'Mikael Granath', 'Fast läkarkontakt');
    await call.offers(/\d{2,4}-\d{3}/u);
    await nurse.part('Fasta kontakter').line('Eva-Lena Öhrn').sees('Vårdsamordnare', 'Samordnar helheten');
    await circle.line('Närhälsan Hentorp vårdcentral').press(/Närhälsan Hentorp vårdcentral/u);
    await nurse.seesHeading('Närhälsan Hentorp vårdcentral');
    await nurse.sees(/dygnet runt|till |öppnar /u);
  },
);

story('4 a contact is named at the own unit, and a relative is noted', async (s) => {
  const planner = await s.signIn('demo-home-help');
  const { id } = await makeKnown('Valborg', planner);
  await planner.go(`/persons/${id}`);
  const contacts = planner.part('Fasta kontakter');
  await contacts.press('Utse kontakt hos er');
  await planner.dialog().lacks('Fast läkarkontakt');
  await planner.dialog().choose('Fast omsorgskontakt');
  await planner.dialog().sees('Bara en undersköterska kan vara fast omsorgskontakt (25 kap. 4 § socialtjänstlagen).');
  const offered = planner.dialog().root.getByRole('option');
  assert.equal(await offered.filter({ hasText: 'Johan Frisk – Planerare (kan inte utses)' }).isDisabled(), true);
  assert.ok((await offered.evaluateAll((all) => all.map((one) => one.matches(':enabled')))).slice(1).includes(true));
  await planner.dialog().select('Vem?', 'Petra Hellström');
  await planner.dialog().press('Utse');
  await planner.sees('Kontakten är utsedd.');
  await contacts.line('Petra Hellström').sees('Undersköterska', 'Fast omsorgskontakt');

  const relatives = planner.part('Närstående');
  await relatives.press('Lägg till närstående');
  await planner.dialog().write('Namn', 'Gerda Lind');
  await planner.dialog().select('Relation', 'Granne');
  await planner.dialog().write('Telefon', '070-174 06 44');
  await planner.dialog().press('Lägg till');
  await relatives.line('Gerda Lind').sees('Granne', '070-174 06 44', 'Inget delas');

  // Nothing is shared with a relative before the person has said yes to it.
  planner.faults.expect(409);
  await relatives.line('Gerda Lind').press('Dela mer');
  await planner.dialog().choose('Vilka som är med');
  await planner.dialog().press('Dela mer');
  await planner.dialog().sees(/Personen har inte sagt ja till att den närstående är med/u);
  await planner.dialog().press('Skriv in personens svar');
  await planner.choose('Ja');
  await planner.press('Spara svaret');
  await planner.sees('Svaret är sparat.');
  await planner.part('Samtycken och grunder').line('Att en närstående är med').sees('Ja');
  await planner.dialog().press('Dela mer');
  await planner.sees('Delat.');
  await relatives.line('Gerda Lind').sees('Får se');
});

story('4 the person turns a part off, and the daughter’s open page closes to it; on, and it is back', async (s) => {
  const ingegerd = await s.signIn('demo-person');
  const daughter = await s.signIn('demo-daughter');
  await daughter.part('Det här är lovat').sees(/\S/u);
  await ingegerd.go('/my/sharing');
  const seen = ingegerd.part('Vad Annika Sandell Berg ser');
  const turn = ingegerd.page.getByRole('switch', { name: 'Vad som är lovat, för Annika Sandell Berg' });
  await turn.click();
  await ingegerd.sees('Annika Sandell Berg ser det inte längre');
  await daughter.lacks('Det här är lovat');
  await turn.click();
  await ingegerd.sees('Annika Sandell Berg ser det nu');
  await seen.sees('Vad som är lovat');
  await daughter.part('Det här är lovat').sees(/\S/u);
});
