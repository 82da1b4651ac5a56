/** The kinds of planted ids; the same numbers stand in world.sql. */
export const kinds = { unit: 0x10, person: 0x20, need: 0x25 } as const;

/** A planted UUIDv7, as bench.id(kind, n) in world.sql makes it. */
export function plantedId(kind: number, n: number): string {
  const time = (1_780_000_000_000 + n).toString(16).padStart(12, '0');
  const rest = n.toString(16).padStart(15, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${kind.toString(16).padStart(3, '0')}-8${rest.slice(0, 3)}-${rest.slice(3)}`;
}

/** What the planted member of staff of a unit has in the session cookie. */
export const tokenOf = (unit: number): string => `bench-session-${unit}`;
