import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { meetingRoutes } from '../contract/meetings.ts';
import { peopleRoutes } from '../contract/people.ts';
import { planRequestRoutes } from '../contract/plan-requests.ts';
import { planRoutes } from '../contract/plans.ts';
import { readBack } from '../server/kernel/paper/read-back.fixture.ts';
import { acceptsPromise, makeKnown, promisesInPlan, readyPlan, saysYes, unitOf } from './harness/known.ts';
import { story } from './harness/story.ts';

/** Time enough to answer before the meeting begins, in milliseconds. */
const ahead = 6_000;

story(
  'an adult with home health care and a primary-care centre: asked for, prepared, called, answered, met, made, followed up and given on paper',
  async (s) => {
    const nurse = await s.signIn('demo-district-nurse');
    const centre = await s.signIn('demo-primary-care');
    const { id: personId } = await makeKnown('Torsten', nurse, centre);
    for (const kind of ['disclosure', 'shared_record', 'plan'] as const) await saysYes(personId, kind, nurse, centre);
    const words = { words: s.onlyHere('Att få vara i verkstaden.'), saidBy: 'person' as const };
    await nurse.ask(peopleRoutes.say, { params: { personId }, body: words });

    // Asked for by the nurse; the answer is the beginning.
    await nurse.ask(planRequestRoutes.askForPlan, {
      params: { personId },
      body: { words: s.onlyHere('Sår, vikt och mediciner från två håll.'), toUnitId: await unitOf(centre) },
    });
    await centre.go(`/persons/${personId}/plan`);
    await centre.press('Ja, vi börjar');
    await centre.sees('Ja, planen ska börja');
    await centre.press('Börja förbereda planen');
    await centre.sees('Planen är påbörjad');
    const { plans } = await centre.ask(planRoutes.personPlans, { params: { personId } });
    const params = { personId, planId: plans[0]?.id ?? '' };

    // Prepared, called and answered.
    const question = s.onlyHere('Vem ringer jag när såret luktar?');
    await nurse.ask(planRoutes.addSection, { params, body: { kind: 'questions', words: question, saidBy: 'person' } });
    await centre.ask(meetingRoutes.callMeeting, {
      params,
      body: {
        startsAt: new Date(Date.now() + ahead).toISOString(),
        minutes: 45,
        form: 'home',
        place: 'I köket',
        unitIds: [await unitOf(nurse)],
      },
    });
    const { meetings } = await nurse.ask(meetingRoutes.meetings, { params });
    const mine = meetings[0]?.parties.find((party) => party.mine);
    await nurse.ask(meetingRoutes.answerCall, {
      params: { ...params, meetingId: meetings[0]?.id ?? '', partyId: mine?.id ?? '' },
      body: { version: mine?.version ?? 0, answer: { kind: 'comes' } },
    });

    // At the table: the goal in his words, and what each does; what the other promises stands on the screen as it is said.
    await centre.go(`/persons/${personId}/plan/meeting`);
    const goal = s.onlyHere('Jag står vid bänken en timme om dagen.');
    const { id: goalId } = await nurse.ask(planRoutes.addGoal, { params, body: { words: goal, horizon: 'short' } });
    const [dressing, review] = [s.onlyHere('Lägger om såret'), s.onlyHere('Går igenom medicinerna')];
    const asked = await promisesInPlan(centre, params, goalId, dressing, await unitOf(nurse));
    await promisesInPlan(centre, params, goalId, review, await unitOf(centre));
    await acceptsPromise(nurse, asked);
    await centre.sees(words.words, goal, dressing, review);
    await sleep(Math.max(0, Date.parse(meetings[0]?.startsAt ?? '') - Date.now()));
    await centre.page.reload();
    await centre.press('Mötet är hållet');
    await centre.dialog().press('Spara närvaron');
    await centre.sees('Hållet');

    // Made: all that the law asks for, and his yes.
    await readyPlan(centre, params);
    await centre.go(`/persons/${personId}/plan`);
    await centre.sees('Allt som lagen kräver finns med.');
    await centre.press('Fastställ planen');
    await centre.sees('Planen är fastställd');
    await nurse.go(`/persons/${personId}/plan`);
    await nurse.sees('Utgåva 1', goal);

    // Followed up in his own words, and on to the next.
    const { version, goals } = await nurse.ask(planRoutes.readPlan, { params });
    await nurse.ask(planRoutes.followUpPlan, {
      params,
      body: {
        version,
        heldAt: new Date().toISOString(),
        form: 'home',
        personWords: s.onlyHere('Jag orkar en halvtimme.'),
        evaluations: [{ goalId, version: goals[0]?.version ?? 1, result: 'partly', words: '', ownRating: 6 }],
        outcome: { kind: 'continue', nextFollowUpAt: new Date(Date.now() + 60 * 86_400_000).toISOString() },
      },
    });
    await nurse.sees(/delvis uppnått/u, /Jag orkar en halvtimme/u);

    const [download] = await Promise.all([nurse.page.waitForEvent('download'), nurse.press('Spara som PDF')]);
    const paper = await readBack(readFileSync(await download.path()));
    const said = paper.texts.map(({ text }) => text).join(' ');
    for (const one of [goal, dressing, review])
      assert.ok(said.includes(one.slice(0, 15)), `${one} stands on the paper`);
  },
);
