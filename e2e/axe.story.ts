import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { commitmentsRoutes } from '../contract/commitments.ts';
import { gapsRoutes } from '../contract/gaps.ts';
import { peopleRoutes } from '../contract/people.ts';
import { planRoutes } from '../contract/plans.ts';
import { personOf, unitOf } from './harness/known.ts';
import { story } from './harness/story.ts';
import type { Tab } from './harness/tab.ts';

const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const narrow = { width: 320, height: 640, text: 'largest' };
/** Upright, on the kitchen table. */
const tablet = { width: 768, height: 1024, text: 'normal' };
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Advice that WCAG does not ask for and that the pages follow in their own way would go here. */
const set = new Set<string>();

/** Every address that the client knows, `$` for what varies. */
const known = globSync('web/*/pages.ts', { cwd: join(import.meta.dirname, '..') }).flatMap((file) =>
  [...readFileSync(join(import.meta.dirname, '..', file), 'utf8').matchAll(/path: '([^']+)'/gu)].map(
    ([, path]) => path ?? '',
  ),
);
const visited = new Set<string>();
const faults: string[] = [];

async function check(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode(true).analyze();
  for (const { id, help, nodes } of violations.filter((one) => !set.has(one.id)))
    faults.push(
      `${where}: ${id} (${help})\n      ${nodes
        .slice(0, 3)
        .map(({ html }) => html.slice(0, 220))
        .join('\n      ')}`,
    );
}

async function fits(page: Page, where: string): Promise<void> {
  for (const { text, ...size } of [tablet, narrow]) {
    await page.setViewportSize(size);
    await page.evaluate(`document.documentElement.dataset.text = '${text}'`);
    const [room, needed] = await page.evaluate<[number, number]>(
      '[document.documentElement.clientWidth, document.documentElement.scrollWidth]',
    );
    if (needed > room) faults.push(`${where}: scrolls sideways, ${needed} px in ${room} px`);
  }
  await page.evaluate('delete document.documentElement.dataset.text');
}

interface Dress {
  readonly language: 'sv' | 'en';
  readonly scheme: 'light' | 'dark';
  readonly size: { readonly width: number; readonly height: number };
}
/** A page looks in eight ways: two languages, two schemes, two widths. */
const dresses: readonly Dress[] = (['sv', 'en'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((scheme) => [wide, phone].map((size) => ({ language, scheme, size }))),
);
const long = process.env['MELLANRUM_LONG'] === '1';
let looked = 0;
/** All eight in the long run; in an ordinary one another for each page, so that each is worn by some. */
const dressesNow = (): readonly Dress[] => (long ? dresses : dresses.slice((looked++ * 3) % 8).slice(0, 1));

/** The same page in one language and scheme and at one width after the other; on a tablet, and 320 px wide in the largest text. */
async function look(tab: Tab, path: string, open?: (tab: Tab) => Promise<void>): Promise<void> {
  const { page } = tab;
  const where = `${tab.who} ${path}`;
  for (const pattern of known)
    if (new RegExp(`^${pattern.replaceAll(/\$\w+/gu, '[^/]+')}$`, 'u').test(path.split('?')[0] ?? ''))
      visited.add(pattern);
  await page.setViewportSize(wide);
  await tab.go(path);
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  if (open) await open(tab);
  for (const { language, scheme, size } of dressesNow().toSorted((a, b) => b.language.localeCompare(a.language))) {
    if ((await page.locator(`html[lang=${language}]`).count()) === 0) {
      await page.setViewportSize(wide);
      // A dialog covers the languages.
      if ((await page.getByRole('dialog').count()) > 0) await page.keyboard.press('Escape');
      await tab.speak(language);
    }
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: scheme });
    // Rolled by what was pressed, the header half covers something, which then looks too small.
    await page.evaluate('scrollTo(0, 0)');
    await check(page, `${where} in ${language}, ${scheme}, ${size.width} px`);
  }
  await fits(page, where);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(wide);
  await tab.speak('sv');
}

/** By a button to the question in front of the page. Its words may come a moment after. */
const dialog =
  (button: string) =>
  async (tab: Tab): Promise<void> => {
    await tab.press(button);
    await tab.dialog().root.waitFor();
  };

const told = (): void => {
  const found = faults.splice(0);
  assert.equal(found.length, 0, `\n${found.join('\n')}`);
};

story('no page of the day and the gaps has a barrier', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const { rows } = await nurse.ask(commitmentsRoutes.worklist, { query: {} });
  const offered = rows.find(({ group }) => group === 'answer')?.id ?? '';
  await look(nurse, '/');
  await look(nurse, `/?promise=${offered}`);
  await look(nurse, `/?promise=${offered}&move=decline`);
  await look(nurse, '/gaps');
  await look(nurse, '/gaps/week');
  told();
});

story('no page where staff find a person, make one known or send a signal has a barrier', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const id = await personOf(nurse, 'Sandell');
  await look(nurse, '/signal');
  await look(nurse, `/signal?person=${id}`);
  await look(nurse, '/persons', async (tab) => {
    await tab.write('Hitta personen', 'Sandell');
    await tab.press('Sök');
    await tab.offers(/Ingegerd Sandell/u);
  });
  await look(nurse, '/persons/new', (tab) => tab.press('Gör känd och öppna'));
  await look(nurse, `/persons/${id}/need`);
  await look(nurse, `/persons/${id}/offer`);
  told();
});

story('no page of a person’s consents, grounds and blocks has a barrier', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const id = await personOf(nurse, 'Sandell');
  await look(nurse, `/persons/${id}/consent`, (tab) => tab.choose('Att enheter lämnar uppgifter'));
  await look(nurse, `/persons/${id}/ground`);
  await look(nurse, `/persons/${id}?`, dialog('Spärra uppgifter'));
  await look(nurse, `/persons/${id}/emergency`, async (tab) => {
    const lift = tab.part('Häv en spärr hos er egen vårdgivare');
    await lift.write('Vad har hänt?', 'Vi ser över sidorna');
    await lift.press('Visa vad som är spärrat');
    await lift.sees('Steg 2 av 2');
  });
  await nurse.ask(peopleRoutes.emergency, {
    params: { personId: id },
    body: { code: 'svod_3_6', reason: 'Vi ser över sidorna' },
  });
  const head = await s.signIn('demo-head-home-care');
  await look(head, '/emergencies', dialog('Granska'));
  told();
});

story('no page of a person, what is to be known about them and who they are has a barrier', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const id = await personOf(nurse, 'Sandell');
  await look(nurse, `/persons/${id}`);
  await look(nurse, `/persons/${id}?messages=all`);
  await look(nurse, `/persons/${id}?do=alert`);
  await look(nurse, `/persons/${id}?line=weeks`, dialog('Vilka fler kan se?'));
  await look(nurse, `/persons/${id}/details`, (tab) => tab.part('Namn, språk och skydd').write('Förnamn', ''));
  told();
});

story('no page of the unit, the mail, the notices and the settings has a barrier', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  await look(nurse, `/units/${await unitOf(nurse)}`);
  await look(nurse, '/mail');
  await look(nurse, '/notices');
  await look(nurse, '/settings');
  await look(nurse, '/nowhere');
  told();
});

story('no page of the administration has a barrier', async (s) => {
  const head = await s.signIn('demo-head-home-care');
  await look(head, '/admin', async (tab) => {
    await tab.page.locator('td[data-key="tag"]').first().click();
    await tab.page.keyboard.insertText('x');
    await tab.page.keyboard.press('Enter');
    await tab.sees('Mellan 2 och 16 tecken.');
  });
  await look(head, '/admin/ways', async (tab) => {
    await tab.page.locator('td[data-key="hours"]').first().click();
    await tab.page.keyboard.press('ControlOrMeta+a');
    await tab.page.keyboard.insertText('stängt');
    await tab.page.keyboard.press('Enter');
    await tab.part('Osparade ändringar').sees(/Det här händer:|påverkas/u);
  });
  told();
});

story('no page of the register’s assignments, files, history and times has a barrier', async (s) => {
  const head = await s.signIn('demo-head-home-care');
  await look(head, '/admin/staff', (tab) => tab.press('Lägg till uppdrag'));
  await look(head, '/admin/staff?', dialog('Läs in fil'));
  await look(head, '/admin/history');
  const leader = await s.signIn('demo-strategic');
  await look(leader, '/admin/terms');
  await look(leader, '/admin/hours');
  told();
});

story('the day has no barrier: filtered to nothing, and handed over to the next shift', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  await look(nurse, '/?by=me&kind=follow_up');
  await look(nurse, '/shift');
  told();
});

story('the day has no barrier: what is shown is chosen, and several rows are answered at once', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  await look(nurse, '/?', dialog('Visning'));
  await look(nurse, '/?&', async (tab) => {
    const boxes = tab.part('Vi ska svara').root.getByRole('checkbox');
    await boxes.nth(0).click();
    await boxes.nth(1).click();
    await tab.sees('2 valda');
  });
  told();
});

story('no page of a plan has a barrier', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const id = await personOf(nurse, 'Sandell');
  const { plans } = await nurse.ask(planRoutes.personPlans, { params: { personId: id } });
  const planId = plans[0]?.id ?? '';
  await look(nurse, '/plans');
  await look(nurse, `/persons/${id}/plan`);
  await look(nurse, '/plans/free-times');
  await look(nurse, `/persons/${id}/plan/meeting?plan=${planId}`, (tab) =>
    tab.part('Vilka som är med').press(/^Skriv in svaret/u),
  );
  await look(nurse, `/persons/${id}/plan/call?plan=${planId}&move=`);
  await look(nurse, `/persons/${id}/plan?`, (tab) => tab.press('Lägg till mål'));
  await look(nurse, `/persons/${id}/plan?&`, (tab) => tab.press('Ändra ansvar och uppföljning'));
  await look(nurse, `/persons/${id}/plan?&&`, (tab) => tab.part('Personens ja och nej').press('Skriv in svaret'));
  told();
});

story('no page around a plan has a barrier: prepared, followed up, over time, its editions', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const id = await personOf(nurse, 'Sandell');
  const { plans } = await nurse.ask(planRoutes.personPlans, { params: { personId: id } });
  const planId = plans[0]?.id ?? '';
  const { goals } = await nurse.ask(planRoutes.readPlan, { params: { personId: id, planId } });
  await look(nurse, `/persons/${id}/plan/prepare?plan=${planId}&q=come`);
  await look(nurse, `/persons/${id}/plan/follow-up?plan=${planId}`);
  await look(nurse, `/persons/${id}/plan/timeline?plan=${planId}`);
  await look(nurse, `/persons/${id}/plan/ask`);
  await look(nurse, '/plans/follow-ups');
  await look(nurse, `/persons/${id}/plan/editions?plan=${planId}&from=1&to=0`);
  await look(nurse, `/persons/${id}/plan/edition?plan=${planId}&edition=1`);
  await look(nurse, `/persons/${id}/plan/history?plan=${planId}&part=${goals[0]?.id ?? planId}`);
  told();
});

story('no page for the person has a barrier', async (s) => {
  const ingegerd = await s.signIn('demo-person');
  for (const path of [
    '/',
    '/my/plan',
    '/my/plan/ask',
    '/my/messages',
    '/my/unsafe',
    '/my/signal',
    '/my/answers',
    '/my/sharing',
    '/my/log',
  ])
    await look(ingegerd, path);
  for (const path of ['/my/prepare', '/my/prepare?q=works', '/my/meetings']) await look(ingegerd, path);
  await look(ingegerd, '/my/answers?', (tab) => tab.press('Svara på något nytt'));
  told();
});

story('no page for the daughter has a barrier', async (s) => {
  const daughter = await s.signIn('demo-daughter');
  for (const path of [
    '/',
    '/my/plan',
    '/my/messages',
    '/my/unsafe',
    '/my/signal',
    '/my/prepare?q=worries',
    '/my/meetings',
  ])
    await look(daughter, path);
  told();
});

story('no page for the joint group or a visitor has a barrier, and every page has been looked at', async (s) => {
  const joint = await s.signIn('demo-operational');
  await look(joint, '/gaps');
  const { previews } = await joint.ask(gapsRoutes.gaps, { query: { limit: 1 } });
  await look(joint, `/gaps?gap=${previews[0]?.id}`);
  await look(joint, `/gaps?gap=${previews[0]?.id}&do=ask`);
  await look(joint, '/gaps/week?level=authority');
  const visitor = await s.signIn('demo-person', { visitor: true });
  await look(visitor, '/');
  for (const language of ['sv', 'en'] as const) {
    await visitor.page.goto(`${visitor.url}/auth/sign-in`);
    if (language === 'en') await visitor.press('In English');
    for (const size of [wide, phone]) {
      await visitor.page.setViewportSize(size);
      await check(visitor.page, `the sign-in page in ${language} at ${size.width}`);
    }
    await fits(visitor.page, 'the sign-in page');
  }
  told();
  assert.deepEqual(
    known.filter((path) => !visited.has(path)),
    [],
    'every page of the client is looked at',
  );
});
