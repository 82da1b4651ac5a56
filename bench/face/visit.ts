// One visit to a page in a browser that is slowed down, and what the browser itself measured.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import type { SignedIn } from './world.ts';

/** A line as the browser simulates it. */
export interface Line {
  readonly mbits: number;
  readonly latencyMs: number;
}

export interface Slowed {
  /** How many times slower the processor is. */
  readonly cpu: number;
  readonly line: Line | null;
}

/** What a page tells of itself; written into every page before its own scripts run. */
const probe = (usable: string): string => `(() => {
  const face = { shift: 0, usable: null, keys: [] };
  window.__face = face;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) face.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === 'keydown') face.keys.push(entry.duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
  const look = () => {
    if (face.usable !== null || !document.querySelector(${JSON.stringify(usable)})) return;
    face.usable = 0;
    // Painted, and the thread free to hear a key.
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => { face.usable = performance.now(); }, 0)));
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
})()`;

export interface Load {
  /** From the address being asked for until its content is painted and a key would be heard, ms. */
  readonly usableMs: number;
  /** Sum of all shifts of the layout, also after it was usable. */
  readonly shift: number;
  /** Scripts fetched for it, as sent over the line, kB. */
  readonly scriptKb: number;
  /** Everything fetched for it, kB. */
  readonly allKb: number;
}

export class Visitor {
  readonly page: Page;
  readonly #url: string;
  readonly #cdp: CDPSession;
  readonly #context: BrowserContext;

  private constructor(page: Page, cdp: CDPSession, url: string) {
    this.page = page;
    this.#cdp = cdp;
    this.#context = page.context();
    this.#url = url;
  }

  /** A browser that has been nowhere, signed in; `usable` is what the page must show to be of use. */
  static async of(
    browser: Browser,
    { tab, cookies }: SignedIn,
    usable: string,
    viewport: { width: number; height: number },
  ): Promise<Visitor> {
    const context = await browser.newContext({
      locale: 'sv-SE',
      timezoneId: 'Europe/Stockholm',
      viewport,
      reducedMotion: 'reduce',
    });
    await context.addCookies(cookies);
    await context.addInitScript(probe(usable));
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    return new Visitor(page, cdp, tab.url);
  }

  async slow({ cpu, line }: Slowed): Promise<void> {
    await this.#cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
    const bytes = line ? (line.mbits * 1_000_000) / 8 : -1;
    await this.#cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: line?.latencyMs ?? 0,
      downloadThroughput: bytes,
      uploadThroughput: bytes,
    });
  }

  async load(path: string): Promise<Load> {
    await this.page.goto('about:blank');
    await this.page.goto(this.#url + path, { waitUntil: 'commit' });
    // Asked from outside: the page's own rules let no words be run as a program.
    for (
      const end = Date.now() + 60_000;
      !(await this.page.evaluate<boolean>('window.__face?.usable > 0'));
      await sleep(50)
    )
      if (Date.now() > end) throw new Error(`${path} was not usable within a minute`);
    // What comes late moves things too.
    await this.page.waitForTimeout(1_500);
    const told = await this.page.evaluate<{ usable: number; shift: number; files: [string, number][] }>(`({
      usable: window.__face.usable,
      shift: window.__face.shift,
      files: performance.getEntriesByType('resource').map((entry) => [new URL(entry.name).pathname, entry.encodedBodySize]),
    })`);
    const kb = (files: readonly [string, number][]): number => files.reduce((sum, [, size]) => sum + size, 0) / 1000;
    return {
      usableMs: told.usable,
      shift: told.shift,
      scriptKb: kb(told.files.filter(([name]) => name.endsWith('.js'))),
      allKb: kb(told.files),
    };
  }

  /** Presses each key in turn; how long each took from the press to the next picture, ms. Under 16 counts as 16. */
  async press(keys: readonly string[]): Promise<number[]> {
    await this.page.evaluate('window.__face.keys.length = 0');
    for (const key of keys) {
      await this.page.keyboard.press(key);
      await this.page.waitForTimeout(120);
    }
    await this.page.waitForTimeout(800);
    const slow = await this.page.evaluate<number[]>('window.__face.keys');
    return [...slow, ...Array.from({ length: Math.max(0, keys.length - slow.length) }, () => 16)];
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}
