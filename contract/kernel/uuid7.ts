/**
 * Ids that sort by the time they were made: UUID version 7 (RFC 9562 §5.7), monotonic within a source by a counter in the
 * 12 bits after the time (§6.2 method 1).
 */

const LAST_MILLISECOND = 2 ** 48 - 1;
const COUNTER_END = 0x1000;

export interface Uuid7Parts {
  /** Epoch milliseconds, whole. */
  readonly now: () => number;
  /** `n` random bytes; from a cryptographic source wherever ids must not be guessed. */
  readonly random: (n: number) => Uint8Array;
}

/**
 * A source of ids, each greater as text than the one before, also when many are made in a millisecond or the clock goes
 * back. Ids are lower case, 36 characters. RangeError when the clock shows a time outside 1970–10889.
 */
export function uuid7Source({ now, random }: Uuid7Parts): () => string {
  let time = -1;
  let counter = 0;
  return () => {
    const shown = now();
    if (!Number.isInteger(shown) || shown < 0 || shown > LAST_MILLISECOND)
      throw new RangeError('the clock shows no time for an id');
    const bytes = random(10);
    const start = (((bytes[0] ?? 0) & 0x07) << 8) | (bytes[1] ?? 0); // 11 bits, so that at least 2048 steps remain
    if (shown > time) {
      time = shown;
      counter = start;
    } else if (++counter === COUNTER_END) {
      time += 1; // more than the counter holds: borrow from the next millisecond
      counter = start;
    }
    const head = time.toString(16).padStart(12, '0');
    const variant = (0x80 | ((bytes[2] ?? 0) & 0x3f)).toString(16);
    const tail = [...bytes.subarray(3, 10)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const rest = variant + tail;
    return `${head.slice(0, 8)}-${head.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${rest.slice(0, 4)}-${rest.slice(4)}`;
  };
}

/** Epoch milliseconds when a version 7 id was made. RangeError for any other text. */
export function timeOfUuid7(id: string): number {
  if (!/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/iu.test(id))
    throw new RangeError('not a UUID version 7');
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}
