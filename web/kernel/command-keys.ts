/** As much of `Storage` as is needed. */
export type Keeping = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Idempotency keys of commands on their way. The key belongs to what is sent: the same content from the same place keeps its
 * key over retries, reloads and a new sign-in until it has succeeded; changed content is another command with another key.
 */
export class CommandKeys {
  readonly #kept: Keeping;
  readonly #newKey: () => string;

  constructor(kept: Keeping, newKey: () => string) {
    this.#kept = kept;
    this.#newKey = newKey;
  }

  /** @param scope the form or button, `need:<person>`; @param content what is sent, as JSON */
  keyFor(scope: string, content: string): string {
    const before = this.#kept.getItem(`key:${scope}`);
    const cut = before?.indexOf(' ') ?? -1;
    if (before !== null && before.slice(cut + 1) === content) return before.slice(0, cut);
    const key = this.#newKey();
    this.#kept.setItem(`key:${scope}`, `${key} ${content}`);
    return key;
  }

  /** The command has had its effect; the next one like it is a new one. */
  done(scope: string): void {
    this.#kept.removeItem(`key:${scope}`);
  }
}
