import { median, rounded } from '../harness/stats.ts';
import { table } from '../harness/table.ts';
import type { Measured } from './measure.ts';
import { ours, type Round } from './rounds.ts';

export interface Figure {
  readonly rps: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuMs: number;
  /** The rate over that of the bare handler with one committed row, measured right before and after. */
  readonly ofCeiling?: number;
}

type Kept = Pick<Measured, 'rps' | 'p50' | 'p99' | 'cpuMs' | 'postgresMs'> & { readonly ofCeiling?: number };

function medianOf(all: readonly Kept[]): Figure & { readonly postgresMs: number } {
  const of = (key: 'rps' | 'p50' | 'p99' | 'cpuMs' | 'postgresMs' | 'ofCeiling'): number =>
    median(all.map((one) => one[key] ?? Number.NaN));
  const figure = {
    rps: rounded(of('rps'), 0),
    p50: rounded(of('p50'), 2),
    p99: rounded(of('p99'), 2),
    cpuMs: rounded(of('cpuMs'), 2),
    postgresMs: rounded(of('postgresMs'), 2),
  };
  return all.every((one) => one.ofCeiling !== undefined)
    ? { ...figure, ofCeiling: rounded(of('ofCeiling'), 3) }
    : figure;
}

const pathsIn = (rounds: readonly Round[]) =>
  ours.flatMap((path) => {
    const measured = rounds.flatMap((round) => round.paths[path] ?? []);
    return measured.length > 0 ? [[path, medianOf(measured)] as const] : [];
  });

export const figuresOf = (rounds: readonly Round[]) => ({
  ...Object.fromEntries(pathsIn(rounds)),
  ceiling: {
    commit: medianOf(rounds.map((round) => round.ceiling.commit)),
    read: medianOf(rounds.map((round) => round.ceiling.read)),
  },
});

export function pathTable(rounds: readonly Round[]): string {
  const { ceiling } = figuresOf(rounds);
  const rows = [
    ...pathsIn(rounds),
    ['ceiling: one commit', ceiling.commit] as const,
    ['ceiling: one read', ceiling.read] as const,
  ];
  return table([
    ['', 'requests/s', 'p50 ms', 'p99 ms', 'CPU ms', 'of it PostgreSQL', 'of one commit'],
    ...rows.map(([name, f]) => [
      name,
      f.rps.toFixed(0),
      f.p50.toFixed(2),
      f.p99.toFixed(2),
      f.cpuMs.toFixed(2),
      f.postgresMs.toFixed(2),
      f.ofCeiling?.toFixed(3) ?? '',
    ]),
  ]);
}
