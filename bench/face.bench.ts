import { startBrowser } from '../e2e/harness/browser.ts';
import { startProgram } from '../e2e/harness/program.ts';
import { type Bench, type BenchContext, wholeFlag } from './harness/bench.ts';
import { ascending, median, percentile, rounded } from './harness/stats.ts';
import { type Load, type Slowed, Visitor } from './face/visit.ts';
import { fillList, signIn, type SignedIn } from './face/world.ts';
import type { Browser } from 'playwright-core';

export const bench: Bench = {
  about:
    'the first pages in a real browser on a slow processor and a slow line; a key press on a long list; shifts; size of scripts',
  flags: {
    rows: { type: 'string', default: '300', help: 'open rows on the list of the nurse’s unit' },
    cpu: { type: 'string', default: '4', help: 'how many times slower the browser’s processor is made' },
    mbits: { type: 'string', default: '1.6', help: 'the line of Min vård, Mbit/s' },
    latency: { type: 'string', default: '50', help: 'and its latency, ms for each answer' },
    loads: { type: 'string', default: '5', help: 'visits of each kind; figures are medians' },
    persons: { type: 'string', default: '60', help: 'persons in the county' },
  },
  run,
};

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
/** What must be there for the page to be of use. */
const firstRow = '[data-row]';
const ownContent = 'main h1 ~ *, main section';

interface Visits {
  readonly browser: Browser;
  readonly who: SignedIn;
  readonly usable: string;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly slowed: Slowed;
  readonly times: number;
}

/** Each visit with nothing fetched before (cold), and once more with what the first one left in the browser (warm). */
async function visits({
  browser,
  who,
  usable,
  viewport,
  slowed,
  times,
}: Visits): Promise<{ cold: Load[]; warm: Load[] }> {
  const cold: Load[] = [];
  const warm: Load[] = [];
  for (let n = 0; n < times; n++) {
    const visitor = await Visitor.of(browser, who, usable, viewport);
    await visitor.slow(slowed);
    cold.push(await visitor.load('/'));
    warm.push(await visitor.load('/'));
    await visitor.close();
  }
  return { cold, warm };
}

const middle = (loads: readonly Load[], of: keyof Load): number =>
  rounded(median(loads.map((load) => load[of])), of === 'shift' ? 4 : 0);

async function keysOn(
  browser: Browser,
  who: SignedIn,
  slowed: Slowed,
  rows: number,
): Promise<{ shown: number; p50: number; p95: number; max: number }> {
  const visitor = await Visitor.of(browser, who, firstRow, desk);
  await visitor.load('/');
  const { page } = visitor;
  for (let pressed = 0; pressed < 40; pressed++) {
    const more = page.getByRole('button', { name: /^Visa .*till|^Visa fler/u }).first();
    if ((await page.locator(firstRow).count()) >= rows || (await more.count()) === 0) break;
    await more.click();
    await page.waitForTimeout(300);
  }
  const shown = await page.locator(firstRow).count();
  await page.evaluate('scrollTo(0, 0)');
  await visitor.slow({ ...slowed, line: null });
  const keys = Array.from({ length: 60 }, (_, n) => (n % 4 === 3 ? 'k' : 'j'));
  const took = ascending(await visitor.press(keys));
  await visitor.close();
  return { shown, p50: percentile(took, 0.5), p95: percentile(took, 0.95), max: took.at(-1) ?? Number.NaN };
}

async function run({ flags, closing }: BenchContext): Promise<Readonly<Record<string, unknown>>> {
  const rows = wholeFlag(flags, 'rows', 1, 2_000);
  const times = wholeFlag(flags, 'loads', 1, 50);
  const slowed: Slowed = { cpu: wholeFlag(flags, 'cpu', 1, 20), line: null };
  const line = { mbits: Number(flags['mbits']), latencyMs: wholeFlag(flags, 'latency', 0, 2_000) };
  // As users have it: answers are not checked against the contract as in the tests.
  const program = await startProgram({
    NODE_ENV: 'development',
    COUNTY_PERSONS: String(wholeFlag(flags, 'persons', 30, 300)),
  });
  closing.add(() => program.stop());
  const browser = await startBrowser();
  closing.add(() => browser.close());
  const nurse = await signIn(browser, program.url, 'demo-district-nurse');
  const coordinator = await signIn(browser, program.url, 'demo-primary-care');
  const person = await signIn(browser, program.url, 'demo-person');
  const open = await fillList(nurse.tab, coordinator.tab, rows);
  for (const { tab } of [nurse, coordinator, person]) await tab.context.close();
  console.log(`${open} rows stand open on the nurse’s list; processor ${slowed.cpu} times slower`);

  const staff = await visits({ browser, who: nurse, usable: firstRow, viewport: desk, slowed, times });
  const mine = await visits({
    browser,
    who: person,
    usable: ownContent,
    viewport: phone,
    slowed: { ...slowed, line },
    times,
  });
  const keys = await keysOn(browser, nurse, slowed, rows);
  const shift = Math.max(...[...staff.cold, ...staff.warm, ...mine.cold, ...mine.warm].map((load) => load.shift));

  const figures = {
    staffColdMs: middle(staff.cold, 'usableMs'),
    staffWarmMs: middle(staff.warm, 'usableMs'),
    staffScriptKb: middle(staff.cold, 'scriptKb'),
    staffAllKb: middle(staff.cold, 'allKb'),
    myCareColdMs: middle(mine.cold, 'usableMs'),
    myCareWarmMs: middle(mine.warm, 'usableMs'),
    myCareScriptKb: middle(mine.cold, 'scriptKb'),
    myCareAllKb: middle(mine.cold, 'allKb'),
    keyMs: keys,
    shift: rounded(shift, 4),
  };
  const told: readonly [string, number, number, string][] = [
    ['first page of staff, cold', figures.staffColdMs, 2_500, 'ms'],
    ['first page of staff, warm', figures.staffWarmMs, 1_000, 'ms'],
    [`Min vård, cold, ${line.mbits} Mbit/s and ${line.latencyMs} ms`, figures.myCareColdMs, 1_500, 'ms'],
    ['Min vård, warm', figures.myCareWarmMs, 1_500, 'ms'],
    [`a key among ${keys.shown} rows, 95 of 100`, keys.p95, 100, 'ms'],
    ['shift of the layout, the worst visit', figures.shift, 0.05, ''],
    ['scripts of the first page of staff', figures.staffScriptKb, 180, 'kB'],
    ['scripts of Min vård', figures.myCareScriptKb, 120, 'kB'],
  ];
  for (const [what, found, aim, unit] of told)
    console.log(
      `${what.padEnd(46)} ${String(found).padStart(8)} ${unit.padEnd(3)} aim ${aim}${found <= aim ? '' : '  MISSED'}`,
    );
  return { ...figures, rows: open, cpu: slowed.cpu, line, loads: times };
}
