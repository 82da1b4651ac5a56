import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Me } from '../../../contract/identity.ts';

/** A browser without script for tests: follows redirects, keeps cookies by host and path, and answers forms. */
export class Browser {
  readonly #cookies = new Map<string, { value: string; path: string }>();
  readonly base: string;
  /** Every Set-Cookie line that came. */
  readonly set: string[] = [];
  readonly visited: string[] = [];

  constructor(base: string) {
    this.base = base;
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name)?.value;
  }
  put(name: string, value: string): void {
    this.#cookies.set(name, { value, path: '/' });
  }
  remove(name: string): void {
    this.#cookies.delete(name);
  }

  /** One request, no redirect. */
  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(path, this.base);
    const sent = [...this.#cookies]
      .filter(([, { path: under }]) => url.pathname.startsWith(under))
      .map(([name, { value }]) => `${name}=${value}`);
    const headers = new Headers(init.headers);
    if (sent.length > 0) headers.set('cookie', sent.join('; '));
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    this.visited.push(url.pathname + url.search);
    for (const line of answer.headers.getSetCookie()) this.#keep(line, url);
    return answer;
  }

  #keep(line: string, url: URL): void {
    this.set.push(line);
    const [pair = '', ...attributes] = line.split(/;\s*/);
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    const attribute = (key: string): string | undefined =>
      attributes.find((a) => a.toLowerCase().startsWith(`${key}=`))?.slice(key.length + 1);
    const gone = attribute('max-age') === '0' || Date.parse(attribute('expires') ?? '') < Date.now();
    if (gone) this.#cookies.delete(name);
    else this.#cookies.set(name, { value, path: attribute('path') ?? url.pathname });
  }

  /** Follows redirects until a page comes, or until `stop` says that the next address is far enough. */
  async go(
    path: string,
    init: RequestInit = {},
    stop: (next: URL) => boolean = () => false,
  ): Promise<{ answer: Response; url: URL }> {
    let url = new URL(path, this.base);
    let answer = await this.ask(url.href, init);
    for (let hops = 0; hops < 12; hops++) {
      const next = answer.headers.get('location');
      if (next === null) return { answer, url };
      url = new URL(next, url);
      if (stop(url)) return { answer, url };
      answer = await this.ask(url.href);
    }
    throw new Error(`too many redirects: ${this.visited.join(' → ')}`);
  }

  /** To the page where one chooses who to be; gives its address. */
  async toChoice(returnTo = '/'): Promise<{ url: URL; page: string }> {
    const { answer, url } = await this.go(`/auth/sign-in?return=${encodeURIComponent(returnTo)}`);
    return { url, page: await answer.text() };
  }

  /** Presses the button of a persona; stops before `stop`, else follows to the end. */
  press(choice: URL, subject: string, stop?: (next: URL) => boolean): Promise<{ answer: Response; url: URL }> {
    return this.go(choice.href, { method: 'POST', body: new URLSearchParams({ subject }) }, stop);
  }

  async signIn(subject: string, returnTo = '/'): Promise<{ answer: Response; url: URL }> {
    return this.press((await this.toChoice(returnTo)).url, subject);
  }

  /** Who is signed in; an AssertionError when nobody is. */
  async me(): Promise<Me> {
    const { status, body } = await this.get('/api/me');
    assert.equal(status, 200);
    return body;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<{ status: number; body: never }> {
    const answer = await this.ask(path, { headers });
    return { status: answer.status, body: (await answer.json()) as never };
  }
  async post(path: string, body: unknown): Promise<{ status: number; body: never }> {
    const answer = await this.ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as never };
  }
}
