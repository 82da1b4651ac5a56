import { peopleRoutes } from '../contract/people.ts';
import { planRoutes } from '../contract/plans.ts';
import { acceptsPromise, inDays, personOf, promisesInPlan, readyPlan, unitOf } from './harness/known.ts';
import { story } from './harness/story.ts';

story(
  'a guardian asks for a plan for the child: school, social services and the primary-care centre meet in three weeks, and it is made only when both guardians have said yes',
  async (s) => {
    const jenny = await s.signIn('demo-guardian', { width: 390 });
    const social = await s.signIn('demo-social-worker');
    const school = await s.signIn('demo-school-nurse');
    const centre = await s.signIn('demo-primary-care');
    const id = await personOf(social, 'Lindqvist');
    const why = s.onlyHere('Skolan, vårdcentralen och ni säger olika till oss.');
    await jenny.go('/my/plan/ask');
    await jenny.write('Vad vill du ha hjälp att få ihop?', why);
    await jenny.choose(/^Individ- och familjeomsorgen Skövde, barn och familj/u, 'Vem ska svara?');
    await jenny.press('Be om planen');
    await jenny.sees('Du har bett om en plan.', /^Du får svar senast/u);

    await social.ask(peopleRoutes.recordConsent, {
      params: { personId: id },
      body: { kind: 'plan', decision: 'yes', form: 'oral', givenBy: 'guardian', validUntil: inDays(180) },
    });
    await social.go(`/persons/${id}/plan`);
    await social.sees('En närstående har bett om en plan', why);
    await social.press('Ja, vi börjar');
    await social.press('Börja förbereda planen');
    await social.sees('Planen är påbörjad');
    const { plans } = await social.ask(planRoutes.personPlans, { params: { personId: id } });
    const params = { personId: id, planId: plans[0]?.id ?? '' };

    // In the child's own words, before the meeting.
    const words = s.onlyHere('Att alla vänder sig om när jag kommer.');
    await social.go(`/persons/${id}/plan/prepare?q=worries`);
    await social.write('Vad oroar dig', words);
    await social.choose('Personens ord', 'Vems ord');
    await social.press('Spara');
    await social.sees('2 av 8');

    await social.go(`/persons/${id}/plan/call`);
    await social.sees(/^Mötet ska vara hållet senast/u);
    await social.press('Skicka kallelse');
    await social.sees('Kallelsen är skickad');
    for (const tab of [school, centre]) {
      await tab.go(`/persons/${id}/plan/meeting`);
      await tab.part('Vilka som är med').press('Kommer');
      await tab.sees('Svaret är sparat');
    }

    const goal = await social.ask(planRoutes.addGoal, {
      params,
      body: { words: s.onlyHere('Jag går in genom porten tre dagar i veckan.'), horizon: 'short' },
    });
    const ours = s.onlyHere('Möter vid porten och går med in');
    const asked = await promisesInPlan(social, params, goal.id, ours, await unitOf(school));
    await promisesInPlan(social, params, goal.id, s.onlyHere('Samtal hemma var tredje vecka'), await unitOf(social));
    await school.sees(ours);
    await acceptsPromise(school, asked);
    await readyPlan(social, params);

    // One guardian has said yes, the other nothing, and then no: it is told, and the plan waits.
    await social.go(`/persons/${id}/plan`);
    const said = social.part('Personens ja och nej');
    await said.sees('2 vårdnadshavare har inte sagt ja.');
    await jenny.go('/my/plan');
    await jenny.press('Ja till planen');
    await jenny.sees(/Du sa ja .*, här\./u);
    await said.sees('En vårdnadshavare har inte sagt ja.');
    await social.sees('Att varje vårdnadshavare säger ja till planen');
    const marcus = await s.signIn('demo-guardian-2', { width: 390 });
    const against = s.onlyHere('Hon ska till min skola i Tibro.');
    await marcus.go('/my/plan');
    await marcus.lacks(/Jenny/u);
    await marcus.press('Nej till planen');
    await marcus.write('Vill du säga varför?', against);
    await marcus.press('Nej till planen');
    await marcus.sees(/Du sa nej .*, här\./u);
    await said.sees(/Vårdnadshavarna svarar olika/u, new RegExp(against.slice(0, 20), 'u'));
    await jenny.lacks(against);
    await social.offersNot('Fastställ planen');

    await marcus.press('Ja till planen');
    await marcus.sees(/Du sa ja .*, här\./u);
    await social.sees('Allt som lagen kräver finns med.');
    await social.press('Fastställ planen');
    await social.sees('Planen är fastställd');
    await school.go(`/persons/${id}/plan`);
    await school.sees('Utgåva 1');
    await school.go(`/persons/${id}/plan/prepare?q=worries`);
    await school.sees(words);
  },
);
