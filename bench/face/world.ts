// A district nurse with a full list, made by the commands that people use: a small county, and as many offers more as are asked for.
import type { Browser, BrowserContext } from 'playwright-core';
import { commitmentsRoutes, lifeAreas, urgencies } from '../../contract/commitments.ts';
import { inDays, makeKnown, saysYes, unitOf } from '../../e2e/harness/known.ts';
import { nameOf, type Subject } from '../../e2e/harness/people.ts';
import { Tab } from '../../e2e/harness/tab.ts';

export interface SignedIn {
  readonly tab: Tab;
  /** Cookies of the session, to open fresh browsers that have fetched nothing yet. */
  readonly cookies: Awaited<ReturnType<BrowserContext['cookies']>>;
}

export async function signIn(browser: Browser, url: string, subject: Subject): Promise<SignedIn> {
  const context = await browser.newContext({
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
    viewport: { width: 1440, height: 900 },
  });
  const tab = await Tab.open(context, url, nameOf(subject));
  await tab.signIn();
  return { tab, cookies: await context.cookies() };
}

/** Offers from the primary-care centre to the nurse's unit, until as many rows stand open there. */
export async function fillList(nurse: Tab, coordinator: Tab, rows: number): Promise<number> {
  const { counts } = await nurse.ask(commitmentsRoutes.worklist, { query: { limit: 1 } });
  const there = counts.answer + counts.do + counts.wait;
  const toUnitIds = [await unitOf(nurse)];
  const persons = [
    await makeKnown('Astrid', coordinator),
    await makeKnown('Birger', coordinator),
    await makeKnown('Cecilia', coordinator),
  ];
  for (const { id } of persons) await saysYes(id, 'disclosure', coordinator, nurse);
  for (let n = there; n < rows; n++) {
    const personId = persons[n % persons.length]?.id ?? '';
    const body = {
      personId,
      kind: 'request' as const,
      what: `Hembesök nummer ${n + 1}: se över mediciner, sår och hur natten går`,
      area: lifeAreas[n % lifeAreas.length] ?? 'd5',
      urgency: urgencies[n % urgencies.length] ?? 'planned',
      toUnitIds,
      dueAt: inDays(3 + (n % 20)),
    };
    await coordinator.ask(commitmentsRoutes.offer, { body });
  }
  return Math.max(rows, there);
}
