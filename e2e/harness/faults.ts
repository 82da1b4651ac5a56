/** What must not happen on any page of any story: errors in the console, broken pages, refused styles and scripts, 5xx. */
import type { BrowserContext, ConsoleMessage, Response } from 'playwright-core';

export class Faults {
  readonly found: string[] = [];
  /** Answers of the API that the story leads to on purpose, by status. */
  readonly #expected = new Set<number>([401]);
  #cut = false;
  #gone = false;

  constructor(context: BrowserContext) {
    context.on('console', (message) => this.#said(message));
    context.on('weberror', (error) => this.found.push(`page error: ${error.error().stack ?? error.error().message}`));
    context.on('response', (response) => this.#answered(response));
  }

  /** From now on the API may answer so: the story is about a refusal. */
  expect(status: number): void {
    this.#expected.add(status);
  }

  /** From now on requests may be cut: the story is about a lost network. */
  expectCut(): void {
    this.#cut = true;
  }

  /** From now on files of the program may be gone: the story is about a new version of it. */
  expectGone(): void {
    this.#gone = true;
  }

  #said(message: ConsoleMessage): void {
    const text = message.text();
    const told = /violates the following Content Security Policy|Refused to/u.test(text);
    if (message.type() !== 'error' && !told) return;
    // Told by the answer itself, with its address.
    if (text.startsWith('Failed to load resource: the server responded')) return;
    if (this.#cut && /net::ERR_/u.test(text)) return;
    if (this.#gone && text.includes('dynamically imported module')) return;
    this.found.push(`console: ${text} (${message.location().url})`);
  }

  #answered(response: Response): void {
    const status = response.status();
    const path = new URL(response.url()).pathname;
    if (status < 400 || (path.startsWith('/api/') && this.#expected.has(status))) return;
    if (this.#gone && status === 404 && path.startsWith('/assets/')) return;
    this.found.push(`${status} ${response.request().method()} ${path}`);
  }
}
