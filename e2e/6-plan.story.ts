import { makeKnown, saysYes } from './harness/known.ts';
import { story } from './harness/story.ts';

story(
  '6 two organisations write one plan at the same time and no word is lost; it is established, and its versions compared',
  async (s) => {
    const nurse = await s.signIn('demo-district-nurse');
    const centre = await s.signIn('demo-primary-care');
    const { id } = await makeKnown('Elin', nurse, centre);
    for (const kind of ['disclosure', 'shared_record', 'plan'] as const) await saysYes(id, kind, nurse, centre);
    const goal = s.onlyHere('Jag går till affären själv.');

    await nurse.go(`/persons/${id}/plan`);
    await nurse.seesHeading('Ingen plan än');
    await nurse.press('Börja förbereda planen');
    await nurse.seesHeading('Min plan');
    await nurse.part('Mål och insatser').press('Lägg till mål');
    await nurse.write('Mål, i personens ord', goal);
    await nurse.press('Lägg till mål');
    await nurse.sees('Målet är sparat');
    // What the nurse writes for the goal, while the centre writes what others do: different parts.
    await nurse.write('Vad ska göras?', 'Går med de första gångerna');
    await centre.go(`/persons/${id}/plan`);
    await centre.sees(goal);
    await centre.part('Det andra gör').press('Lägg till åtgärd');
    await centre.write('Vad görs?', 'Skjuts på onsdagar');
    await nurse.write('Till när?', 'om 2 veckor');
    await nurse.select('Vad det rör', 'Röra sig och ta sig fram');
    await nurse.press('Lova');
    await centre.write('Av vem?', 'Församlingen');
    await centre.press('Lägg till åtgärd');
    for (const tab of [nurse, centre]) await tab.sees('Går med de första gångerna', 'Skjuts på onsdagar');

    // The same goal.
    const [mine, theirs] = ['Jag går till affären och hem igen.', 'Jag handlar själv varje fredag.'];
    await nurse.press(`Ändra: ${goal}`);
    await centre.press(`Ändra: ${goal}`);
    await centre.write('Mål, i personens ord', theirs);
    await nurse.write('Mål, i personens ord', mine);
    await nurse.press('Spara');
    await nurse.sees('Målet är sparat');
    await centre.sees(/^Ändrat av Karin Hedlund/u, /Ni har ändrat samma sak/u, mine);
    await centre.reads('Mål, i personens ord', theirs);
    await centre.press('Lägg ihop båda');
    await centre.press('Spara');
    await centre.sees('Målet är sparat');
    for (const tab of [nurse, centre]) await tab.sees(new RegExp(mine, 'u'), new RegExp(theirs, 'u'));

    // What the law asks for, and the plan is established.
    await nurse.press('Ändra ansvar och uppföljning');
    await nurse.select('Övergripande ansvarig', 'Skövde kommun');
    await nurse.sees('Enhet som samordnar');
    await nurse.write('Nästa uppföljning', 'om 4 veckor');
    await nurse.select('Hur', 'Hemma hos personen');
    await nurse.choose('Ja', 'Säger personen ja till planen?');
    await nurse.press('Spara');
    await nurse.sees('Allt som lagen kräver finns med.');
    await nurse.press('Fastställ planen');
    await nurse.sees('Planen är fastställd', 'Utgåva 1');
    await centre.sees('Utgåva 1');

    await centre.press(/^Ändra: Jag handlar själv/u);
    await centre.write('Hur märks det?', 'Två fredagar i rad');
    await centre.press('Spara');
    await centre.sees('Målet är sparat');
    await centre.press('Utgåvor och ändringar');
    await centre.sees('en ändring sedan senaste utgåvan');
    await centre.press('Jämför');
    await centre.part(/jämfört med/u).sees('Ändrat', 'Två fredagar i rad');
    await centre.press('Läs Utgåva 1');
    await centre.seesHeading('Min plan');
    await centre.lacks('Två fredagar i rad');
  },
);
