import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { commitmentsRoutes } from '../contract/commitments.ts';
import { identityRoutes, type Look } from '../contract/identity.ts';
import { organisationsRoutes } from '../contract/organisations.ts';
import { peopleRoutes } from '../contract/people.ts';
import { asks, makeKnown, saysYes } from './harness/known.ts';
import { story, tellInteractions } from './harness/story.ts';
import type { Tab } from './harness/tab.ts';

/** What was chosen comes to stand with the account, and stays. */
async function lookKept(tab: Tab, look: Look): Promise<void> {
  const kept = async (): Promise<Look> => (await tab.ask(identityRoutes.me, {})).look;
  for (const end = Date.now() + 10_000; Date.now() < end && (await kept()).textSize !== look.textSize;) await sleep(50);
  await sleep(700);
  assert.deepEqual(await kept(), look);
}

const at = (tab: Tab, path: string): Promise<void> => tab.page.waitForURL((url) => url.pathname === path);

story('one box finds a person, a thing to do and a unit, by keys alone', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const { id, givenName, familyName } = await makeKnown(s.nameOnlyHere('Palle'), nurse);
  const { keyboard } = nurse.page;
  const box = nurse.page.getByRole('combobox', { name: /Hitta person|Vem gäller/u });
  const option = (name: RegExp | string): Promise<void> => nurse.page.getByRole('option', { name }).first().waitFor();
  let searches = 0;
  nurse.page.on('request', (request) => {
    if (request.url().endsWith('/persons/find')) searches += 1;
  });

  // A person: one search in the log for the whole name, however many letters.
  await keyboard.press('Control+k');
  await box.pressSequentially(givenName.slice(0, 1));
  await box.fill(`${givenName} ${familyName}`);
  await option(new RegExp(`${givenName} ${familyName}`, 'u'));
  assert.equal(searches, 1);
  await keyboard.press('Enter');
  await at(nurse, `/persons/${id}`);
  tellInteractions('a person opened by name, keys besides the name', 2, 2);
  await nurse.seesHeading(new RegExp(familyName, 'u'));

  // The one just opened stands first without a search, and what is done is about that person.
  await keyboard.press('Control+k');
  await option(new RegExp(familyName, 'u'));
  await box.fill('överlämn');
  await option(new RegExp(`Erbjud överlämning om ${givenName}`, 'u'));
  await keyboard.press('Enter');
  await at(nurse, `/persons/${id}/offer`);
  assert.equal(searches, 1);

  // Without a person's page open it asks whom.
  await nurse.go('/gaps');
  await keyboard.press('Control+k');
  await box.fill('behov');
  await option('Skriv in ett behov');
  await keyboard.press('Enter');
  await nurse.page.getByRole('combobox', { name: 'Vem gäller det?' }).fill(`${givenName} ${familyName}`);
  await option(new RegExp(familyName, 'u'));
  await keyboard.press('Enter');
  await at(nurse, `/persons/${id}/need`);

  // A unit, with two letters in each other's place, without the marks of the letters.
  const { units } = await nurse.ask(organisationsRoutes.directory, {});
  const unit = units.find(({ kind }) => kind === 'primary_care_centre') ?? assert.fail();
  const [first = '', ...rest] = unit.name.split(' ');
  await keyboard.press('Control+k');
  await box.fill(`${first.slice(0, 3)}${first[4]}${first[3]}${first.slice(5)} ${rest.join(' ')}`);
  await option(new RegExp(unit.name, 'u'));
  await box.fill(unit.name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase());
  await option(new RegExp(unit.name, 'u'));
  await keyboard.press('Enter');
  await at(nurse, `/units/${unit.id}`);
});

story('the person finds their own pages in the box, and no person is looked for', async (s) => {
  const anna = await s.signIn('demo-person');
  await anna.page.keyboard.press('Control+k');
  const box = anna.page.getByRole('combobox', { name: 'Hitta en sida eller det du vill göra' });
  await box.fill('läst');
  await anna.page.getByRole('option', { name: /Vem har läst/u }).waitFor();
  await anna.page.keyboard.press('Enter');
  await at(anna, '/my/log');
});

/** Half a minute in the long runs. */
const cutMs = process.env['MELLANRUM_LONG'] ? 30_000 : 3_000;

story(
  'a connection cut in the middle of a form loses nothing: it waits, outlives a reload, and is sent once',
  async (s) => {
    const nurse = await s.signIn('demo-district-nurse');
    const { id } = await makeKnown(s.nameOnlyHere('Klippt'), nurse);
    nurse.faults.expectCut();
    const words = s.onlyHere('Jag kommer inte upp ur stolen.');
    let sent = 0;
    nurse.page.on('request', (request) => {
      if (request.url().endsWith('/api/needs')) sent += 1;
    });

    await nurse.go(`/persons/${id}`);
    await nurse.go(`/persons/${id}/need`);
    await nurse.write('Behovet, med personens ord', words);
    await nurse.context.setOffline(true);
    await nurse.select('Livsområde', 'Röra sig');
    await nurse.sees(/Ingen kontakt just nu/u);
    await nurse.press('Öppna behovet');
    await nurse.sees(/Inte skickat än/u, 'En sak är inte skickad än');
    await sleep(cutMs);
    await nurse.reads('Behovet, med personens ord', words);
    // What was read can be read on.
    await nurse.press('I dag');
    await nurse.sees('En sak är inte skickad än');
    await nurse.context.setOffline(false);
    await nurse.sees('Skickat nu: Öppna behovet');
    await nurse.lacks('En sak är inte skickad än');
    const { needs } = await nurse.ask(peopleRoutes.overview, { params: { personId: id } });
    assert.equal(needs.filter((need) => need.words === words).length, 1);
  },
);

story(
  'an answer given without contact waits; when someone else was first it is told, and nothing is done twice',
  async (s) => {
    const centre = await s.signIn('demo-primary-care');
    const nurse = await s.signIn('demo-district-nurse');
    const { id } = await makeKnown(s.nameOnlyHere('Väntan'), centre);
    await saysYes(id, 'disclosure', centre, nurse);
    const what = s.onlyHere('Se på hälen');
    const promise = await asks(centre, nurse, id, what);
    nurse.faults.expectCut();

    nurse.faults.expect(409);
    await nurse.go(`/?promise=${promise}`);
    await nurse.promise.seesHeading(what);
    await nurse.promise.sees('Mottagen');
    await nurse.context.setOffline(true);
    await nurse.promise.press('Acceptera');
    await nurse.sees('En sak är inte skickad än');
    await nurse.press('Ta tillbaka');
    await nurse.lacks('En sak är inte skickad än');
    await nurse.promise.press('Acceptera');
    await nurse.sees('En sak är inte skickad än');

    // It is taken back by those who asked, before the contact is back.
    const { version: seen } = await centre.ask(commitmentsRoutes.promise, { params: { id: promise } });
    await centre.ask(commitmentsRoutes.move, {
      params: { id: promise },
      body: { action: 'withdraw', seen, reason: 'no_longer_needed' },
    });
    await nurse.context.setOffline(false);
    await nurse.sees(/Gick inte igenom: Acceptera/u);
    await nurse.press('Ta bort');
    await nurse.lacks(/Gick inte igenom/u);
    const { state } = await centre.ask(commitmentsRoutes.promise, { params: { id: promise } });
    assert.equal(state, 'withdrawn');
  },
);

story('a notice comes live, leads to what it is about, and is read', async (s) => {
  const centre = await s.signIn('demo-primary-care');
  const nurse = await s.signIn('demo-district-nurse');
  const { id } = await makeKnown(s.nameOnlyHere('Händel'), centre);
  await saysYes(id, 'disclosure', centre, nurse);
  await nurse.go('/notices');
  const bell = nurse.page.locator('header').getByRole('link', { name: /^Händelser/u });
  const unread = async (): Promise<number> => Number(/\d+/u.exec(await bell.innerText())?.[0] ?? 0);
  const before = await unread();
  const what = s.onlyHere('Väga varje vecka');
  const promise = await asks(centre, nurse, id, what);
  // By what it leads to: others may hear of other things in the same moment.
  const noticeFor = (tab: Tab, words: string) =>
    tab.main.root
      .getByRole('listitem')
      .filter({ has: tab.page.locator(`a[href*="${promise}"]`), hasText: words })
      .first();
  const first = noticeFor(nurse, 'ber er om något').filter({ hasText: 'Oläst' });
  await first.waitFor();
  assert.ok((await unread()) > before || before === 0);
  assert.ok(!(await first.innerText()).includes('Händel'), 'no name before it is opened');
  await first.getByRole('link').click();
  await nurse.promise.seesHeading(what);
  await nurse.promise.press('Acceptera');
  await nurse.promise.sees('Accepterad');
  await centre.go('/notices');
  await noticeFor(centre, 'tar sig an det').waitFor();
  await centre.press('Markera alla som lästa');
  await centre.lacks('Oläst');
});

story('colours and text size are there after a new sign-in, from the first paint, and the page holds', async (s) => {
  const nurse = await s.signIn('demo-physician');
  await nurse.go('/settings');
  // The first choice is slow on its way: the last one holds all the same.
  for (const choice of ['look', 'language']) {
    let slow = 600;
    await nurse.page.route(`**/api/me/${choice}`, async (route) => {
      const wait = slow;
      slow = 0;
      await sleep(wait);
      await route.continue();
    });
  }
  await nurse.press('English');
  await nurse.press('Svenska');
  await nurse.choose('Mörkt', 'Färger');
  await nurse.choose('Störst', 'Textstorlek');
  await nurse.page.locator('html[data-theme=dark][data-text=largest]').waitFor();
  await lookKept(nurse, { scheme: 'dark', textSize: 'largest' });
  assert.equal((await nurse.ask(identityRoutes.me, {})).language, 'sv');
  assert.equal(await nurse.page.locator('html').getAttribute('lang'), 'sv');
  const again = await s.signIn('demo-physician', { anew: true });
  // What the server sent, before any script has run.
  const sent = await (
    await again.context.request.get(`${again.url}/settings`, { headers: { accept: 'text/html' } })
  ).text();
  assert.match(sent, /^<!doctype html>\s*<html lang="sv" data-theme="dark" data-text="largest"/iu);
  for (const path of ['/', '/settings', '/notices']) {
    await again.page.setViewportSize({ width: 320, height: 640 });
    await again.go(path);
    const [room, needed] = await again.page.evaluate<[number, number]>(
      '[document.documentElement.clientWidth, document.documentElement.scrollWidth]',
    );
    assert.ok(needed <= room, `${path} scrolls sideways: ${needed} in ${room}`);
  }
  await again.page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await again.go('/settings');
  await again.choose('Som datorn', 'Färger');
  await again.choose('Vanlig', 'Textstorlek');
  await lookKept(again, { scheme: 'system', textSize: 'normal' });
});

story('signed out everywhere holds at once, in another browser too', async (s) => {
  const here = await s.signIn('demo-district-nurse', { anew: true });
  const there = await s.signIn('demo-district-nurse', { anew: true });
  await here.go('/settings');
  await here.sees('här');
  await here.press('Logga ut alla andra');
  await here.sees(/utloggad/u);
  // The other page hears of it without being touched, and shows nothing of anyone any more.
  await there.sees(/Du är utloggad/u);
  assert.equal(await there.main.root.isVisible(), false);
  assert.equal((await here.context.request.get(`${here.url}/api/me`)).status(), 200);
  assert.equal((await there.context.request.get(`${there.url}/api/me`)).status(), 401);
});

story('a session about to end says so, lets one stay, and keeps what is typed when it ends', async (s) => {
  const nurse = await s.signIn('demo-district-nurse', { anew: true });
  const { id } = await makeKnown(s.nameOnlyHere('Slutet'), nurse);
  const words = s.onlyHere('Jag vill sova hemma.');
  const shorten = (seconds: number, hard: boolean) =>
    s.program.tool('e2e/harness/shorten.main.ts', [nurse.who, String(seconds), String(hard)]);

  await shorten(100, false);
  await nurse.go(`/persons/${id}/need`);
  await nurse.sees(/Du loggas ut/u);
  await nurse.press('Stanna kvar');
  await nurse.lacks(/Du loggas ut/u);

  await shorten(12, true);
  await nurse.go(`/persons/${id}/need`);
  await nurse.sees(/Då är dagens inloggning slut/u);
  await nurse.write('Behovet, med personens ord', words);
  await nurse.select('Livsområde', 'Mat, hem');
  await nurse.sees(/Du är utloggad/u);
  await nurse.press('Logga in igen');
  await nurse.chooseMe();
  await nurse.seesHeading('Nytt behov');
  await nurse.reads('Behovet, med personens ord', words);
});
