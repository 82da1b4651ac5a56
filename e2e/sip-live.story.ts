import { planRoutes } from '../contract/plans.ts';
import { hasPlan, makeKnown, saysYes } from './harness/known.ts';
import { story, tellInteractions } from './harness/story.ts';

story(
  'a plan is asked for from the person’s page, refused with a reason, asked for again, and begun by the one who was asked',
  async (s) => {
    const nurse = await s.signIn('demo-district-nurse');
    const centre = await s.signIn('demo-primary-care');
    const { id } = await makeKnown('Vera', nurse, centre);
    for (const kind of ['disclosure', 'shared_record'] as const) await saysYes(id, kind, nurse, centre);
    const why = s.onlyHere('Tre enheter och ingen helhet.');
    await nurse.go(`/persons/${id}`);
    const steps = nurse.count();
    await nurse.part('Plan').press('Be om en plan');
    await nurse.write('Varför behövs en plan?', why);
    await nurse.press('Be om planen');
    await nurse.sees('Begäran är skickad');
    tellInteractions('to ask for a plan from the person’s page', steps(), 4);

    await centre.go(`/persons/${id}/plan`);
    await centre.sees(why, 'Väntar på besked');
    await centre.press('Nej');
    await centre.choose('Vi behöver veta mer', 'Skäl');
    await centre.press('Svara nej');
    await centre.sees('Svaret är skickat');
    await nurse.go(`/persons/${id}/plan`);
    await nurse.sees('Vi behöver veta mer');
    await nurse.press('Be om en plan');
    await nurse.write('Varför behövs en plan?', s.onlyHere('Faller ofta, och tre enheter åker dit.'));
    await nurse.press('Be om planen');
    await nurse.sees('Begäran är skickad');

    await saysYes(id, 'plan', centre);
    await centre.go(`/persons/${id}/plan`);
    await centre.press('Ja, vi börjar');
    await centre.sees('Ja, planen ska börja');
    await centre.press('Börja förbereda planen');
    await centre.sees('Planen är påbörjad');
  },
);

story(
  'what others have done in the plan stands new until it is seen, and the plan is a line in time and in words',
  async (s) => {
    const nurse = await s.signIn('demo-district-nurse');
    const centre = await s.signIn('demo-primary-care');
    const { id } = await makeKnown('Nils', nurse, centre);
    for (const kind of ['disclosure', 'shared_record', 'plan'] as const) await saysYes(id, kind, nurse, centre);
    const { planId } = await hasPlan(nurse, id, [s.onlyHere('Jag går till torget.')]);
    const params = { personId: id, planId };
    await nurse.ask(planRoutes.lookAtPlan, { params, body: { to: new Date().toISOString() } });
    const goal = s.onlyHere('Jag sover hela natten.');
    await centre.ask(planRoutes.addGoal, { params, body: { words: goal, measure: '', horizon: 'short', sort: 5 } });
    await nurse.go(`/persons/${id}/plan`);
    const news = nurse.part('Nytt sedan du var här');
    await news.sees(goal, 'Eva-Lena Öhrn');
    await news.press('Jag har sett det');
    await nurse.lacks('Nytt sedan du var här');
    await nurse.press('Planen över tid');
    await nurse.seesHeading('Planen över tid');
    await nurse.sees('Samma sak i ord', 'Planen upprättad');
    await nurse.go('/plans/follow-ups');
    await nurse.sees('Hållna i tid');
  },
);
