import assert from 'node:assert/strict';
import { organisationsRoutes } from '../contract/organisations.ts';
import { makeKnown } from './harness/known.ts';
import { story, tellInteractions } from './harness/story.ts';
import type { Tab } from './harness/tab.ts';

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
