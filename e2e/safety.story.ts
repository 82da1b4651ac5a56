import { setTimeout as sleep } from 'node:timers/promises';
import { peopleRoutes } from '../contract/people.ts';
import { hasNeed, makeKnown, saysYes } from './harness/known.ts';
import { story } from './harness/story.ts';

const ward = 'Geriatriska avdelningen, Skaraborgs sjukhus Skövde';

story(
  'an inner block is lifted in danger: first which units, then one and no other, and the head reviews it',
  async (s) => {
    const nurse = await s.signIn('demo-ward-nurse');
    const centre = await s.signIn('demo-primary-care');
    const head = await s.signIn('demo-head-primary-care');
    const { id, givenName, familyName } = await makeKnown('Elna', nurse, centre);
    const words = s.onlyHere('Jag är allergisk mot penicillin.');
    const happened = s.onlyHere('Medvetslös, får antibiotika nu');
    await hasNeed(nurse, id, 'd5', words);
    await centre.go(`/persons/${id}`);
    await centre.part('Behov').sees(words);

    await nurse.go(`/persons/${id}`);
    const answers = nurse.part('Samtycken och grunder');
    await answers.press('Spärra uppgifter');
    await nurse.dialog().choose(`Det ${ward} skriver`);
    await nurse.dialog().press('Spärra');
    await nurse.sees('Uppgifterna är spärrade.');
    await answers.line('enheten').sees('Geriatrik Sköv');
    await centre.part('Behov').lacks(words);

    await centre.part('Att tänka på').press('Vid fara för liv: nödöppning');
    const lift = centre.part('Häv en spärr hos er egen vårdgivare');
    await lift.sees('Steg 1 av 2');
    await lift.press('Visa vad som är spärrat');
    await lift.sees('En sak behöver rättas');
    await lift.write('Vad har hänt?', happened);
    await lift.press('Visa vad som är spärrat');
    await lift.sees('Steg 2 av 2', new RegExp(happened.slice(0, 20), 'u'));
    await lift.choose(ward);
    await lift.press('Häv spärren i fyra timmar');
    await centre.sees(/^Öppet till .+ Personen ser det\.$/u);
    await centre.part('Behov').sees(words);
    await centre.part('Att tänka på').sees(/^Nödöppning gäller till/u);

    await head.page.locator('summary').filter({ hasText: 'Anders Thorell' }).click();
    await head.press('Nödöppningar att granska');
    const line = head.main.line(happened);
    await line.sees(`${givenName} ${familyName}`, 'Inte granskad', /Eva-Lena Öhrn, Vårdsamordnare/u, ward);
    await line.press('Granska');
    await head.dialog().write('Din bedömning', 'Befogat: livsfara, och journalen behövdes.');
    await head.dialog().press('Spara bedömningen');
    await head.sees('Bedömningen är sparad.');
    await line.sees(/Granskad av Anders Thorell/u, /Befogat: livsfara/u);
    await line.offersNot('Granska');

    await answers.line('enheten').press('Häv spärren');
    await nurse.dialog().press('Häv spärren');
    await nurse.sees('Spärren är hävd.');
    await answers.lacks('Personen har spärrat uppgifter.');
  },
);

story('an outer block closes a whole provider to others, and only the person’s wish opens it again', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const centre = await s.signIn('demo-primary-care');
  const { id } = await makeKnown('Rigmor', nurse, centre);
  await saysYes(id, 'disclosure', nurse, centre);
  const words = s.onlyHere('Jag vill inte att alla ska veta det här.');
  await hasNeed(nurse, id, 'd7', words);
  await centre.go(`/persons/${id}`);
  await centre.part('Behov').sees(words);

  await nurse.go(`/persons/${id}`);
  const answers = nurse.part('Samtycken och grunder');
  await answers.press('Spärra uppgifter');
  await nurse.dialog().choose(/^Allt hos /u);
  await nurse.dialog().press('Spärra');
  await answers.line('vård- eller omsorgsgivaren').offers('Häv spärren');
  await centre.part('Behov').lacks(words);
  await centre.part('Samtycken och grunder').sees('Personen har spärrat uppgifter.');
  await centre.part('Samtycken och grunder').offersNot('Häv spärren');

  await answers.line('vård- eller omsorgsgivaren').press('Häv spärren');
  await nurse.dialog().sees(/Bara om personen vill det/u);
  await nurse.dialog().press('Häv spärren');
  await nurse.sees('Spärren är hävd.');
  await centre.part('Behov').sees(words);
});

story('name, address and protection are changed, and nobody’s change is overwritten unseen', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const colleague = await s.signIn('demo-head-home-care');
  const { id } = await makeKnown('Ingrid', nurse);
  await nurse.go(`/persons/${id}`);
  await nurse.press('Ändra personuppgifter');
  const reached = nurse.part('Adress och telefon');
  await reached.write('Gatuadress', 'Storgatan 4');
  await reached.write('Postnummer', '541');
  await reached.press('Spara adress och telefon');
  await reached.sees('En sak behöver rättas');
  await reached.write('Postnummer', '541 30');
  await reached.write('Ort', 'Skövde');
  await reached.select('Kommun', 'Skövde kommun');
  const body = {
    version: 1,
    street: 'Kyrkogatan 9',
    postalCode: '541 30',
    town: 'Skövde',
    municipalityCode: '1496',
    phone: '0500-12 34 56',
    email: null,
  };
  await colleague.ask(peopleRoutes.changeContact, { params: { personId: id }, body });
  nurse.faults.expect(409);
  // The page behind the form has read it anew by then, and that is not the same as having seen it.
  await sleep(1_500);
  await reached.press('Spara adress och telefon');
  await reached.sees('Storgatan 4', 'Kyrkogatan 9', '0500-12 34 56');
  await reached.press('Ta det som står nu');
  await reached.reads('Telefon', '0500-12 34 56');
  await reached.write('Gatuadress', 'Storgatan 4');
  await reached.press('Spara adress och telefon');
  await nurse.sees('Adress och telefon är sparade.', 'Storgatan 4, 541 30, Skövde', '0500-12 34 56');

  await nurse.press('Ändra personuppgifter');
  const who = nurse.part('Namn, språk och skydd');
  await who.write('Förnamn', 'Inga');
  await who.select('Språk', 'Finska');
  await who.choose('Behöver tolk');
  await who.choose('Sekretessmarkering');
  await who.press('Spara');
  await nurse.sees('Uppgifterna är sparade.');
  await nurse.seesHeading(/^Inga /u);
  await nurse.sees('Tolk: finska', /Skyddade uppgifter: adress, telefon och närstående visas inte/u);
  await nurse.lacks('Storgatan 4');
  await nurse.press('Ändra personuppgifter');
  await reached.sees(/Skyddade uppgifter/u);
  await reached.lacks('Gatuadress');
});
