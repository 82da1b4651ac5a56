// The main pages as they look, at two widths and in both schemes, of a county whose clock stands still. `PICTURES=keep` keeps what is
// seen now (npm test -- e2e/pictures); look at each one before it is committed. They also stand in README and docs/.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { commitmentsRoutes } from '../contract/commitments.ts';
import { startBrowser } from './harness/browser.ts';
import { personOf } from './harness/known.ts';
import { nameOf, type Subject } from './harness/people.ts';
import { differenceOf } from './harness/picture.ts';
import { type Program, startProgram } from './harness/program.ts';
import { Tab } from './harness/tab.ts';

/** A Tuesday morning far from any holiday. */
const clock = '2027-03-09T09:20:00+01:00';
const widths = [390, 1440] as const;
const schemes = ['light', 'dark'] as const;
/** All four in the long run and when they are kept; an ordinary one passes them by. */
const all = process.env['MELLANRUM_LONG'] === '1' || process.env['PICTURES'] === 'keep';

interface Picture {
  readonly name: string;
  readonly who: Subject | null;
  readonly path: (ids: Ids) => string;
}
interface Ids {
  readonly ingegerd: string;
  readonly offered: string;
}

const pictures: readonly Picture[] = [
  // Tells how often each has read: before the others' pages do, which are read anew as often as something changes.
  { name: 'my-log', who: 'demo-person', path: () => '/my/log' },
  { name: 'today', who: 'demo-district-nurse', path: () => '/' },
  { name: 'promise', who: 'demo-district-nurse', path: ({ offered }) => `/?promise=${offered}` },
  { name: 'person', who: 'demo-district-nurse', path: ({ ingegerd }) => `/persons/${ingegerd}` },
  { name: 'offer', who: 'demo-district-nurse', path: ({ ingegerd }) => `/persons/${ingegerd}/offer` },
  { name: 'plan', who: 'demo-district-nurse', path: ({ ingegerd }) => `/persons/${ingegerd}/plan` },
  { name: 'ward-today', who: 'demo-ward-nurse', path: () => '/' },
  { name: 'gaps-head', who: 'demo-head-home-care', path: () => '/gaps' },
  { name: 'week', who: 'demo-operational', path: () => '/gaps/week' },
  { name: 'admin', who: 'demo-head-home-care', path: () => '/admin/ways' },
  { name: 'my-care', who: 'demo-person', path: () => '/' },
  { name: 'my-sharing', who: 'demo-person', path: () => '/my/sharing' },
];

void describe('the main pages look as they did', { skip: all ? false : 'in the long run' }, () => {
  let program: Program;
  let browser: Browser;
  const tabs = new Map<Subject | null, Tab>();
  let ids: Ids;

  const tabOf = async (who: Subject | null): Promise<Tab> => {
    const there = tabs.get(who);
    if (there) return there;
    const context = await browser.newContext({
      locale: 'sv-SE',
      timezoneId: 'Europe/Stockholm',
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
    });
    const tab = await Tab.open(context, program.url, who ? nameOf(who) : 'a visitor');
    await tab.page.clock.setFixedTime(new Date(clock));
    if (who) await tab.signIn();
    tabs.set(who, tab);
    return tab;
  };

  before(async () => {
    [program, browser] = await Promise.all([
      startProgram({ CLOCK_STOPPED_AT: clock, COUNTY_SEED: 'pictures', COUNTY_PERSONS: '60' }),
      startBrowser(),
    ]);
    const nurse = await tabOf('demo-district-nurse');
    const { rows } = await nurse.ask(commitmentsRoutes.worklist, { query: { limit: 40 } });
    // The page puts the rows in their order; here they come in any.
    const [offered] = rows
      .filter(({ group, state }) => group === 'answer' && state === 'offered')
      .toSorted((a, b) => (a.clockAt ?? '').localeCompare(b.clockAt ?? '') || a.id.localeCompare(b.id));
    // Received before it is looked at: opening it would change what the picture shows.
    if (offered)
      await nurse.ask(commitmentsRoutes.move, {
        params: { id: offered.id },
        body: { action: 'receive', seen: offered.version },
      });
    ids = { ingegerd: await personOf(nurse, 'Sandell'), offered: offered?.id ?? '' };
  });
  after(async () => {
    await browser?.close();
    await program?.stop();
  });

  for (const { name, who, path } of pictures)
    it(name, async () => {
      const tab = await tabOf(who);
      const { page } = tab;
      const found: string[] = [];
      for (const width of widths) {
        await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
        await page.goto(tab.url + path(ids));
        await page.locator('h1').first().waitFor();
        await page.locator('.skeleton').first().waitFor({ state: 'detached' });
        // What comes when the page is idle is there in one picture as in the next.
        if (name === 'my-care') await page.locator('.my-meeting-next .ask-link').first().waitFor();
        await page.evaluate('document.fonts.ready.then(() => undefined)');
        for (const scheme of schemes) {
          await page.emulateMedia({ colorScheme: scheme });
          await page.waitForTimeout(150);
          const seen = await page.screenshot({ animations: 'disabled', caret: 'hide' });
          const wrong = differenceOf(`${name}-${width}-${scheme}`, seen);
          if (wrong) found.push(wrong);
        }
      }
      assert.deepEqual(found, []);
    });
});
