import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { personOf } from './harness/known.ts';
import { story } from './harness/story.ts';
import type { Tab } from './harness/tab.ts';
import { readBack } from '../server/kernel/paper/read-back.fixture.ts';

/** Presses the button, takes the file that the browser is handed, and reads it back. */
async function saved(tab: Tab, button: string) {
  const [download] = await Promise.all([tab.page.waitForEvent('download'), tab.press(button)]);
  assert.match(download.suggestedFilename(), /^plan-\d{4}-\d\d-\d\d\.pdf$/u);
  return readBack(readFileSync(await download.path()));
}

story(
  'the nurse and the person each save the plan as a PDF that can be read aloud, and the person sees that it was done',
  async (s) => {
    const nurse = await s.signIn('demo-district-nurse');
    const ingegerd = await s.signIn('demo-person', { width: 390 });
    const id = await personOf(nurse, 'Sandell');
    await nurse.go(`/persons/${id}/plan`);
    await nurse.sees('Mål och insatser');
    const hers = await saved(nurse, 'Spara som PDF');
    await nurse.sees('Planen är sparad som PDF');
    assert.match(hers.title, /^Plan för .*Sandell$/u);
    await ingegerd.go('/my/plan');
    const own = await saved(ingegerd, 'Spara som PDF');
    assert.deepEqual([own.title, own.language, own.texts.filter(({ mark }) => mark === null)], [hers.title, 'sv', []]);
    await ingegerd.go('/my/log');
    await ingegerd.sees(/sparade planen som en fil/u);

    // It cannot be made: the page says so, and what to do.
    nurse.faults.expect(503);
    await nurse.page.route('**/document**', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: JSON.stringify({ type: 'about:blank', title: 'x', status: 503, code: 'paper_unavailable' }),
      }),
    );
    await nurse.press('Spara som PDF');
    await nurse.sees(/Det gick inte att göra en PDF just nu/u);
  },
);
