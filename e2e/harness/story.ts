/** `story(name, async (s) => …)`: a test with people who sign in, on the one program and the one browser of the run. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { startBrowser } from './browser.ts';
import { nameOf, type Subject } from './people.ts';
import { type Program, startProgram } from './program.ts';
import { Tab } from './tab.ts';

/** A browser without a window ends the page that asks it about speech; as one without speech it goes on. */
const deaf = 'delete window.SpeechRecognition; delete window.webkitSpeechRecognition;';

/** Started before the first story; they serve all. */
let house: readonly [Program, Browser] | undefined;
before(async () => {
  house = await Promise.all([startProgram(), startBrowser()]);
});
after(async () => {
  if (interactions.length > 0) console.log(['interactions', ...interactions].join('\n'));
  if (!house) return;
  const [program, browser] = house;
  try {
    await browser.close();
    await program.stop();
  } catch (error) {
    // The runner ends with 1 for this, and tells nobody why.
    console.error(error);
    throw error;
  }
});

const marks = (function* count(): Generator<string, string> {
  for (let n = Math.floor(Date.now() / 100) % 90_000; ; n++) yield n.toString(36);
})();
const interactions: string[] = [];
/** How many interactions a job took, against the aim; printed after the run. */
export function tellInteractions(job: string, steps: number, most: number): void {
  interactions.push(`  ${job.padEnd(46)} ${String(steps).padStart(2)} of at most ${most}`);
  if (steps > most) throw new Error(`${job} takes ${steps} interactions, more than ${most}`);
}

/** What a story may take; the long run does more in each. */
const long = process.env['MELLANRUM_LONG'] === '1';
const longest = long ? 900_000 : 110_000;

export interface SignInOptions {
  readonly english?: boolean;
  readonly width?: number;
  /** Not signed in yet: the page of a visitor. */
  readonly visitor?: boolean;
  /** By the sign-in itself, with a session of its own: for what sessions are about. Else one session serves a person through many stories. */
  readonly anew?: boolean;
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;
const sessions = new Map<Subject, Cookies>();

export class Story {
  readonly program: Program;
  readonly #browser: Browser;
  readonly tabs: Tab[] = [];

  constructor(program: Program, browser: Browser) {
    this.program = program;
    this.#browser = browser;
  }

  /** Words that nothing else on any page has. */
  onlyHere(text: string): string {
    return `${text} (${marks.next().value})`;
  }

  /** A window of one's own for the person, signed in and on the first page. */
  async signIn(
    subject: Subject,
    { english = false, width = 1280, visitor = false, anew = false }: SignInOptions = {},
  ): Promise<Tab> {
    const options: BrowserContextOptions = {
      locale: english ? 'en-GB' : 'sv-SE',
      timezoneId: 'Europe/Stockholm',
      viewport: { width, height: 900 },
      reducedMotion: 'reduce',
      colorScheme: 'light',
    };
    const context = await this.#browser.newContext(options);
    context.setDefaultTimeout(20_000);
    await context.addInitScript(deaf);
    const tab = await Tab.open(context, this.program.url, nameOf(subject));
    this.tabs.push(tab);
    if (visitor) return tab;
    const kept = anew ? undefined : sessions.get(subject);
    if (!kept || !(await tab.resume(kept))) {
      await tab.signIn();
      if (!anew) sessions.set(subject, await context.cookies());
    }
    await tab.speak(english ? 'en' : 'sv');
    return tab;
  }

  /** A given name that nobody else has, in letters. */
  nameOnlyHere(begins: string): string {
    return (
      begins +
      marks
        .next()
        .value.split('')
        .map((mark) => 'aeiouybdfgklmnprst'[Number.parseInt(mark, 36) % 18])
        .join('')
    );
  }

  /** @throws Error with every fault that any of the windows saw */
  checkFaults(): void {
    const found = this.tabs.flatMap(({ who, faults }) => faults.found.map((fault) => `${who}: ${fault}`));
    if (found.length > 0) throw new Error(`while the story went on:\n${[...new Set(found)].join('\n')}`);
  }

  async picture(name: string): Promise<void> {
    const folder = process.env['STORY_PICTURES'];
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    for (const [n, { page }] of this.tabs.entries())
      await page
        .screenshot({ path: join(folder, `${name.replaceAll(/\W+/gu, '-').slice(0, 60)}-${n}.png`), fullPage: true })
        .catch(() => undefined);
  }

  async end(): Promise<void> {
    await Promise.all(this.tabs.map(({ context }) => context.close().catch(() => undefined)));
  }
}

export function story(name: string, tell: (s: Story) => Promise<void>): void {
  void test(name, { timeout: longest }, async () => {
    const began = performance.now();
    if (!house) throw new Error('the program or the browser did not start');
    const one = new Story(...house);
    try {
      await tell(one);
      one.checkFaults();
    } catch (error) {
      await one.picture(name);
      if (process.env['STORY_TIMES']) console.log(error);
      const seen = one.tabs.flatMap(({ who, faults }) => faults.found.map((fault) => `${who}: ${fault}`));
      if (error instanceof Error && seen.length > 0 && !error.message.startsWith('while'))
        error.message += `\nand ${seen.join('\n')}`;
      throw error;
    } finally {
      await one.end();
      if (process.env['STORY_TIMES'])
        console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${name}`);
    }
  });
}
