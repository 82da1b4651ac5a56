import assert from 'node:assert/strict';
import { administrationRoutes } from '../contract/administration.ts';
import { commitmentsRoutes } from '../contract/commitments.ts';
import { meetingRoutes } from '../contract/meetings.ts';
import { peopleRoutes } from '../contract/people.ts';
import { planRoutes } from '../contract/plans.ts';
import { asks, makeKnown, personOf, saysYes, unitOf } from './harness/known.ts';
import { story, tellInteractions } from './harness/story.ts';
import type { Tab } from './harness/tab.ts';

const night = 'Sjuksköterska kväll, natt och helg';

const cell = (tab: Tab, row: string, key: string) =>
  tab.page.getByRole('row').filter({ hasText: row }).first().locator(`td[data-key="${key}"]`);
/** From the cell by the keyboard alone: Enter, what it becomes, Enter. */
async function type(tab: Tab, row: string, key: string, text: string): Promise<void> {
  await cell(tab, row, key).focus();
  await tab.page.keyboard.press('Enter');
  await tab.page.keyboard.press('ControlOrMeta+a');
  await tab.page.keyboard.insertText(text);
  await tab.page.keyboard.press('Enter');
}
const bar = (tab: Tab) => tab.part('Osparade ändringar');
const chooseFile = (tab: Tab, text: string) =>
  tab.page
    .getByLabel('Välj en CSV-fil')
    .setInputFiles({ name: 'fil.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

story(
  'the head changes opening hours in place by keyboard, sees who then reaches nobody, and the call-now follows',
  async (s) => {
    const head = await s.signIn('demo-head-home-care');
    const ingegerd = await s.signIn('demo-person');
    await makeKnown('Signe', head);
    const personId = await personOf(head, 'Sandell');
    const wayNow = async () => {
      const { lines } = await ingegerd.ask(peopleRoutes.whoToCall, { params: { personId } });
      return lines.flatMap(({ ways }) => ways).find(({ labelSv }) => labelSv === night);
    };
    const before = await wayNow();
    assert.ok(before);
    await head.press('Enheten');
    await head.press('Öppettider och kontakt');
    await head.sees('Så når man Hälso- och sjukvård i hemmet Skövde centrum');
    const grid = head.page.getByRole('grid');
    await grid.waitFor();
    // The grid is one stop of the Tab key; within it the arrows go.
    const steps = ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter'];
    await cell(head, 'Sjuksköterska dagtid', 'labelSv').focus();
    for (const key of steps) await head.page.keyboard.press(key);
    await head.page.keyboard.press('ControlOrMeta+a');
    await head.page.keyboard.insertText('ibland');
    await head.page.keyboard.press('Enter');
    await head.sees('Öppettiden går inte att läsa.');
    await bar(head).sees('1 ruta behöver rättas');
    await head.page.reload();
    await head.sees('Öppettiden går inte att läsa.');
    await type(head, night, 'hours', 'stängt');
    await bar(head).sees('1 ändring är inte sparad', /når ingen .*i natt kl\. 3.*på juldagen kl\. 12\./u);
    await head.sees('Med dina osparade ändringar');
    assert.deepEqual((await wayNow())?.hours, before.hours, 'nothing is done before it is saved');
    await head.page.keyboard.press('ControlOrMeta+s');
    await head.sees('Sparat.');
    assert.equal((await wayNow())?.open, false);
    await head.press('Ångra');
    await head.sees('Ändringen är tillbakatagen.');
    assert.deepEqual((await wayNow())?.hours, before.hours);
    // Down one, right three, Enter, the hours as one writing, Enter, Ctrl+S.
    tellInteractions('admin: change opening hours by keyboard', steps.length + 3, 9);
    await head.press('Historik');
    await head.sees('Ulrika Wallin', 'stängt');
  },
);

story('two edit the same row: the later one sees both and loses nothing', async (s) => {
  const head = await s.signIn('demo-head-home-care');
  const administrator = await s.signIn('demo-administrator');
  head.faults.expect(409);
  const [one, two] = [s.onlyHere('Jour A').slice(0, 40), s.onlyHere('Jour B').slice(0, 40)];
  await head.go('/admin/ways');
  await administrator.go('/admin/ways');
  const row = 'Mobil läkare kväll och helg';
  await type(head, row, 'labelEn', one);
  await bar(head).sees('Inga löften, personer eller uppdrag påverkas.');
  await administrator.page
    .getByRole('combobox', { name: 'Enhet' })
    .selectOption({ label: 'Hälso- och sjukvård i hemmet Skövde centrum' });
  await type(administrator, row, 'labelEn', two);
  await bar(administrator).press(/^Spara/u);
  await administrator.sees('Sparat.');
  await bar(head).press(/^Spara/u);
  await head.sees('Lisbeth Norén har ändrat samma rad under tiden. Inget av ditt är borta.', one, two);
  await head.press('Behåll mitt');
  await bar(head).press(/^Spara/u);
  await head.sees('Sparat.');
  const { ways } = await head.ask(administrationRoutes.register, {});
  assert.equal(ways.find(({ labelSv }) => labelSv === row)?.labelEn, one);
});

story('an assignment is ended while its holder is signed in: the very next request is refused', async (s) => {
  const head = await s.signIn('demo-head-home-care');
  const nurse = await s.signIn('demo-district-nurse');
  await head.go('/admin/staff');
  await type(head, 'Karin Hedlund', 'validTo', 'nu');
  await bar(head).sees(/är inloggad på uppdraget nu och kommer inte vidare\./u, /förlorar sin fasta vårdkontakt\./u);
  await bar(head).press(/^Spara/u);
  await head.sees('Sparat.');
  await assert.rejects(nurse.ask(commitmentsRoutes.worklist, { query: {} }), { code: 'assignment_ended' });
  await head.press('Ångra');
  await head.sees('Ändringen är tillbakatagen.');
  await nurse.ask(commitmentsRoutes.worklist, { query: {} });
  await head.sees('Karin Hedlund');
});

story('an agreed time is changed: what happens to the clocks is shown before, and is what happens', async (s) => {
  const leader = await s.signIn('demo-strategic');
  const nurse = await s.signIn('demo-district-nurse');
  const head = await s.signIn('demo-head-primary-care');
  const { id } = await makeKnown('Tekla', nurse, head);
  await saysYes(id, 'disclosure', nurse, head);
  await asks(nurse, head, id, s.onlyHere('Se över läkemedlen'));
  const { promises } = await nurse.ask(peopleRoutes.overview, { params: { personId: id } });
  const before = promises[0]?.answerBy ?? '';
  await leader.press('Administration');
  await leader.seesHeading('Avtalade tider');
  const stands = (await leader.ask(administrationRoutes.register, {})).terms.find(
    ({ key }) => key === 'answer.planned',
  );
  const hours = (stands?.amount ?? 0) + 96;
  await type(leader, 'Svar, planerat', 'amount', String(hours));
  await bar(leader).sees(/Svar, planerat: \d+ obesvarade? löften? behåller sin klocka\./u);
  await cell(leader, 'Svar, planerat', 'alsoOpen').click();
  await leader.page.getByRole('combobox', { name: /Även obesvarade/u }).selectOption('yes');
  await leader.page.keyboard.press('Enter');
  await bar(leader).sees(/Svar, planerat: \d+ obesvarade? löften? får en ny klocka\./u);
  await bar(leader).press(/^Spara/u);
  await leader.sees('Sparat.');
  const after = (await nurse.ask(peopleRoutes.overview, { params: { personId: id } })).promises[0]?.answerBy ?? '';
  assert.ok(Date.parse(after) > Date.parse(before) + 86_400_000, `${before} became ${after}`);
  await leader.sees(new RegExp(`${hours} timmar från \\d{4}-\\d{2}-\\d{2}`, 'u'));
});

story(
  'the fixed meeting hours of the agreement are added, changed in place, and proposed first to whoever calls',
  async (s) => {
    const leader = await s.signIn('demo-strategic');
    const nurse = await s.signIn('demo-district-nurse');
    const note = s.onlyHere('På vårdcentralen').slice(0, 60);
    await leader.press('Administration');
    await leader.press('Fasta mötestider');
    await leader.seesHeading('Fasta mötestider');
    const add = leader.page.getByRole('form', { name: 'Lägg till mötestid' });
    await leader.press('Lägg till mötestid');
    await add.getByRole('combobox', { name: 'Veckodag' }).selectOption({ label: 'fredag' });
    await leader.write('Klockan', '18–17');
    await leader.write('Anteckning', note);
    await leader.write('Källa', 'Protokoll 2026-11-02');
    await leader.press('Lägg till i tabellen');
    await leader.sees('Slutet ska vara efter början.');
    await leader.write('Klockan', '17–18');
    await leader.press('Lägg till i tabellen');
    await bar(leader).sees(/enheter får de här tiderna som förslag/u, /i veckan i stället för/u);
    await bar(leader).press(/^Spara/u);
    await leader.sees('Sparat.', note);

    // Two hours that overlap are refused, and which of them is told.
    leader.faults.expect(400);
    leader.faults.expect(422);
    await leader.press('Lägg till mötestid');
    await add.getByRole('combobox', { name: 'Veckodag' }).selectOption({ label: 'fredag' });
    await leader.write('Klockan', '17.30–19');
    await leader.write('Källa', 'Protokoll 2026-11-02');
    await leader.press('Lägg till i tabellen');
    await bar(leader).sees(/^fredag 17\.30–19\.00: Tiden krockar med en annan fast mötestid/u);
    await bar(leader).press('Släng');

    // In place, and taken back.
    await type(leader, note, 'span', '17–19');
    await bar(leader).sees(/enheter får de här tiderna/u);
    await bar(leader).press(/^Spara/u);
    await leader.sees('17.00–19.00');
    const { hours } = await leader.ask(administrationRoutes.register, {});
    const row = hours.find((one) => one.note === note);
    assert.deepEqual([row?.weekday, row?.from, row?.to], [5, '17:00', '19:00']);
    const personId = await personOf(nurse, 'Sandell');
    const { plans } = await nurse.ask(planRoutes.personPlans, { params: { personId } });
    const { times } = await nurse.ask(meetingRoutes.meetingTimes, {
      params: { personId, planId: plans[0]?.id ?? '' },
      query: { units: await unitOf(nurse), minutes: '120' },
    });
    assert.ok(times.some(({ startsAt, fixed }) => fixed && new Date(startsAt).getUTCDay() === 5));
    await leader.press('Historik');
    await leader.sees('Håkan Westerberg', 'Fast mötestid', note);
  },
);

story('a file with faults is refused whole; corrected it is taken, and a second time it changes nothing', async (s) => {
  const administrator = await s.signIn('demo-administrator');
  await administrator.seesHeading('Enheter');
  await administrator.press('Uppdrag');
  const { text } = await administrator.ask(administrationRoutes.exportTable, { query: { table: 'staff' } });
  const name = s.onlyHere('Filippa Inläst');
  const line = `hsv.skovde.ost;${name};${name};Sjuksköterska;;sjuksköterska;2026-01-01;\r\n`;
  await administrator.press('Läs in fil');
  await chooseFile(administrator, text + line.replace('sjuksköterska;2026-01-01', 'trollkarl;2026-02-30'));
  await administrator
    .dialog()
    .sees(
      /2 rutor i filen gick inte att läsa\./u,
      'trollkarl',
      'Ordet finns inte i listan.',
      '2026-02-30',
      'Går inte att läsa.',
    );
  await chooseFile(administrator, text + line);
  await administrator.sees(/1 ändring ligger nu bland de osparade\./u, name);
  await bar(administrator).press(/^Spara/u);
  await administrator.sees('Sparat.');
  await administrator.press('Läs in fil');
  await chooseFile(administrator, text + line);
  await administrator.dialog().sees('Filen säger samma sak som redan står.');
  const again = await administrator.ask(administrationRoutes.exportTable, { query: { table: 'staff' } });
  assert.ok(again.text.includes(name));
});

story('whoever keeps nothing is answered as for a page that does not exist', async (s) => {
  const nurse = await s.signIn('demo-ward-nurse');
  nurse.faults.expect(404);
  await nurse.offersNot('Enheten');
  await nurse.go('/nowhere');
  const nowhere = await nurse.main.words();
  for (const path of ['/admin', '/admin/ways', '/admin/staff', '/admin/terms', '/admin/hours', '/admin/history']) {
    await nurse.go(path);
    await nurse.seesHeading(nowhere.split(' Till')[0] ?? '');
    assert.equal(await nurse.main.words(), nowhere, path);
  }
  const unitId = await unitOf(nurse);
  const changes = [{ do: 'unit.edit' as const, id: unitId, version: 1, set: { name: 'Min' } }];
  const refused = [
    nurse.ask(administrationRoutes.register, {}),
    nurse.ask(administrationRoutes.preview, { body: { changes } }),
    nurse.ask(administrationRoutes.save, { body: { changes, shown: 'x' } }),
    nurse.ask(administrationRoutes.exportTable, { query: { table: 'units' } }),
    nurse.ask(administrationRoutes.history, { query: {} }),
  ];
  await Promise.all(refused.map((asked) => assert.rejects(asked, { code: 'not_found' })));
  // The head keeps no agreement, and the joint group no unit.
  const leader = await s.signIn('demo-strategic');
  leader.faults.expect(404);
  await leader.go('/admin/staff');
  await leader.seesHeading(nowhere.split(' Till')[0] ?? '');
  assert.equal(await leader.main.words(), nowhere);
});
