import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { meetingRoutes } from '../contract/meetings.ts';
import { peopleRoutes } from '../contract/people.ts';
import { planRoutes } from '../contract/plans.ts';
import { inDays, makeKnown, personOf, saysYes, unitOf } from './harness/known.ts';
import { story } from './harness/story.ts';
import type { Tab } from './harness/tab.ts';

const goalWords = 'Mål, i personens ord';
/** At the keyboard of the meeting, a goal half written. */
async function writesGoal(tab: Tab, words: string): Promise<void> {
  await tab.part('Mål och insatser').press('Lägg till mål');
  await tab.write(goalWords, words);
}

/** Every yes to the question, whoever wrote it down. */
async function turnOff(tab: Tab, question: RegExp): Promise<void> {
  const on = tab.page.getByRole('switch', { name: question, checked: true });
  await on.first().waitFor();
  for (let left = await on.count(); left > 0; left -= 1) {
    await on.first().click();
    for (let tries = 0; (await on.count()) >= left && tries < 200; tries += 1) await sleep(50);
  }
}

story(
  'the person takes the yes back while two units write: what is no longer theirs closes at once, and the words being typed stay with their author',
  async (s) => {
    // The other nurse: who has emergency access to Ingegerd in another story reads on whatever she takes back.
    const nurse = await s.signIn('demo-district-nurse-2');
    const centre = await s.signIn('demo-primary-care');
    const ingegerd = await s.signIn('demo-person', { width: 390 });
    const personId = await personOf(nurse, 'Sandell');
    for (const kind of ['disclosure', 'shared_record'] as const) await saysYes(personId, kind, centre, nurse);
    const { plans } = await centre.ask(planRoutes.personPlans, { params: { personId } });
    const planId = plans.find(({ state }) => state !== 'closed')?.id ?? '';
    const [ours, theirs] = [s.onlyHere('Jag går till bryggan'), s.onlyHere('Jag sover hela natten')];
    for (const tab of [nurse, centre]) await tab.go(`/persons/${personId}/plan/meeting?plan=${planId}`);
    await writesGoal(nurse, ours);
    await writesGoal(centre, theirs);

    nurse.faults.expect(404);
    await ingegerd.go('/my/answers');
    await turnOff(ingegerd, /prata med varandra/u);
    await ingegerd.sees('Ditt ja är taget tillbaka');
    await turnOff(ingegerd, /läsa vad andra/u);
    await nurse.seesHeading('Planen är inte längre öppen för er');
    await nurse.sees('Det du skrev finns kvar', ours);
    await nurse.lacks('Bedömt', 'Mål och insatser');

    // Whose plan it is goes on, with the words that were half written, and the record has none of the nurse's.
    await centre.reads(goalWords, theirs);
    await centre.press('Lägg till mål');
    await centre.sees('Målet är sparat');
    const { goals } = await centre.ask(planRoutes.readPlan, { params: { personId, planId } });
    assert.deepEqual(
      [ours, theirs].map((words) => goals.some((goal) => goal.words === words)),
      [false, true],
    );

    // Also after a reload they stand there; and when the person says yes again the plan opens, with the words to paste where they belong.
    await nurse.page.reload();
    await nurse.sees(ours);
    await nurse.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await nurse.press(/^Kopiera: /u);
    await nurse.sees('Kopierat');
    assert.equal(await nurse.page.evaluate('navigator.clipboard.readText()'), ours);
    for (const kind of ['disclosure', 'shared_record'] as const) await saysYes(personId, kind, centre, nurse);
    await nurse.sees('Mål och insatser', ours, theirs);
    await nurse.press(/^Ta bort: Mål/u);
    await nurse.lacks('Det du skrev finns kvar', ours);
  },
);

story(
  'a unit leaves the circle in the middle of the meeting: its own screen closes, and the others write on',
  async (s) => {
    const nurse = await s.signIn('demo-district-nurse');
    const centre = await s.signIn('demo-primary-care');
    const homeHelp = await s.signIn('demo-home-help');
    const { id: personId } = await makeKnown('Viola', nurse, centre, homeHelp);
    for (const kind of ['disclosure', 'shared_record', 'plan'] as const)
      await saysYes(personId, kind, nurse, centre, homeHelp);
    const { id: planId } = await nurse.ask(planRoutes.startPlan, {
      params: { personId },
      body: { title: 'Trygg hemma' },
    });
    const params = { personId, planId };
    const before = s.onlyHere('Slutar svara i telefon.');
    await nurse.ask(planRoutes.addSection, { params, body: { kind: 'early_signs', words: before, saidBy: 'person' } });
    const unitIds = [await unitOf(centre), await unitOf(homeHelp)];
    await nurse.ask(meetingRoutes.callMeeting, {
      params,
      body: { startsAt: inDays(2), minutes: 60, form: 'home', unitIds },
    });
    for (const tab of [nurse, centre, homeHelp]) await tab.go(`/persons/${personId}/plan/meeting?plan=${planId}`);

    // The home help adds to another's words; the centre writes a goal.
    const [added, goal] = [s.onlyHere('Låser dörren.'), s.onlyHere('Jag sover hela natten.')];
    const box = homeHelp.page.getByRole('textbox', { name: 'Hur märks det att det blir sämre?' });
    await homeHelp.press('Ändra: Tidiga tecken');
    await box.press('Control+End');
    await homeHelp.page.keyboard.type(` ${added}`);
    await writesGoal(centre, goal);
    homeHelp.faults.expect(404);
    const { circle } = await homeHelp.ask(peopleRoutes.overview, { params: { personId } });
    const own = circle.find(({ unitId, current }) => current && unitId === unitIds[1]);
    const colleague = await s.signIn('demo-home-help');
    await colleague.ask(peopleRoutes.endEngagement, {
      params: { personId, engagementId: own?.id ?? '' },
      body: { version: own?.version ?? 0, reason: 'person_wishes' },
    });
    await homeHelp.seesHeading('Planen är inte längre öppen för er');
    // What was typed, without what stood there: that is another's and closed.
    await homeHelp.sees('Det du skrev finns kvar', added);
    await homeHelp.lacks(before, 'Trygg hemma');
    await homeHelp.offers('Till personens sida');

    await centre.reads(goalWords, goal);
    await centre.press('Lägg till mål');
    await centre.sees('Målet är sparat');
    await nurse.sees(goal, before);
    await nurse.lacks(added);
  },
);
