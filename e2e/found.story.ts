import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { personOf } from './harness/known.ts';
import { story } from './harness/story.ts';

// Faults of the pages that people have met. Each stays here, by what it was.

story(
  'the client is its library’s production build and no other library beside it, whatever the program that serves it is started for',
  async (s) => {
    const visitor = await s.signIn('demo-person', { visitor: true });
    const scripts: Promise<string>[] = [];
    visitor.page.on('response', (answer) => {
      if (answer.url().endsWith('.js')) scripts.push(answer.text());
    });
    await visitor.page.goto(visitor.url);
    await visitor.offers('Logga in');
    const all = (await Promise.all(scripts)).join('\n');
    // How Preact calls a node's children, in its production build and no other.
    assert.match(all, /\.__k\b/u);
    assert.doesNotMatch(all, /Minified React error|Each child in a list should have a unique/u);
  },
);

story('a visitor’s language goes along to the sign-in, and stands in one cookie', async (s) => {
  const ward = await s.signIn('demo-ward-nurse', { visitor: true });
  const languages = async () =>
    (await ward.context.cookies()).filter(({ name }) => /lang/u.test(name)).map(({ name, value }) => [name, value]);
  await ward.page.goto(ward.url);
  await ward.press('English');
  await ward.sees(/Sign in/u);
  assert.deepEqual(await languages(), [['mellanrum_language', 'en']]);
  await ward.page.reload();
  await ward.press('English');
  await ward.press('Sign in');
  await ward.seesHeading('Choose who you are');
  await ward.chooseMe();
  await ward.offers('Svenska');
  assert.deepEqual(await languages(), [['mellanrum_language', 'en']]);
  await Promise.all([ward.page.waitForResponse(/\/api\/me\/language$/u), ward.press('Svenska')]);
  assert.deepEqual(await languages(), [['mellanrum_language', 'sv']]);
});

story('the joint groups land on the gaps, not on a day without promises', async (s) => {
  for (const subject of ['demo-operational', 'demo-strategic'] as const) {
    const joint = await s.signIn(subject);
    await joint.seesHeading('Mellanrummen');
    assert.equal(new URL(joint.page.url()).pathname, '/gaps');
    await joint.offersNot('I dag');
    await joint.press('Mellanrum, till startsidan');
    await joint.page.waitForURL('**/gaps');
  }
});

story('the link to signal about a person has not the name of the one in the menu', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  await nurse.go(`/persons/${await personOf(nurse, 'Sandell')}`);
  await nurse.main.offers('Signalera en förändring');
  const names = (place: Locator) =>
    place
      .getByRole('link')
      .evaluateAll((all) => all.map((link) => link.getAttribute('aria-label') ?? link.textContent?.trim() ?? ''));
  const menu = await names(nurse.page.getByRole('navigation', { name: 'Huvudmeny' }));
  assert.ok(menu.includes('Signal'), menu.join());
  const twice = (await names(nurse.page.getByRole('main'))).filter((name) => menu.includes(name));
  assert.deepEqual(twice, []);
});
