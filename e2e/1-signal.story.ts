import { personOf } from './harness/known.ts';
import { literally } from './harness/place.ts';
import { story, tellInteractions } from './harness/story.ts';

story('1 a daughter tells what has changed, and the nurse answers it in a list that she never reloaded', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const daughter = await s.signIn('demo-daughter');
  const told = s.onlyHere('Hon har ramlat två gånger sedan i måndags och glömmer medicinerna');

  await nurse.seesHeading('Min enhet i dag');
  await nurse.part('Vi ska svara').lacks(told);

  await daughter.press('Säg till om något annat');
  await daughter.choose('Jag är orolig');
  await daughter.write('Berätta', told);
  await daughter.select('Vad handlar det mest om?', 'Känna sig trygg');
  await daughter.choose('I dag eller i morgon');
  await daughter.choose('Hälso- och sjukvård i hemmet Skövde centrum');
  await daughter.press('Skicka');
  await daughter.sees('Skickat. De ska svara dig.');
  await daughter
    .part('Det du har sagt till om')
    .line(told)
    .sees('De har inte läst det än', /Svar senast/u);

  const ours = nurse.part('Vi ska svara');
  await ours.line(told).sees('Ingegerd Sandell');
  await ours.line(told).press(new RegExp(literally(told), 'u'));
  await daughter.part('Det du har sagt till om').line(told).sees('De har läst det.');
  await nurse.promise.press('Acceptera');
  await nurse.sees('Accepterat. Nu är det ert.');
  await nurse.part('Vi ska göra').line(told).sees('Ingegerd Sandell');
  await daughter.part('Det du har sagt till om').line(told).sees('De tar hand om det.');
});

story('1 the home help tells the nurse in at most five interactions, and the nurse says yes with one', async (s) => {
  const planner = await s.signIn('demo-home-help');
  const nurse = await s.signIn('demo-district-nurse');
  const ingegerd = await personOf(planner, 'Sandell');
  const told = s.onlyHere('Sitter uppe i fåtöljen på natten för att få luft');

  await planner.go(`/persons/${ingegerd}`);
  const steps = planner.count();
  await planner.main.press('Signalera en förändring');
  await planner.write('Vad har du märkt?', told);
  await planner.select('Vad rör det mest?', 'Ta hand om kropp och hälsa');
  await planner.press('Skicka signalen');
  await planner.sees('Signalen är skickad.');
  tellInteractions('signal, from the person’s page', steps(), 5);
  await nurse.sees(told);
});
