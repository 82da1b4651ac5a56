import { sql } from 'kysely';
import type { Work } from '../kernel/db/transaction.ts';

export interface UnitMonth {
  /** 1 for the first month asked for. */
  readonly month: number;
  readonly unitId: string;
  readonly held: number;
  readonly late: number;
  readonly missing: number;
  readonly coming: number;
  readonly noNext: number;
}
export interface Figures {
  readonly unitId: string;
  readonly joint: boolean;
  readonly cells: readonly UnitMonth[];
}

/** @param bounds where each month begins, and where the last ends (ISO text) */
export async function followUpFigures(work: Work, bounds: readonly string[]): Promise<Figures> {
  const { rows } = await sql<{ v: Figures }>`select plans.follow_up_figures(${bounds}::timestamptz[]) as v`.execute(
    work.tx,
  );
  return rows[0]?.v ?? { unitId: '', joint: false, cells: [] };
}

/** Ids only, before the log. */
export async function plansBehind(
  work: Work,
  from: string,
  to: string,
  stood: string,
  limit: number,
): Promise<{ personId: string; planId: string }[]> {
  const { rows } = await sql<{ personId: string; planId: string }>`select person_id as "personId", plan_id as "planId"
    from plans.follow_up_plans(${from}::timestamptz, ${to}::timestamptz, ${stood}, ${limit})`.execute(work.tx);
  return rows;
}

export async function authoritiesOf(work: Work, unitIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{
    id: string;
    authority: string;
  }>`select u.id, p.authority_id as authority from organisations.unit u
    join organisations.provider p on p.id = u.provider_id where u.id = any(${unitIds}::uuid[])`.execute(work.tx);
  return new Map(rows.map(({ id, authority }) => [id, authority]));
}
