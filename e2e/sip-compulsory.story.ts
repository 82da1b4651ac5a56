import { planRoutes } from '../contract/plans.ts';
import { inDays, makeKnown, saysYes, unitOf } from './harness/known.ts';
import { story } from './harness/story.ts';

story(
  'a coordinated plan under LPT takes the SIP’s place: no consent is asked for, and each unit signs before it is made',
  async (s) => {
    const nurse = await s.signIn('demo-district-nurse');
    const centre = await s.signIn('demo-primary-care');
    const { id } = await makeKnown('Lars', nurse, centre);
    for (const kind of ['disclosure', 'shared_record'] as const) await saysYes(id, kind, centre, nurse);
    await centre.go(`/persons/${id}/plan`);
    await centre.unfold('Personen vårdas enligt LPT eller LRV');
    await centre.press('Börja samordnad vårdplan');
    await centre.sees('Samordnad vårdplan (LPT, LRV)');
    const { plans } = await centre.ask(planRoutes.personPlans, { params: { personId: id } });
    const params = { personId: id, planId: plans[0]?.id ?? '' };
    const goal = await centre.ask(planRoutes.addGoal, { params, body: { words: 'Bo hemma', horizon: 'long' } });
    for (const tab of [centre, nurse])
      await tab.ask(planRoutes.addIntervention, {
        params,
        body: {
          goalId: goal.id,
          what: 'Besök varje vecka',
          area: 'd5',
          to: { kind: 'unit', unitId: await unitOf(tab) },
          dueAt: inDays(20),
        },
      });
    await centre.go(`/persons/${id}/plan`);
    const ours = centre.part('Enheternas justering');
    await ours.sees('Inte justerad');
    await nurse.go(`/persons/${id}/plan`);
    await nurse.press('Justera för vår enhet');
    await nurse.sees('Planen är justerad för er enhet');
    await ours.sees(/^Justerad /u, 'Inte justerad');
    await ours.press('Justera för vår enhet');
    await ours.lacks('Inte justerad');

    await centre.press('Ändra ansvar och uppföljning');
    await centre.select('Övergripande ansvarig', 'Västra Götalandsregionen');
    await centre.write('Nästa uppföljning', 'om 4 veckor');
    await centre.select('Hur', 'På mottagning eller kontor');
    await centre.choose('Nej', 'Säger personen ja till planen?');
    await centre.press('Spara');
    await centre.sees(/Hela planen/u);
    await centre.press('Ingen annan gör något');
    await centre.sees('Allt som lagen kräver finns med.');
    await centre.press('Fastställ planen');
    await centre.sees('Planen är fastställd');
  },
);
