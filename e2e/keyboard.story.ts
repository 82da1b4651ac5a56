import assert from 'node:assert/strict';
import { asks, makeKnown, saysYes } from './harness/known.ts';
import { showAll } from './harness/lists.ts';
import { story, tellInteractions } from './harness/story.ts';

story('an offer is found with j and k, opened with Enter and accepted with a, without a mouse', async (s) => {
  const centre = await s.signIn('demo-primary-care');
  const nurse = await s.signIn('demo-district-nurse', { english: true });
  const { id } = await makeKnown('Signe', centre);
  await saysYes(id, 'disclosure', centre, nurse);
  const what = s.onlyHere('Look at the heel');
  await asks(centre, nurse, id, what);
  // Anew, so that the button for more of a long list is there if it is needed.
  await nurse.go('/');
  const ours = nurse.part('Ours to answer');
  await showAll(nurse, 'en');
  await ours.sees(what);

  const { keyboard } = nurse.page;
  const focused = (): Promise<string> =>
    nurse.page.evaluate<string>(`document.activeElement?.dataset.row ? document.activeElement.textContent : ''`);
  await keyboard.press('?');
  await nurse.dialog().sees('Next row');
  await keyboard.press('Escape');
  for (let n = 0; n < 60 && !(await focused()).includes(what); n++) await keyboard.press('j');
  assert.ok((await focused()).includes(what));
  const row = await focused();
  await keyboard.press('k');
  assert.notEqual(await focused(), row);
  await keyboard.press('j');
  assert.equal(await focused(), row);
  await keyboard.press('Enter');
  await nurse.promise.seesHeading(what);
  await keyboard.press('a');
  tellInteractions('offer answered by keys, when opened', 1, 1);
  await nurse.sees('Accepted. It is yours now.');
  await nurse.go('/');
  await showAll(nurse, 'en');
  await nurse.part('Ours to do').sees(what);
});

story('what opens in front of the page is there before the next key', async (s) => {
  const head = await s.signIn('demo-head-home-care');
  await head.go('/admin/staff');
  await head.offers('Läs in fil');
  // No frame is drawn between the press and the look.
  const open = await head.page.evaluate<boolean>(
    `(async () => {
      [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Läs in fil').click();
      for (let turn = 0; turn < 20; turn++) await undefined;
      return document.querySelector('dialog:modal') !== null;
    })()`,
  );
  assert.ok(open);
});
