import assert from 'node:assert/strict';
import { story } from './harness/story.ts';

// Faults of the pages that people have met. Each stays here, by what it was.

story('the client is React’s production build, whatever the program that serves it is started for', async (s) => {
  const visitor = await s.signIn('demo-person', { visitor: true });
  const scripts: Promise<string>[] = [];
  visitor.page.on('response', (answer) => {
    if (/\.js$/u.test(answer.url())) scripts.push(answer.text());
  });
  await visitor.page.goto(visitor.url);
  await visitor.offers('Logga in');
  const all = (await Promise.all(scripts)).join('\n');
  assert.match(all, /Minified React error/u);
  assert.doesNotMatch(all, /Each child in a list should have a unique/u);
});

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
