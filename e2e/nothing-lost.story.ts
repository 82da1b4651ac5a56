import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { peopleRoutes } from '../contract/people.ts';
import { hasNeed, makeKnown } from './harness/known.ts';
import { story } from './harness/story.ts';
import type { Tab } from './harness/tab.ts';

const needsOf = async (tab: Tab, personId: string, words: string): Promise<number> =>
  (await tab.ask(peopleRoutes.overview, { params: { personId } })).needs.filter((need) => need.words === words).length;

story('a network cut in the middle of saving loses no word and has one effect', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const { id } = await makeKnown('Märta', nurse);
  nurse.faults.expectCut();

  // The server has done it, and the answer never comes.
  const heard = s.onlyHere('Jag hör inte telefonen.');
  let sent = 0;
  await nurse.page.route('**/api/needs', async (route) => {
    if (++sent > 1) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  await nurse.go(`/persons/${id}/need`);
  await nurse.write('Behovet, med personens ord', heard);
  await nurse.select('Livsområde', 'Prata, höra');
  await nurse.press('Öppna behovet');
  await nurse.sees('Behovet är öppet. Ni ansvarar.');
  assert.equal(sent, 2, 'it was sent again by itself');
  assert.equal(await needsOf(nurse, id, heard), 1);
  await nurse.page.unroute('**/api/needs');

  // Nothing gets through for a while.
  const seen = s.onlyHere('Jag ser inte att läsa.');
  await nurse.go(`/persons/${id}/need`);
  await nurse.write('Behovet, med personens ord', seen);
  await nurse.select('Livsområde', 'Prata, höra');
  await nurse.context.setOffline(true);
  await nurse.press('Öppna behovet');
  await nurse.sees(/Inte skickat än/u);
  await nurse.reads('Behovet, med personens ord', seen);
  await nurse.context.setOffline(false);
  await nurse.sees('Behovet är öppet. Ni ansvarar.');
  assert.equal(await needsOf(nurse, id, seen), 1);
});

story('a session that ends in the middle of a form keeps the text until one has signed in again', async (s) => {
  const nurse = await s.signIn('demo-district-nurse', { anew: true });
  const { id } = await makeKnown('Ebba', nurse);
  const words = s.onlyHere('Jag orkar inte bära hem maten.');
  await nurse.go(`/persons/${id}/need`);
  await nurse.write('Behovet, med personens ord', words);
  await nurse.select('Livsområde', 'Mat, hem');
  await sleep(400);

  // In another window of the same browser.
  const other = await nurse.context.newPage();
  await other.goto(nurse.url);
  await other.locator('summary').filter({ hasText: 'Karin Hedlund' }).click();
  await other.getByRole('button', { name: 'Logga ut' }).click();
  await other.getByRole('link', { name: 'Logga in' }).waitFor();
  await other.close();

  // The page hears of it without being touched.
  await nurse.sees(/Du är utloggad/u);
  await nurse.press('Logga in igen');
  await nurse.chooseMe();
  await nurse.seesHeading('Nytt behov');
  await nurse.sees('Det du skrev sist finns kvar.');
  await nurse.reads('Behovet, med personens ord', words);
  await nurse.press('Öppna behovet');
  await nurse.sees('Behovet är öppet. Ni ansvarar.');
  assert.equal(await needsOf(nurse, id, words), 1);
});

story('a page left open while the program is upgraded is read anew by itself, with what was typed', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const { id } = await makeKnown('Stina', nurse);
  const words = s.onlyHere('Jag vågar inte gå ut när det är halt.');
  await nurse.go(`/persons/${id}/need`);
  await nurse.write('Behovet, med personens ord', words);
  await nurse.select('Livsområde', 'Röra sig');
  await sleep(400);

  // The files of the new version have other names: the old page asks for one that is gone.
  nurse.faults.expectGone();
  let asked = 0;
  await nurse.page.route('**/assets/palette-*.js', async (route) => {
    if (++asked > 1) return route.continue();
    return route.fulfill({ status: 404, body: '' });
  });
  await nurse.page.keyboard.press('Control+k');
  await nurse.sees('Det du skrev sist finns kvar.');
  await nurse.reads('Behovet, med personens ord', words);
  await nurse.page.keyboard.press('Control+k');
  await nurse.page.getByRole('combobox').first().waitFor();
  assert.equal(asked, 2);
});

story('a file that is missing in the new version too: asked for once more, then the reader chooses', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  nurse.faults.expectGone();
  // A part of a page, and a page.
  for (const [file, open] of [
    ['palette', () => nurse.page.keyboard.press('Control+k')],
    ['unit-plans', () => nurse.page.getByRole('link', { name: 'Planer' }).click()],
  ] as const) {
    let asked = 0;
    const files = new RegExp(`/assets/${file}[^/]*\\.js$`, 'u');
    await nurse.page.route(files, (route) => {
      asked += 1;
      return route.fulfill({ status: 404, body: '' });
    });
    await nurse.go('/signal');
    await nurse.seesHeading('Skicka en signal');
    const anew = nurse.page.waitForEvent('load');
    await open();
    await anew;
    if (file === 'palette') {
      await nurse.seesHeading('Skicka en signal');
      await open();
    }
    await nurse.seesHeading('Mellanrum har uppdaterats');
    assert.equal(asked, 2, file);
    await nurse.page.unroute(files);
    await nurse.press('Läs in sidan igen');
    await nurse.seesHeading(file === 'palette' ? 'Skicka en signal' : 'Planer');
  }
});

story('a person’s page that closes while somebody writes there leaves the words to their author', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const colleague = await s.signIn('demo-district-nurse');
  const { id } = await makeKnown('Vera', nurse);
  const words = s.onlyHere('Hon ringer grannen om nätterna.');
  await nurse.go(`/persons/${id}`);
  await nurse.press('Nytt behov');
  await nurse.write('Behovet, med personens ord', words);

  // As when an emergency access ends: the server answers that the person is not there. The next change has the page read anew.
  nurse.faults.expect(404);
  const gone = { type: 'about:blank', title: 'Not found', status: 404, code: 'not_found' };
  await nurse.page.route(`**/api/persons/${id}/overview`, (route) =>
    route.fulfill({ status: 404, contentType: 'application/problem+json', body: JSON.stringify(gone) }),
  );
  await hasNeed(colleague, id, 'd4', s.onlyHere('Jag faller'));
  await nurse.seesHeading('Sidan är stängd');
  await nurse.sees('Det du skrev finns kvar', words);
  await nurse.page.reload();
  await nurse.sees('Det du skrev finns kvar', words);

  // And when it is theirs again, they stand there to be copied or thrown away.
  await nurse.page.unroute(`**/api/persons/${id}/overview`);
  await nurse.go(`/persons/${id}`);
  await nurse.sees('Det du skrev finns kvar', words);
  await nurse.press(/^Ta bort: Behovet/u);
  await nurse.lacks('Det du skrev finns kvar');
});

story('a form left half written for another person’s page is not taken for that person’s', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const first = await makeKnown(s.nameOnlyHere('Vera'), nurse);
  const second = await makeKnown(s.nameOnlyHere('Selma'), nurse);
  const words = s.onlyHere('Hon vill sova hemma.');
  await nurse.go(`/persons/${second.id}`);
  await nurse.page.keyboard.press('Control+k');
  await nurse.page
    .getByRole('combobox', { name: /Hitta person|Vem gäller/u })
    .fill(`${first.givenName} ${first.familyName}`);
  await nurse.page
    .getByRole('option', { name: `${first.givenName} ${first.familyName}` })
    .first()
    .waitFor();
  await nurse.page.keyboard.press('Enter');
  await nurse.seesHeading(`${first.givenName} ${first.familyName}`);
  await nurse.press('Nytt behov');
  await nurse.write('Behovet, med personens ord', words);
  // From one person's page straight to the other's, within the program.
  await nurse.page.evaluate('history.go(-2)');
  await nurse.seesHeading(`${second.givenName} ${second.familyName}`);
  await sleep(500);
  await nurse.lacks('Det du skrev finns kvar', 'Något har stängts', words);
  await nurse.page.evaluate('history.go(2)');
  await nurse.reads('Behovet, med personens ord', words);
});
