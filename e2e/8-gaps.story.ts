import assert from 'node:assert/strict';
import { gapsRoutes } from '../contract/gaps.ts';
import { Place } from './harness/place.ts';
import { story } from './harness/story.ts';
import type { Tab } from './harness/tab.ts';

/** The opened gap, beside the board. */
const panelOf = (tab: Tab): Place =>
  new Place(tab.page, tab.page.getByRole('complementary', { name: 'Mellanrummet' }), tab.hands);

const late = 'Uppföljning av nutrition efter hemgång';

story(
  '8 what nobody closes climbs: the head sees it by name, the joint group without, and an answer hides nothing',
  async (s) => {
    const head = await s.signIn('demo-head-home-care');
    const joint = await s.signIn('demo-operational');
    const { rows } = await head.ask(gapsRoutes.gaps, { query: { limit: 100 } });
    const gap = rows.find(({ what }) => what === late);
    assert.ok(gap?.person && gap.level >= 2, `the county has a promise that has climbed: ${JSON.stringify(gap)}`);

    await head.go('/gaps');
    await head.main.press(`”${late}” skulle ha varit gjort.`);
    const card = panelOf(head);
    await card.sees(
      `”${late}” skulle ha varit gjort.`,
      gap.person.name,
      /^Sedan /u,
      'Draget är hos',
      'Hälso- och sjukvård i hemmet Skövde centrum',
      /här nu/u,
    );
    await card.offers('Öppna löftet');
    const words = s.onlyHere('Vi åker dit i morgon klockan nio.');
    await card.press(/^Svara/u);
    await card.write('Vad gör ni åt det?', words);
    await card.press('Skicka svaret');
    await head.sees('Svaret är sparat.');
    await card.sees(words);
    await head.page.reload();
    await panelOf(head).sees(words, 'Draget är hos');

    await joint.go(`/gaps?gap=${gap.id}`);
    await panelOf(joint).sees(words, 'Utan namn på den här nivån', 'Ulrika Wallin');
    await joint.lacks(gap.person.name, late);
    const seen = await joint.ask(gapsRoutes.gaps, { query: { limit: 100 } });
    assert.ok([...seen.rows, ...seen.previews].every(({ person, what }) => person === null && what === null));
  },
);

story('8 an offer that nobody answered in time stands on the board, and answering it takes it away', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const { rows, previews } = await nurse.ask(gapsRoutes.gaps, { query: { limit: 100, part: 'ours' } });
  const gap = [...rows, ...previews].find(({ kind, what }) => kind === 'unanswered' && what);
  assert.ok(gap?.what, 'the county has an offer to the unit that is late');
  await nurse.go('/gaps');
  await nurse.main.press(`Ingen har svarat på ”${gap.what}”.`);
  const card = panelOf(nurse);
  await card.press('Öppna och svara');
  await nurse.promise.press('Acceptera');
  await nurse.sees('Accepterat. Nu är det ert.');
  await nurse.go('/gaps');
  await nurse.main.lacks(`Ingen har svarat på ”${gap.what}”.`);
});
