/** One person's window: signed in by the real sign-in, in a browser context of its own. */
import type { BrowserContext, Page } from 'playwright-core';
import type { AnswerOf, Route } from '../../contract/kernel/route.ts';
import { ask, type Asked } from './api.ts';
import { Faults } from './faults.ts';
import { Hands, patience, Place } from './place.ts';

export class Tab extends Place {
  readonly who: string;
  readonly url: string;
  readonly context: BrowserContext;
  readonly faults: Faults;
  /** What is between the menu and the messages. */
  readonly main: Place;
  /** The opened promise, beside the list. */
  readonly promise: Place;

  private constructor(who: string, url: string, page: Page) {
    super(page, page.locator('body'), new Hands());
    this.who = who;
    this.url = url;
    this.context = page.context();
    this.faults = new Faults(this.context);
    this.main = new Place(page, page.locator('main'), this.hands);
    this.promise = new Place(page, page.getByRole('complementary', { name: /^(Löftet|The promise)$/u }), this.hands);
  }

  static async open(context: BrowserContext, url: string, who: string): Promise<Tab> {
    return new Tab(who, url, await context.newPage());
  }

  /** From the first page to one's own, by choosing who to be. */
  async signIn(): Promise<void> {
    await this.page.goto(`${this.url}/auth/sign-in`);
    await this.chooseMe();
  }
  /** Takes up a session from before, if it still holds; then this is the first page. */
  async resume(cookies: Parameters<BrowserContext['addCookies']>[0]): Promise<boolean> {
    await this.context.addCookies(cookies);
    const holds = (await this.context.request.get(`${this.url}/api/me`)).ok();
    if (holds) await this.go('/');
    else await this.context.clearCookies();
    return holds;
  }
  /** On the sign-in page. */
  async chooseMe(): Promise<void> {
    await this.page.getByRole('button', { name: this.who }).click();
    await this.page.waitForURL((address) => address.href.startsWith(this.url) && !address.pathname.startsWith('/oidc'));
    await this.page.locator('main h1').first().waitFor();
  }

  /** The account remembers the language, so it is chosen each time. The page begins in the language of its cookie: it is waited for. */
  async speak(language: 'sv' | 'en'): Promise<void> {
    const me = (await (await this.context.request.get(`${this.url}/api/me`)).json()) as { language?: string };
    const other = this.page.getByRole('button', { name: language === 'en' ? 'English' : 'Svenska' });
    if (me.language === undefined) {
      // A visitor has no account to remember it by.
      if ((await this.page.locator(`html[lang=${language}]`).count()) === 0) await other.click();
    } else {
      await this.page.locator(`html[lang=${me.language}]`).waitFor();
      if (me.language === language) return;
      // A button that cannot be pressed tells what covers it, before the wait for its answer ends.
      await Promise.all([
        this.page.waitForResponse((answer) => answer.url().endsWith('/api/me/language') && answer.ok()),
        other.click({ timeout: patience }),
      ]);
    }
    await this.page.locator(`html[lang=${language}]`).waitFor();
  }

  async go(path: string): Promise<void> {
    await this.page.goto(this.url + path);
    await this.page.locator('main h1').first().waitFor();
  }

  /** Asks the API as this person, for what the story is not about. */
  ask<T extends Route>(route: T, asked: Asked<T>): Promise<AnswerOf<T>> {
    return ask(this.context, this.url, route, asked);
  }

  /** Starts to count what the hands do; gives how many it has been. */
  count(): () => number {
    const before = this.hands.steps;
    return () => this.hands.steps - before;
  }
}
