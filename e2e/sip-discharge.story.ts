import { planRequestRoutes } from '../contract/plan-requests.ts';
import { planRoutes } from '../contract/plans.ts';
import { acceptsPromise, makeKnown, promisesInPlan, readyPlan, saysYes, unitOf } from './harness/known.ts';
import { story, tellInteractions } from './harness/story.ts';

story(
  'a plan is offered at discharge and not wanted: the no is kept with the person’s words, and nobody is asked',
  async (s) => {
    const ward = await s.signIn('demo-ward-nurse');
    const centre = await s.signIn('demo-primary-care');
    const { id } = await makeKnown('Sigge', ward, centre);
    await saysYes(id, 'disclosure', ward, centre);
    const words = s.onlyHere('Jag har min fru, det räcker.');
    await ward.go(`/persons/${id}/plan/ask`);
    const offered = ward.part('Erbjud en plan vid utskrivning');
    await offered.choose('Nej', 'Vad säger personen?');
    await offered.press('Spara svaret');
    await offered.sees('En sak behöver rättas');
    await offered.write('Personens ord', words);
    await offered.press('Spara svaret');
    await ward.sees('Nejet är sparat. Det är ett fullgott svar.');
    await ward.go(`/persons/${id}/plan`);
    await ward.part('Bett om en plan').sees(/erbjöd en plan vid utskrivning .* Svaret blev nej\./u, words);
    const { requests } = await centre.ask(planRequestRoutes.planRequests, { params: { personId: id } });
    if (requests.length > 0) throw new Error('a no has become a request');
  },
);

story(
  'at discharge the yes goes to the primary-care centre, which calls to a video meeting where ward and municipality promise and the plan is made',
  async (s) => {
    const ward = await s.signIn('demo-ward-nurse');
    const centre = await s.signIn('demo-primary-care');
    const assessor = await s.signIn('demo-assessor');
    const { id } = await makeKnown('Runa', ward, centre, assessor);
    for (const kind of ['disclosure', 'shared_record'] as const) await saysYes(id, kind, centre, ward, assessor);
    const why = s.onlyHere('Sår, trappor och mat: tre som måste veta om varandra.');
    await ward.go(`/persons/${id}`);
    const steps = ward.count();
    await ward.part('Plan').press('Be om en plan');
    const offered = ward.part('Erbjud en plan vid utskrivning');
    await offered.choose('Ja', 'Vad säger personen?');
    await offered.write('Vad ska planen hålla ihop', why);
    await offered.choose('Närhälsan Hentorp vårdcentral', 'Vem ska pröva det?');
    await offered.press('Spara svaret');
    await ward.sees('Svaret är sparat och begäran är skickad');
    tellInteractions('to offer a plan at discharge, and ask for it', steps(), 6);

    // The centre sees that it is at discharge and that the person has said yes; its answer is the beginning.
    await saysYes(id, 'plan', centre);
    await centre.go(`/persons/${id}/plan`);
    await centre.sees(why, 'Vid utskrivning', /^Personen sa ja till en plan/u);
    await centre.press('Ja, vi börjar');
    await centre.sees('Ja, planen ska börja');
    await centre.press('Börja förbereda planen');
    await centre.sees('Planen är påbörjad');
    const { plans } = await centre.ask(planRoutes.personPlans, { params: { personId: id } });
    const params = { personId: id, planId: plans[0]?.id ?? '' };

    await centre.go(`/persons/${id}/plan/call`);
    await centre.choose('Videomöte', 'Hur');
    await centre.write('Länk till videomötet', 'https://mote.example.se/avd-12');
    await centre.press('Skicka kallelse');
    await centre.sees('Kallelsen är skickad');
    for (const tab of [ward, assessor]) {
      await tab.go(`/persons/${id}/plan/meeting`);
      await tab.part('Vilka som är med').press('Kommer');
      await tab.sees('Svaret är sparat');
    }

    // At the meeting: what each does when she comes home.
    const goalWords = s.onlyHere('Jag klarar trappan hem till mig.');
    const goal = await centre.ask(planRoutes.addGoal, { params, body: { words: goalWords, horizon: 'short' } });
    const dressing = s.onlyHere('Lägger om såret två gånger i veckan');
    const help = s.onlyHere('Hjälp i trappan och med maten');
    await promisesInPlan(centre, params, goal.id, dressing, await unitOf(centre));
    const promise = await promisesInPlan(centre, params, goal.id, help, await unitOf(assessor));
    await assessor.sees(help);
    await acceptsPromise(assessor, promise);
    await readyPlan(centre, params);
    await centre.go(`/persons/${id}/plan`);
    await centre.sees('Allt som lagen kräver finns med.');
    await centre.press('Fastställ planen');
    await centre.sees('Planen är fastställd');
    await ward.go(`/persons/${id}/plan`);
    await ward.sees('Utgåva 1', help, dressing);
  },
);
