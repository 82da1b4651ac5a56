import { meetingRoutes } from '../contract/meetings.ts';
import { planRoutes } from '../contract/plans.ts';
import { inDays, personOf } from './harness/known.ts';
import { story, tellInteractions } from './harness/story.ts';
import type { Tab } from './harness/tab.ts';

interface HerPlan {
  readonly personId: string;
  readonly planId: string;
}

async function herPlan(nurse: Tab): Promise<HerPlan> {
  const personId = await personOf(nurse, 'Sandell');
  const { plans } = await nurse.ask(planRoutes.personPlans, { params: { personId } });
  return { personId, planId: plans.find(({ state }) => state !== 'closed')?.id ?? '' };
}

/** A meeting that is called, and that nobody but the caller has answered. */
async function askedToMeet(nurse: Tab, params: HerPlan): Promise<void> {
  const { meetings } = await nurse.ask(meetingRoutes.meetings, { params });
  const called = meetings.find(({ state }) => state === 'called');
  const when = { startsAt: inDays(8 + Math.random()), minutes: 60, form: 'home' as const, place: 'Vid köksbordet' };
  if (called)
    await nurse.ask(meetingRoutes.moveMeeting, {
      params: { ...params, meetingId: called.id },
      body: { version: called.version, ...when },
    });
  else {
    const { relatives } = await nurse.ask(planRoutes.readPlan, { params });
    await nurse.ask(meetingRoutes.callMeeting, {
      params,
      body: { ...when, relativeIds: relatives.map(({ id }) => id) },
    });
  }
}

story('the person prepares the meeting, the daughter goes on, and the nurse sees it as it is written', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const { personId, planId } = await herPlan(nurse);
  const [own, hers, noted] = [
    s.onlyHere('Inte min granne'),
    s.onlyHere('Att hon inte vågar gå ut'),
    s.onlyHere('Inte heller chefen'),
  ];
  await nurse.go(`/persons/${personId}/plan/prepare?plan=${planId}&q=not_come`);
  await nurse.seesHeading('Vilka som inte ska vara med');

  const ingegerd = await s.signIn('demo-person', { width: 390 });
  await ingegerd.go('/my/prepare');
  await ingegerd.sees(/av 8 har svar/u);
  await ingegerd.press('Vilka som inte ska vara med');
  await ingegerd.seesHeading('Är det någon du inte vill ha med?');
  await ingegerd.write('Ditt svar', own);
  await ingegerd.press('Spara och gå vidare');
  await ingegerd.seesHeading('Hur och var vill du att ni ses?');
  await nurse.sees(own);

  // The daughter writes beside, in her own name: her mother's words stay as they are.
  const daughter = await s.signIn('demo-daughter', { width: 390 });
  await daughter.go('/my/prepare?q=worries');
  await daughter.write('Ditt svar', hers);
  await daughter.press('Spara och gå vidare');
  await daughter.seesHeading('Vad är Ingegerd bra på? Vilka finns nära?');
  await daughter.go('/my/prepare?q=not_come');
  await daughter.sees(own, 'Ingegerd har sagt');
  await daughter.lacks('Ändra orden');
  await nurse.press(/^Det som oroar/u);
  await nurse.sees(hers, 'Annika Sandell Berg');

  // The nurse changes the words with her; what she sees in her own window is not written over.
  await nurse.press(/^Vilka som inte ska vara med/u);
  await ingegerd.go('/my/prepare?q=not_come');
  await ingegerd.reads('Ditt svar', own);
  await ingegerd.write('Ditt svar', s.onlyHere('Inte min granne, och inte Bo'));
  await nurse.press('Ändra: Vilka som inte ska vara med');
  await nurse.write('Är det någon du inte vill ha med?', noted);
  await nurse.press('Spara');
  await nurse.sees('Sparat');
  ingegerd.faults.expect(409);
  await ingegerd.press('Spara och gå vidare');
  await ingegerd.sees(noted);
  await ingegerd.press('Behåll mitt');
  await ingegerd.seesHeading('Hur och var vill du att ni ses?');
});

story('the person answers the meeting with another time in two presses, and it is moved there', async (s) => {
  // She who called to the meeting moves it.
  const caller = await s.signIn('demo-primary-care');
  const plan = await herPlan(caller);
  await askedToMeet(caller, plan);
  await caller.go(`/persons/${plan.personId}/plan/meeting?plan=${plan.planId}`);

  const ingegerd = await s.signIn('demo-person', { width: 390 });
  await ingegerd.sees('Nästa möte', 'Kan du komma?');
  const steps = ingegerd.count();
  await ingegerd.press('Annan tid');
  await ingegerd.press(/^En vecka senare/u);
  await ingegerd.sees('Ditt svar är skickat', /Du har bett om/u);
  tellInteractions('for the person to ask for another time', steps(), 2);

  await caller.part('Vilka som är med').sees('Vill ha en annan tid');
  await caller.press('Flytta hit');
  await caller.seesHeading('Flytta mötet');
  await caller.press('Flytta mötet');
  await caller.sees('Mötet är flyttat');
  await ingegerd.sees('Kan du komma?');
  const again = ingegerd.count();
  await ingegerd.press('Ja, jag kommer');
  await ingegerd.sees('Du har sagt att du kommer.');
  tellInteractions('for the person to say yes to a meeting', again(), 1);

  // A no has a reason, and can be changed.
  const daughter = await s.signIn('demo-daughter', { width: 390 });
  await daughter.go('/my/meetings');
  await daughter.press('Nej');
  await daughter.press('Det passar inte då');
  await daughter.sees('Du har sagt nej.', 'Vid köksbordet');
  await caller.part('Vilka som är med').sees(/Det passar inte då/u);
  await daughter.press('Ändra mitt svar');
  await daughter.press('Ja, jag kommer');
  await daughter.sees('Du har sagt att du kommer.');
  const [file] = await Promise.all([daughter.page.waitForEvent('download'), daughter.press('Spara i min kalender')]);
  if (!file.suggestedFilename().endsWith('.ics')) throw new Error(file.suggestedFilename());
});

story(
  'the person says yes to the plan and no to one of its interventions, and both stand in the nurse’s plan',
  async (s) => {
    const nurse = await s.signIn('demo-district-nurse');
    const { personId } = await herPlan(nurse);
    await nurse.go(`/persons/${personId}/plan`);
    const said = nurse.part('Personens ja och nej');
    const ingegerd = await s.signIn('demo-person', { width: 390 });
    await ingegerd.go('/my/plan');

    const why = s.onlyHere('Jag vill inte bli vägd så ofta');
    await ingegerd.press(/^Nej till den här: Väger och ser på benen/u);
    await ingegerd.write('Vill du säga varför?', why);
    await ingegerd.press('Säg nej');
    await ingegerd.sees('Ditt nej är sparat', 'Du har sagt nej till den här.');
    await nurse.part('Mål och insatser').sees(/Ingegerd har sagt nej till den här insatsen/u);
    await said.sees(/Jag vill inte bli vägd så ofta/u);

    await ingegerd.press('Nej till planen');
    await ingegerd.press('Nej till planen');
    await ingegerd.sees(/Du sa nej .*, här\./u);
    await nurse.part('Ansvar och uppföljning').sees('Nej');
    await ingegerd.press('Ja till planen');
    await ingegerd.sees(/Du sa ja .*, här\./u);
    await said.sees(/Hela planen/u, /egen inloggning/u);

    // What is said by word of mouth is written down as it was said.
    await said.press('Skriv in svaret');
    await said.choose('Ja', 'Vad blir svaret?');
    await said.select('Vad gäller svaret?', 'Väger och ser på benen måndag, onsdag och fredag');
    await said.press('Spara svaret');
    await nurse.sees('Svaret är sparat');
    await nurse.part('Mål och insatser').lacks(/Ingegerd har sagt nej/u);
    await ingegerd.lacks('Du har sagt nej till den här.');
  },
);
