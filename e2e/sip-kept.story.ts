import assert from 'node:assert/strict';
import { peopleRoutes } from '../contract/people.ts';
import { planRoutes } from '../contract/plans.ts';
import { makeKnown, saysYes } from './harness/known.ts';
import { story } from './harness/story.ts';

story(
  'a goal for named units: the unit that is named works with it, the one beside it sees nothing and hears of nothing',
  async (s) => {
    const nurse = await s.signIn('demo-district-nurse');
    const centre = await s.signIn('demo-primary-care');
    const homeHelp = await s.signIn('demo-home-help');
    const { id } = await makeKnown('Vera', nurse, centre, homeHelp);
    for (const kind of ['disclosure', 'shared_record', 'plan'] as const)
      await saysYes(id, kind, nurse, centre, homeHelp);
    const { id: planId } = await nurse.ask(planRoutes.startPlan, {
      params: { personId: id },
      body: { type: 'SIP', title: 'Trygg hemma' },
    });
    const secret = s.onlyHere('Sluta med tabletterna');
    const plan = `/persons/${id}/plan`;
    await nurse.go(plan);
    await homeHelp.go(plan);
    const looks = () =>
      Promise.all([
        homeHelp.ask(planRoutes.readPlan, { params: { personId: id, planId } }),
        homeHelp.ask(peopleRoutes.overview, { params: { personId: id } }),
      ]);
    const [planBefore, pageBefore] = await looks();

    await nurse.part('Mål och insatser').press('Lägg till mål');
    await nurse.write('Mål, i personens ord', secret);
    await nurse.choose('Bara några enheter', 'Vilka läser målet?');
    await nurse.pickUnit('Enheter som läser, förutom er', 'Närhälsan Hentorp vårdcentral');
    await nurse.press('Lägg till mål');
    await nurse.sees('Målet är sparat', 'Bara för');
    await nurse.write('Vad ska göras?', 'Nedtrappning med sköterska');
    await nurse.choose('En annan enhet, som får frågan och svarar', 'Vem gör det?');
    await nurse.pickUnit('Vilken enhet?', 'Närhälsan Hentorp vårdcentral');
    await nurse.write('Till när?', 'om 2 veckor');
    await nurse.select('Vad det rör', 'Ta hand om kropp och hälsa');
    await nurse.press('Lova');
    await nurse.sees('Nedtrappning med sköterska');

    await centre.go(plan);
    await centre.sees(secret, 'Bara för', 'Nedtrappning med sköterska');
    const [planAfter, pageAfter] = await looks();
    // But for when it was read.
    assert.deepEqual({ ...planAfter, news: null }, { ...planBefore, news: null });
    assert.deepEqual(pageAfter.promises, pageBefore.promises);
    await homeHelp.lacks(secret, 'Nedtrappning med sköterska');
    await homeHelp.go(plan);
    await homeHelp.seesHeading('Trygg hemma');
    await homeHelp.lacks(secret, 'Nedtrappning med sköterska');
  },
);
