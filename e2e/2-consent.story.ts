import assert from 'node:assert/strict';
import { peopleRoutes } from '../contract/people.ts';
import { hasNeed, makeKnown, saysYes } from './harness/known.ts';
import { story, tellInteractions } from './harness/story.ts';

const centreName = 'Närhälsan Hentorp vårdcentral';
const homeHelpName = 'Hemtjänsten Skövde centrum';

story('2 the six kinds of yes and no are written down one by one, with units, exclusion, form and end', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const { id, givenName } = await makeKnown('Hulda', nurse);
  await nurse.ask(peopleRoutes.addRelative, {
    params: { personId: id },
    body: { name: 'Torsten Ek', relation: 'sibling', phone: null },
  });
  const answers = nurse.part('Samtycken och grunder');
  await nurse.go(`/persons/${id}`);
  await answers.sees('Inget är frågat än. Ett nej är också ett svar.');

  const steps = nurse.count();
  await answers.press('Skriv in ett svar');
  await nurse.choose('Att en plan görs');
  await nurse.choose('Ja');
  await nurse.press('Spara svaret');
  await nurse.sees('Svaret är sparat.');
  tellInteractions('consent to a plan, from the person’s page', steps(), 6);
  await answers.line('Att en plan görs').sees('Ja', 'Muntligt');

  const between = nurse.count();
  await answers.press('Skriv in ett svar');
  await nurse.choose('Att enheter lämnar uppgifter till varandra');
  await nurse.choose('Ja');
  await nurse.pickUnit('Mellan vilka enheter?', centreName);
  await nurse.sees(
    /längsta som är överenskommet, 12 månader \(källa: .+\)/u,
    /^Blir \S+dag \d+ \S+ \d{4} kl\. 23[.:]59$/u,
  );
  const limited = nurse.count();
  await nurse.choose('Skriftligt');
  await nurse.unfold('Begränsa svaret');
  await nurse.write('Vad omfattas inte?', 'Inte om min ekonomi');
  await nurse.pickUnit('Vilka enheter ska inte få veta?', homeHelpName);
  const more = limited();
  await nurse.press('Spara svaret');
  await nurse.sees('Svaret är sparat.');
  tellInteractions('consent between two units, unlimited', between() - more, 6);
  const told = answers.line('Att enheter lämnar uppgifter');
  await told.sees(
    'mellan',
    centreName,
    'inte',
    homeHelpName,
    /Inte om min ekonomi/u,
    'Skriftligt',
    /^till \d+ \w+ \d{4}$/u,
  );

  await answers.press('Skriv in ett svar');
  await nurse.choose('Att läsa i andras journaler');
  await nurse.choose('Ja');
  await nurse.press('Spara svaret');
  await answers.line('Att läsa i andras journaler').sees('Ja');
  await answers.press('Skriv in ett svar');
  await nurse.choose('Kvalitetsregister');
  await nurse.choose('Nej');
  await nurse.press('Spara svaret');
  await answers.line('Kvalitetsregister').sees('Nej');
  await answers.line('Kvalitetsregister').offersNot('Ta tillbaka');
  await answers.press('Skriv in ett svar');
  await nurse.choose('Att en närstående är med');
  await nurse.choose('Ja');
  await nurse.select('Vilken närstående?', 'Torsten Ek');
  await nurse.press('Spara svaret');
  await answers.line('Att en närstående är med').sees('Ja');
  await answers.press('Skriv in ett svar');
  await nurse.choose('Att planen följs upp');
  await nurse.choose('Ja');
  await nurse.press('Spara svaret');
  await answers.line('Att planen följs upp').sees('Ja');

  await answers.line('Att planen följs upp').press('Ta tillbaka');
  await nurse.dialog('Ta tillbaka samtycket').choose('Muntligt');
  await nurse.dialog('Ta tillbaka samtycket').press('Ta tillbaka samtycket');
  await nurse.sees('Samtycket är återtaget och gäller inte längre.');
  await answers.unfold('Tidigare svar (1)');
  await answers.line('Att planen följs upp').sees(/^återtaget/u);
  // The page stays as it is behind the form: folded again, so that what counts now is the only line.
  await answers.unfold('Tidigare svar (1)');

  // A no to a plan is a full answer: nobody can begin one.
  await answers.press('Skriv in ett svar');
  await nurse.choose('Att en plan görs');
  await nurse.choose('Nej');
  await nurse.press('Spara svaret');
  await answers.line('Att en plan görs').sees('Nej');
  await nurse.go(`/persons/${id}/plan`);
  await nurse.sees('Personen har sagt nej till en plan. Det är ett fullgott svar.');
  await nurse.offersNot('Börja förbereda planen');
  const { consents } = await nurse.ask(peopleRoutes.overview, { params: { personId: id } });
  assert.equal(consents.filter(({ inForce }) => inForce).length, 5, givenName);
});

story(
  '2 without a basis nothing is told; the way to the consent keeps what was typed, and a no closes it again',
  async (s) => {
    const nurse = await s.signIn('demo-district-nurse');
    const { id } = await makeKnown('Alfrida', nurse);
    const what = s.onlyHere('Bedöma yrsel när hon reser sig');
    await hasNeed(nurse, id, 'd4', 'Det snurrar när jag reser mig.');

    nurse.faults.expect(409);
    await nurse.go(`/persons/${id}/offer`);
    await nurse.choose('Be om något');
    await nurse.pickUnit('Till vilken enhet?', centreName);
    await nurse.write('Vad ska göras?', what);
    await nurse.select('Livsområde', 'Röra sig');
    await nurse.write('Från när, eller klart när?', 'om 3 dagar');
    await nurse.press('Skicka');
    await nurse.sees(
      /Det finns inget samtycke eller annan laglig grund/u,
      'Det du har skrivit finns kvar när du kommer tillbaka.',
    );
    await nurse.press('Registrera samtycke');
    await nurse.choose('Ja');
    await nurse.write('Gäller till', 'om 6 månader');
    await nurse.press('Spara svaret');
    await nurse.seesHeading('Fråga eller lämna över');
    await nurse.reads('Vad ska göras?', what);
    await nurse.press('Skicka');
    await nurse.sees('Skickat.');

    await nurse.ask(peopleRoutes.recordConsent, {
      params: { personId: id },
      body: { kind: 'disclosure', decision: 'no', form: 'oral' },
    });
    await nurse.go(`/persons/${id}/offer`);
    await nurse.choose('Be om något');
    await nurse.pickUnit('Till vilken enhet?', centreName);
    await nurse.write('Vad ska göras?', s.onlyHere('Läkemedelsgenomgång'));
    await nurse.select('Livsområde', 'Ta hand om kropp');
    await nurse.write('Från när, eller klart när?', 'om 3 dagar');
    await nurse.press('Skicka');
    await nurse.sees(/Det finns inget samtycke eller annan laglig grund/u);
  },
);

story('2 a ground other than consent is chosen with its paragraph and why it applies', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const { id } = await makeKnown('Rut', nurse);
  await nurse.go(`/persons/${id}`);
  await nurse.part('Samtycken och grunder').press('Annan laglig grund');
  await nurse.sees('Välj enheten så visas grunderna.');
  await nurse.pickUnit('Till vilken enhet?', centreName);
  await nurse.choose('Personen kan inte lämna samtycke (OSL 25 kap. 13 §)', 'Vilken grund?');
  await nurse.write('Varför gäller den här?', 'Hon är medvetslös och kan inte tillfrågas.');
  await nurse.write('Gäller till', 'om 2 dagar');
  await nurse.press('Spara grunden');
  await nurse.sees('Grunden är sparad.');
  await nurse.part('Samtycken och grunder').sees('OSL 25 kap. 13 §', 'Hon är medvetslös och kan inte tillfrågas.');
});

story('2 taking a yes back closes the other’s open page to what remains, at once', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const centre = await s.signIn('demo-primary-care');
  const { id } = await makeKnown('Svea', nurse, centre);
  await saysYes(id, 'disclosure', centre, nurse);
  await saysYes(id, 'shared_record', centre, nurse);
  const theirs = s.onlyHere('Hjärtat rusar när jag går i trappan.');
  const ours = s.onlyHere('Jag kommer inte ner i badkaret.');
  await hasNeed(centre, id, 'd5', theirs);
  await hasNeed(nurse, id, 'd5', ours);
  await nurse.go(`/persons/${id}`);
  await nurse.part('Behov').sees(theirs, ours);

  await centre.go(`/persons/${id}`);
  for (const kind of ['Att enheter lämnar uppgifter', 'Att läsa i andras journaler']) {
    await centre.part('Samtycken och grunder').line(kind).press('Ta tillbaka');
    await centre.dialog('Ta tillbaka samtycket').press('Ta tillbaka samtycket');
    await centre.part('Samtycken och grunder').line(kind).offersNot('Ta tillbaka');
  }
  await nurse.part('Behov').lacks(theirs);
  await nurse.part('Behov').sees(ours);
});
