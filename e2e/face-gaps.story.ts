import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { gapsRoutes } from '../contract/gaps.ts';
import { Place } from './harness/place.ts';
import { story } from './harness/story.ts';
import type { Tab } from './harness/tab.ts';

const panelOf = (tab: Tab): Place =>
  new Place(tab.page, tab.page.getByRole('complementary', { name: 'Mellanrummet' }), tab.hands);

const boardOf = async (tab: Tab, query: object = {}) => {
  const board = await tab.ask(gapsRoutes.gaps, { query: { limit: 100, ...query } });
  return { ...board, all: [...board.rows, ...board.previews] };
};

/** An open gap of the tab's unit that no level has done anything about. */
async function untouched(tab: Tab, fits: (level: number) => boolean = () => true) {
  const { all } = await boardOf(tab, { part: 'ours' });
  const gap = all.find(({ tasks, level, kind }) => tasks.length === 0 && fits(level) && kind !== 'unit_closed');
  assert.ok(gap, 'the county has a gap that nobody has done anything about');
  return gap;
}
const wardName = 'Närhälsan Hentorp vårdcentral';
const focused = (page: Page): Promise<string | null> =>
  page.evaluate('document.activeElement?.getAttribute("data-row")');

story(
  'the board is narrowed on the server, the choice stands in the address and can be sent to a colleague',
  async (s) => {
    const head = await s.signIn('demo-head-home-care');
    await head.go('/gaps');
    const { counts } = await boardOf(head);
    const [[kind, n] = ['', 0]] = Object.entries(counts.kind).toSorted(([, a], [, b]) => a - b);
    await head.main.unfold('Välj ut');
    await head.page.getByRole('combobox', { name: 'Sort', exact: true }).selectOption(kind);
    await head.page.waitForURL(new RegExp(`kind=${kind}`, 'u'));
    const rows = head.page.locator('[data-row]');
    await head.sees('1 val');
    assert.equal(await rows.count(), n);
    const shared = new URL(head.page.url());
    const nurse = await s.signIn('demo-district-nurse');
    await nurse.go(shared.pathname + shared.search);
    await nurse.sees('1 val');
    assert.equal(await nurse.page.locator('[data-row]').count(), (await boardOf(nurse, { kind })).all.length);
    // Kept when one comes back by the menu, until it is taken away.
    await head.press('I dag');
    await head.seesHeading('Min enhet i dag');
    await head.press('Mellanrummen');
    await head.page.waitForURL(new RegExp(`kind=${kind}`, 'u'));
    await head.press('Visa alla');
    await head.page.waitForURL((url) => !url.search.includes('kind'));
  },
);

story('a gap that has climbed tells when it came to each level, and after which agreed time', async (s) => {
  const joint = await s.signIn('demo-operational');
  const { all } = await boardOf(joint);
  const gap = all.find(({ level }) => level >= 2);
  assert.ok(gap);
  await joint.go(`/gaps?gap=${gap.id}`);
  const panel = panelOf(joint);
  await panel.sees(
    'Trappan',
    /^Kom hit /u,
    /^Efter .+ hos enheten\./u,
    /^Efter .+ hos enhetschefen\./u,
    'Utan namn på den här nivån',
  );
  await joint.lacks('”');
});

story('the joint group gives it to a unit, which sees it at once, takes it and is seen to have it', async (s) => {
  const [joint, ward] = [await s.signIn('demo-operational'), await s.signIn('demo-head-primary-care')];
  const { all } = await boardOf(joint);
  const gap = all.find(({ tasks, level, settled }) => tasks.length === 0 && level >= 2 && settled === null);
  assert.ok(gap);
  await ward.go('/gaps?part=asked');
  await joint.go(`/gaps?gap=${gap.id}`);
  const steps = joint.count();
  const panel = panelOf(joint);
  await panel.press(/^Ge till en enhet/u);
  const words = s.onlyHere('Kan ni ta det den här veckan?');
  await panel.pickUnit('Vilken enhet ska ta det?', wardName);
  await panel.write('Vad ska enheten göra?', words);
  await panel.press('Ge till enheten');
  assert.ok(steps() <= 5, 'given in five steps');
  const row = ward.page.locator(`[data-row="${gap.id}"]`);
  await row.waitFor();
  await row.click();
  await panelOf(ward).sees(words);
  await panelOf(ward).press('Ta det');
  await panelOf(ward).write('Klart senast', 'fre 16');
  await panelOf(ward).press('Ta det');
  await ward.sees('Sparat.');
  await joint.go(`/gaps?gap=${gap.id}`);
  await panelOf(joint).sees(/har tagit det, klart senast/u);
});

story(
  'a head asks a unit with a time to answer by; the answer comes back to the card without being asked for',
  async (s) => {
    const [head, ward] = [await s.signIn('demo-head-home-care'), await s.signIn('demo-head-primary-care')];
    const gap = await untouched(head);
    await head.go(`/gaps?gap=${gap.id}`);
    await panelOf(head).press(/^Fråga en enhet/u);
    await panelOf(head).pickUnit('Vilken enhet frågar ni?', wardName);
    await panelOf(head).write('Vad vill ni veta?', 'När kan ni svara?');
    await panelOf(head).press('Skicka frågan');
    await panelOf(head).sees('När kan ni svara?', /^svar senast/u);
    await ward.go(`/gaps?part=asked&gap=${gap.id}`);
    const words = s.onlyHere('I morgon klockan tio.');
    await panelOf(ward).press('Svara på frågan');
    await panelOf(ward).write('Ert svar', words);
    await panelOf(ward).press('Skicka svaret');
    await panelOf(head).sees(words);
  },
);

story('closed with a reason it is seen by the unit, stays in the count, and can be opened again', async (s) => {
  const [head, nurse] = [await s.signIn('demo-head-home-care'), await s.signIn('demo-district-nurse')];
  const gap = await untouched(head, (level) => level >= 1);
  const before = (await boardOf(nurse)).counts.state;
  await head.go(`/gaps?gap=${gap.id}`);
  const panel = panelOf(head);
  const words = s.onlyHere('Personen flyttar på måndag.');
  await panel.press(/^Avsluta med skäl/u);
  await panel.choose('Det är löst på annat sätt');
  await panel.write('Skriv skälet', words);
  await panel.write('Pröva igen', 'om 10 dagar');
  await panel.page.keyboard.press('Tab');
  await panel.press('Avsluta med skäl');
  await head.sees('Avslutat med skäl. Det räknas fortfarande.');
  await nurse.go('/gaps?state=settled');
  await nurse.page.locator(`[data-row="${gap.id}"]`).click();
  await panelOf(nurse).sees(words, /Prövas igen/u);
  const after = (await boardOf(nurse)).counts.state;
  assert.deepEqual([after.open, after.settled], [before.open - 1, before.settled + 1]);
  assert.equal(after.open + after.settled, before.open + before.settled);
  await panel.press('Öppna igen');
  await panel.write('Varför öppnas det igen?', 'Flytten blev inte av.');
  await panel.press('Öppna igen');
  await head.sees('Mellanrummet är öppet igen.');
});

story('from a figure of the week to the promises behind it, without who for those who may not know', async (s) => {
  const [head, joint] = [await s.signIn('demo-head-home-care'), await s.signIn('demo-operational')];
  await head.go('/gaps/week');
  await head.page.getByRole('columnheader').first().waitFor();
  await head.page.locator('.week-table tbody td a').first().click();
  await head.seesHeading(/^Löftena bakom/u);
  await head.page.locator('.week-promises li a').first().waitFor();
  await head.press('← Veckan före');
  await head.page.waitForURL(/week=\d{4}-W\d{2}/u);
  await joint.go('/gaps/week');
  await joint.page.locator('.week-table tbody td a').first().click();
  await joint.sees('Utan namn och innehåll');
  assert.equal(await joint.page.locator('.week-promises li a').count(), 0);
  await joint.press('Huvudmän');
  await joint.page.waitForURL(/level=authority/u);
  await joint.page.locator('.week-table tbody td a').first().waitFor();
  // On the phone it is a list, a pair a row.
  await joint.page.setViewportSize({ width: 320, height: 700 });
  await joint.page.getByRole('list', { name: 'Par' }).waitFor();
});

story('the board by keyboard alone: down, open, answer', async (s) => {
  const head = await s.signIn('demo-head-home-care');
  await head.go('/gaps');
  const { keyboard } = head.page;
  await head.page.locator('[data-row]').first().waitFor();
  await keyboard.press('j');
  await keyboard.press('j');
  const id = await focused(head.page);
  assert.ok(id);
  await keyboard.press('s');
  await head.page.waitForURL(new RegExp(`gap=${id}&do=answer`, 'u'));
  const words = s.onlyHere('Vi tar upp det på mötet.');
  await panelOf(head).field('Vad gör ni åt det?').waitFor();
  await panelOf(head).field('Vad gör ni åt det?').focus();
  await keyboard.type(words);
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await head.sees('Svaret är sparat.');
  await panelOf(head).sees(words);
});

story('three hundred gaps are one board: grouped, quick, and gone through to the last', async (s) => {
  const strategic = await s.signIn('demo-strategic');
  // The county has not so many: the answer of the server is made longer on its way.
  await strategic.page.route('**/api/gaps?*', async (route) => {
    const answer = await route.fetch();
    const board = (await answer.json()) as {
      previews: { id: string; level: number }[];
      counts: { byLevel: Record<string, number> };
    };
    const [one] = board.previews;
    if (!one || !route.request().url().includes('limit=100')) return route.fulfill({ response: answer });
    const previews = Array.from({ length: 300 }, (_, i) => ({
      ...one,
      level: i % 2 ? 2 : 3,
      id: `${one.id.slice(0, -4)}${String(i).padStart(4, '0')}`,
    }));
    await route.fulfill({
      response: answer,
      json: { ...board, rows: [], previews, counts: { ...board.counts, byLevel: { 2: 150, 3: 150 } } },
    });
  });
  await strategic.go('/gaps?state=open');
  await strategic.page.locator('[data-row]').nth(299).waitFor({ state: 'attached' });
  await strategic.page.keyboard.press('j');
  // Forty steps down, counted in the page itself: a press that takes a second is a board that nobody goes through.
  const ms = await strategic.page.evaluate<number>(
    `(() => { const began = performance.now(); for (let i = 0; i < 40; i++) { document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true, cancelable: true })); document.body.offsetHeight; } return performance.now() - began; })()`,
  );
  assert.ok(ms < 4_000, `forty steps down took ${ms} ms`);
  assert.equal(await strategic.page.getByRole('heading', { level: 2 }).count(), 2);
});
