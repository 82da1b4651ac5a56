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
    const print = fingerprint(content);
    const [key, before] = this.#kept.getItem(`key:${scope}`)?.split(' ') ?? [];
    if (key !== undefined && before === print) return key;
    const made = this.#newKey();
    this.#kept.setItem(`key:${scope}`, `${made} ${print}`);
    return made;
  }

  /** The command has had its effect; the next one like it is a new one. */
  done(scope: string): void {
    this.#kept.removeItem(`key:${scope}`);
  }
}

/**
 * Tells contents apart without keeping them: two 32-bit FNV-1a sums over the text. Should two contents ever agree, the server refuses
 * the key (`key_reused`), so nothing wrong is done.
 */
function fingerprint(content: string): string {
  let [a, b] = [0x811c9dc5, 0x9747b28c];
  for (let i = 0; i < content.length; i++) {
    a = Math.imul(a ^ content.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ content.charCodeAt(content.length - 1 - i), 0x01000193);
  }
  return `${(a >>> 0).toString(36)}.${(b >>> 0).toString(36)}.${content.length}`;
}
