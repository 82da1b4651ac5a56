/** A part of a page, in the words of a story: sees, presses, writes, chooses. Everything is found by role and name, as people find it. */
import type { Locator, Page } from 'playwright-core';

export type Words = string | RegExp;

/** How long something may take to show, on a loaded machine, in milliseconds. */
export const patience = 15_000;

export const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
const beginsWith = (words: Words): RegExp =>
  typeof words === 'string' ? new RegExp(`^\\s*${literally(words)}`, 'u') : words;

/** Counts what a hand does: a press, a field written, a choice made. */
export class Hands {
  steps = 0;
}

export class Place {
  readonly page: Page;
  readonly root: Locator;
  readonly hands: Hands;

  constructor(page: Page, root: Locator, hands: Hands) {
    this.page = page;
    this.root = root;
    this.hands = hands;
  }

  #in(root: Locator): Place {
    return new Place(this.page, root, this.hands);
  }
  /** A part of the page with a heading of its own. */
  part(name: Words): Place {
    return this.#in(this.root.getByRole('region', { name, exact: typeof name === 'string' }));
  }
  /** The dialog in front. */
  dialog(name?: Words): Place {
    return this.#in(this.page.getByRole('dialog', name === undefined ? {} : { name }));
  }
  /** The line of a list that holds the words, innermost. */
  line(words: Words): Place {
    return this.#in(this.root.getByRole('listitem').filter({ hasText: words }).last());
  }
  /** What stands beside a term in a list of facts. */
  fact(term: string): Place {
    return this.#in(this.root.locator('dl > div').filter({ has: this.page.getByText(term, { exact: true }) }));
  }
  article(words: Words): Place {
    return this.#in(this.root.getByRole('article').filter({ hasText: words }).first());
  }

  async sees(...all: readonly Words[]): Promise<void> {
    for (const words of all) {
      const found = this.root.getByText(words).filter({ visible: true }).first();
      await found.waitFor({ timeout: patience }).catch(() => this.#missing('does not see', words));
    }
  }
  async lacks(...all: readonly Words[]): Promise<void> {
    for (const words of all) {
      const found = this.root.getByText(words).filter({ visible: true });
      await this.#until(async () => (await found.count()) === 0, 'still sees', words);
    }
  }
  async seesHeading(name: Words): Promise<void> {
    const found = this.root.getByRole('heading', { name }).first();
    await found.waitFor({ timeout: patience }).catch(() => this.#missing('does not see the heading', name));
  }
  /** What the words are on the page now, whitespace made plain. */
  async words(): Promise<string> {
    return (await this.root.innerText()).replaceAll(/\s+/gu, ' ');
  }

  #pressable(name: Words): Locator {
    const how = typeof name === 'string' ? { name, exact: true } : { name };
    return this.root.getByRole('button', how).or(this.root.getByRole('link', how)).filter({ visible: true });
  }
  async press(name: Words): Promise<void> {
    this.hands.steps++;
    await this.#pressable(name)
      .first()
      .click({ timeout: patience })
      .catch((error: Error) => this.#missing(`cannot press (${error.message.split('\n')[0]})`, name));
  }
  async offers(name: Words): Promise<void> {
    await this.#pressable(name)
      .first()
      .waitFor({ timeout: patience })
      .catch(() => this.#missing('is not offered', name));
  }
  async offersNot(name: Words): Promise<void> {
    await this.#until(async () => (await this.#pressable(name).count()) === 0, 'is still offered', name);
  }
  async unfold(summary: Words): Promise<void> {
    this.hands.steps++;
    await this.root.locator('summary').filter({ hasText: summary }).first().click({ timeout: patience });
  }

  field(label: Words): Locator {
    return this.root.getByRole('textbox', { name: beginsWith(label) });
  }
  async write(label: Words, text: string): Promise<void> {
    this.hands.steps++;
    await this.field(label)
      .fill(text, { timeout: patience })
      .catch(() => this.#missing('cannot write in', label));
  }
  async reads(label: Words, text: string): Promise<void> {
    await this.#until(async () => (await this.field(label).inputValue()) === text, `does not read "${text}" in`, label);
  }
  async select(label: Words, option: string): Promise<void> {
    this.hands.steps++;
    const field = this.root.getByRole('combobox', { name: beginsWith(label) });
    const value = await field
      .locator('option')
      .filter({ hasText: beginsWith(option) })
      .first()
      .getAttribute('value', { timeout: patience });
    await field.selectOption(value ?? option, { timeout: patience });
  }
  /** One of a few, or one more of any. */
  async choose(option: Words, group?: Words): Promise<void> {
    this.hands.steps++;
    const root = group === undefined ? this.root : this.root.getByRole('group', { name: beginsWith(group) });
    const name = beginsWith(option);
    await root
      .getByRole('radio', { name })
      .or(root.getByRole('checkbox', { name }))
      .first()
      .check({ timeout: patience })
      .catch(() => this.#missing('cannot choose', option));
  }
  /** A unit by its name: written, and chosen among those found. */
  async pickUnit(label: Words, name: string): Promise<void> {
    this.hands.steps += 2;
    const field = this.root.getByRole('combobox', { name: beginsWith(label) });
    await field.fill(name, { timeout: patience });
    await this.page
      .getByRole('option', { name: new RegExp(literally(name), 'u') })
      .filter({ visible: true })
      .first()
      .click({ timeout: patience });
  }

  async #until(holds: () => Promise<boolean>, what: string, words: Words): Promise<void> {
    const end = performance.now() + patience;
    while (!(await holds().catch(() => false))) {
      if (performance.now() > end) return this.#missing(what, words);
      await this.page.waitForTimeout(50);
    }
  }
  /** Says what stood there instead. */
  async #missing(what: string, words: Words): Promise<never> {
    const shown = await this.words().catch((error: Error) => error.message);
    throw new Error(`${what}: ${String(words)}\nat ${this.page.url()}\nshown: ${shown.slice(0, 2_500)}`);
  }
}
