import { existsSync } from 'node:fs';
import type { ParseArgsConfig } from 'node:util';
import type { Closing } from './closing.ts';

export type Flags = Readonly<Record<string, string | boolean | undefined>>;

/** One bench: a file `bench/<name>.bench.ts` that exports it as `bench`. */
export interface Bench {
  readonly about: string;
  /** Its flags, as `node:util` parseArgs takes them; a line of help for each. */
  readonly flags: Readonly<Record<string, { type: 'string' | 'boolean'; default?: string | boolean; help: string }>>;
  /** Prints what a person reads and gives what a program reads. Throws when an answer was wrong. */
  run(context: BenchContext): Promise<Readonly<Record<string, unknown>>>;
}

export interface BenchContext {
  readonly flags: Flags;
  /** Everything that is opened is added here at once, so that Ctrl-C leaves nothing behind. */
  readonly closing: Closing;
}

export const optionsOf = (bench: Bench): NonNullable<ParseArgsConfig['options']> =>
  Object.fromEntries(
    Object.entries(bench.flags).map(([name, { type, default: value }]) => [
      name,
      value === undefined ? { type } : { type, default: value },
    ]),
  );

/** RangeError with the flag's name when it is no whole number in the range. */
export function wholeFlag(flags: Flags, name: string, min: number, max: number): number {
  const value = Number(flags[name]);
  if (!Number.isInteger(value) || value < min || value > max)
    throw new RangeError(`--${name} should be a whole number from ${min} to ${max}`);
  return value;
}

export const onLinux = (): boolean => process.platform === 'linux' && existsSync('/proc/self/stat');
