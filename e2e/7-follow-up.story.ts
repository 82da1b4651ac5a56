import { hasPlan, makeKnown, saysYes } from './harness/known.ts';
import { story } from './harness/story.ts';

story(
  '7 promises are kept, paused and not kept; the follow-up weighs each goal; a hollow plan must be closed',
  async (s) => {
    const nurse = await s.signIn('demo-district-nurse');
    const { id, givenName } = await makeKnown('Dagny', nurse);
    for (const kind of ['plan', 'follow_up'] as const) await saysYes(id, kind, nurse);
    const goals = [s.onlyHere('Jag sover hela natten.'), s.onlyHere('Jag lagar min egen mat.')];
    const { promiseIds } = await hasPlan(nurse, id, goals);
    const [sleep = '', food = ''] = goals;

    await nurse.go(`/?promise=${promiseIds[0]}`);
    await nurse.promise.press('Pausa');
    await nurse.promise.write('Pausa till', 'om 5 dagar');
    await nurse.promise.choose('Personen är på sjukhus');
    await nurse.promise.press('Pausa');
    await nurse.sees('Pausat.');
    await nurse.promise.press('Återuppta');
    await nurse.promise.press('Återuppta');
    await nurse.sees('Igång igen.');
    await nurse.promise.press('Gjort');
    await nurse.sees('Klart.');
    await nurse.go(`/?promise=${promiseIds[1]}`);
    await nurse.promise.press('Gick inte');
    await nurse.promise.choose('Personen tackade nej');
    await nurse.promise.write('Ord på vägen', 'Vill hellre äta på träffpunkten.');
    await nurse.promise.press('Spara att det inte gick');
    await nurse.promise.sees('Skäl: Personen tackade nej');

    await nurse.go(`/persons/${id}/plan`);
    await nurse.lacks('Allt i planen är avslutat: avsluta eller förnya.');
    await nurse.press('Följ upp');
    await nurse.choose('Hemma hos personen');
    await nurse.write(`${givenName}s egna ord`, 'Nu sover jag. Maten får andra laga.');
    await nurse.choose('Uppnått', sleep);
    await nurse.press('Spara uppföljningen');
    await nurse.sees(/saker behöver rättas/u);
    await nurse.choose('Inte längre aktuellt', food);
    await nurse.choose('Planen ska ändras');
    await nurse.press('Spara uppföljningen');
    await nurse.sees(
      'Uppföljningen är sparad',
      'Nu sover jag. Maten får andra laga.',
      'Uppnått',
      'Inte längre aktuellt',
    );

    await nurse.sees('Allt i planen är avslutat: avsluta eller förnya.');
    await nurse.press('Avsluta planen');
    await nurse.dialog().choose('Målen är uppnådda');
    await nurse.dialog().press('Avsluta planen');
    await nurse.sees('Planen är avslutad', /^Planen avslutades/u);
  },
);
