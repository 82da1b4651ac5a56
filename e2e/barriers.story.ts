// What axe does not see (harness/barriers.ts has the list), on the main pages of each kind of user.
import assert from 'node:assert/strict';
import { commitmentsRoutes } from '../contract/commitments.ts';
import {
  deaf,
  headings,
  moving,
  namelessOrAlike,
  orderedByNumber,
  sideways,
  smallTargets,
  tabbing,
  untiedErrors,
} from './harness/barriers.ts';
import { personOf, unitOf } from './harness/known.ts';
import { story } from './harness/story.ts';
import type { Tab } from './harness/tab.ts';

const desk = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };
/** A window of 1280 × 1024 px at 400 %. */
const zoomed = { width: 320, height: 256 };

async function faultsOf(tab: Tab, path: string): Promise<string[]> {
  const { page } = tab;
  const found: string[] = [];
  const ask = async (where: string, questions: readonly ((of: typeof page) => Promise<string[]>)[]): Promise<void> => {
    for (const question of questions)
      found.push(...(await question(page)).map((fault) => `${tab.who} ${path} ${where}: ${fault}`));
  };
  await page.setViewportSize(desk);
  await tab.go(path);
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  await ask('', [namelessOrAlike, orderedByNumber, deaf, headings, smallTargets, moving, tabbing]);
  await page.setViewportSize(phone);
  await ask('at 390 px', [smallTargets, sideways]);
  await page.setViewportSize(zoomed);
  await ask('at 400 %', [sideways, (of) => tabbing(of, 25)]);
  await page.emulateMedia({ forcedColors: 'active' });
  await page.setViewportSize(desk);
  await ask('in forced colours', [(of) => tabbing(of, 15)]);
  await page.emulateMedia({ forcedColors: 'none' });
  return found;
}

const none = (found: readonly string[]): void => assert.equal(found.length, 0, `\n${found.join('\n')}`);

story('beyond axe: staff reach, see, hear and hit everything on their main pages', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const id = await personOf(nurse, 'Sandell');
  const { rows } = await nurse.ask(commitmentsRoutes.worklist, { query: {} });
  const offered = rows.find(({ group }) => group === 'answer')?.id ?? '';
  const found: string[] = [];
  for (const path of [
    '/',
    `/?promise=${offered}`,
    `/persons/${id}`,
    `/persons/${id}/plan`,
    `/units/${await unitOf(nurse)}`,
  ])
    found.push(...(await faultsOf(nurse, path)));
  none(found);
});

story('beyond axe: heads, the joint group, the person and the daughter too', async (s) => {
  const found: string[] = [];
  const head = await s.signIn('demo-head-home-care');
  found.push(...(await faultsOf(head, '/gaps')));
  const joint = await s.signIn('demo-operational');
  found.push(...(await faultsOf(joint, '/gaps')));
  const ingegerd = await s.signIn('demo-person');
  for (const path of ['/', '/my/answers', '/my/sharing', '/my/log']) found.push(...(await faultsOf(ingegerd, path)));
  const daughter = await s.signIn('demo-daughter');
  found.push(...(await faultsOf(daughter, '/')));
  none(found);
});

story('beyond axe: a form sent empty says at each field what is missing, and leads there', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const id = await personOf(nurse, 'Sandell');
  const found: string[] = [];
  const forms: readonly (readonly [string, string])[] = [
    [`/persons/${id}/offer`, 'Skicka'],
    [`/persons/${id}/need`, 'Öppna behovet'],
    [`/signal?person=${id}`, 'Skicka signalen'],
    ['/persons/new', 'Gör känd och öppna'],
  ];
  for (const [path, button] of forms) {
    await nurse.go(path);
    await nurse.press(button);
    await nurse.page.locator('[aria-invalid=true]').first().waitFor();
    found.push(...(await untiedErrors(nurse.page)).map((fault) => `${path}: ${fault}`));
  }
  none(found);
});
