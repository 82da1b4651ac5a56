import assert from 'node:assert/strict';
import { personOf } from './harness/known.ts';
import { story } from './harness/story.ts';

story('9 staff ask why they see; the person reads the own page, and in plain words who has read it', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const ingegerd = await s.signIn('demo-person');
  const id = await personOf(nurse, 'Sandell');
  await nurse.go(`/persons/${id}`);
  await nurse.press('Varför ser jag det här?');
  const why = nurse.dialog('Varför ser jag det här?');
  await why.sees(
    'Er enhet är med i personens vårdkrets.',
    'Vems uppgifter du ser, och varför',
    'Er egen enhet har skrivit det',
  );
  await why.press('Stäng');

  await ingegerd.seesHeading('Min vård');
  await ingegerd.sees('Hej Ingegerd.');
  await ingegerd.part('Det här är viktigt för mig').sees(/\S/u);
  await ingegerd.part('Ring nu').offers(/Ring .*\d/u);
  await ingegerd.part('Vem gör vad').sees(/har ansvaret/u, 'Eva-Lena Öhrn');
  await ingegerd.main.press(/^Min plan/u);
  await ingegerd.sees('Jag går till brevlådan och hem igen varje vardag.', 'Skjuts till kyrkkaffet på onsdagar');
  await ingegerd.press('← Till Min vård');
  await ingegerd.main.press(/^Vem har läst om mig/u);
  const read =
    /Karin Hedlund, Distriktssköterska på Hälso- och sjukvård i hemmet Skövde centrum (öppnade sidan|såg varför)/u;
  await ingegerd.main.line(read).sees(/De är med och hjälper till\./u, /Karin Hedlund/u);
});

story('9 the log is proved whole while the program runs', async (s) => {
  const { code, said } = await s.program.tool('server/verify-log.main.ts');
  assert.equal(code, 0, said);
  assert.match(said, /nothing has been changed, removed or added/u);
});
