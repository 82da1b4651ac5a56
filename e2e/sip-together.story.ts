import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { meetingRoutes } from '../contract/meetings.ts';
import { planRoutes } from '../contract/plans.ts';
import { inDays, makeKnown, saysYes, unitOf } from './harness/known.ts';
import { story } from './harness/story.ts';
import type { Tab } from './harness/tab.ts';

/** Two minutes in the long runs. */
const typingMs = process.env['MELLANRUM_LONG'] === '1' ? 120_000 : 8_000;
const cutMs = process.env['MELLANRUM_LONG'] === '1' ? 10_000 : 2_500;
const section = 'Tidiga tecken';

story(
  'three write in one meeting, each with the connection cut for a while: at the end all read the same, and no word is gone',
  async (s) => {
    const nurse = await s.signIn('demo-district-nurse');
    const centre = await s.signIn('demo-primary-care');
    const homeHelp = await s.signIn('demo-home-help');
    const tabs = [nurse, centre, homeHelp];
    const { id } = await makeKnown('Tre', ...tabs);
    for (const kind of ['disclosure', 'shared_record', 'plan'] as const)
      await saysYes(id, kind, nurse, centre, homeHelp);
    const { id: planId } = await nurse.ask(planRoutes.startPlan, {
      params: { personId: id },
      body: { title: 'Trygg hemma' },
    });
    const params = { personId: id, planId };
    await nurse.ask(planRoutes.addSection, {
      params,
      body: { kind: 'early_signs', words: 'början', saidBy: 'person' },
    });
    const unitIds = [await unitOf(centre), await unitOf(homeHelp)];
    await nurse.ask(meetingRoutes.callMeeting, {
      params,
      body: { startsAt: inDays(2), minutes: 60, form: 'home', unitIds },
    });
    for (const tab of tabs) {
      tab.faults.expectCut();
      tab.faults.expect(409);
      await tab.go(`/persons/${id}/plan/meeting?plan=${planId}`);
      await tab.sees(section);
    }

    const typed: string[] = [];
    const until = Date.now() + typingMs;
    await Promise.all(
      tabs.map(async (tab, at) => {
        for (let n = 1; Date.now() < until; n += 1) {
          const word = `ord${at}x${n}`;
          await write(tab, word, n === 2 ? cutMs : 0);
          typed.push(word);
        }
      }),
    );

    const texts = await Promise.all(tabs.map((tab) => endText(tab, typed)));
    assert.equal(new Set(texts).size, 1, texts.join('\n'));
    const words = new Set((texts[0] ?? '').split(/\s+/u));
    const gone = typed.filter((word) => !words.has(word));
    const { sections } = await nurse.ask(planRoutes.readPlan, { params });
    const { versions } = await nurse.ask(planRoutes.partHistory, {
      params: { ...params, partId: sections[0]?.id ?? '' },
    });
    const told = versions.map(
      ({ version, by, changes }) =>
        `${version} ${by?.name}: ${String(changes.find(({ field }) => field === 'words')?.to)}`,
    );
    assert.deepEqual(gone, [], `a word is gone:\n${told.join('\n')}`);
    assert.ok(typed.length >= 7, `${typed.length} words were written`);
  },
);

/** Adds a word to what stands, as somebody does who reads what the others have changed meanwhile. */
async function write(tab: Tab, word: string, cut: number): Promise<void> {
  const box = tab.page.getByRole('textbox', { name: 'Hur märks det att det blir sämre?' });
  await tab.page.getByRole('button', { name: `Ändra: ${section}` }).click();
  // By the keyboard, at the end of whatever stands there when each key is pressed.
  await box.press('Control+End');
  if (cut > 0) await tab.context.setOffline(true);
  await tab.page.keyboard.type(` ${word}`);
  assert.ok((await box.inputValue()).includes(word), `${word} was typed`);
  if (cut > 0) {
    await sleep(cut);
    assert.ok((await box.inputValue()).includes(word), `${word} stands through the cut`);
    await tab.context.setOffline(false);
  }
  for (let tries = 0; tries < 40; tries += 1) {
    const both = tab.page.getByRole('button', { name: 'Lägg ihop båda' });
    while ((await both.count()) > 0) await both.first().click();
    const save = tab.page.getByRole('button', { name: 'Spara', exact: true });
    if ((await save.count()) > 0 && (await save.isEnabled()))
      await save.click({ timeout: 2_000 }).catch(() => undefined);
    for (let wait = 0; wait < 20; wait += 1) {
      if ((await box.count()) === 0) return;
      if ((await both.count()) > 0) break;
      await sleep(100);
    }
  }
  throw new Error(`${tab.who} never got ${word} saved`);
}

/** What stands when every change has come: it does not change any more. */
async function endText(tab: Tab, all: readonly string[]): Promise<string> {
  const place = tab.page.getByRole('region', { name: section }).locator('.plan-section-words');
  for (let tries = 0; tries < 100; tries += 1) {
    const words = new Set((await place.innerText()).split(/\s+/u));
    if (all.every((word) => words.has(word))) break;
    await sleep(100);
  }
  return (await place.innerText()).trim();
}
