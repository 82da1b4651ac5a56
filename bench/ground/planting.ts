import { readFileSync } from 'node:fs';
import type pg from 'pg';

export interface Size {
  readonly persons: number;
  readonly commitments: number;
}

/** 65 persons a unit, ten units a municipality. */
export const placesOf = ({ persons }: Size): number => Math.max(1, Math.round(persons / 650));
export const unitsOf = (size: Size): number => placesOf(size) * 10;
export const fewestCommitments = (size: Size): number => unitsOf(size) * 15;

interface Step {
  readonly stage: string;
  readonly name: string;
  readonly sql: string;
}

function stepsFor(size: Size): Step[] {
  const values: Record<string, number> = { ...size, places: placesOf(size) };
  const text = readFileSync(new URL('world.sql', import.meta.url), 'utf8').replaceAll(
    /(?<!:):([a-z]+)/gu,
    (_, name: string) => String(values[name]),
  );
  return text
    .split(/^---- /mu)
    .slice(1)
    .map((step) => {
      const [head = '', ...lines] = step.split('\n');
      const [stage = '', ...name] = head.split(' ');
      return { stage, name: name.join(' '), sql: lines.join('\n') };
    });
}

/** Plants the world. @returns seconds that each step took */
export async function plant(owner: pg.Pool, size: Size): Promise<Record<string, number>> {
  const took: Record<string, number> = {};
  const steps = stepsFor(size);
  const run = async ({ name, sql }: Step): Promise<void> => {
    const client = await owner.connect();
    const began = performance.now();
    try {
      // Past triggers and foreign keys; the data is made to keep them.
      await client.query(
        "set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB'; set jit = off",
      );
      await client.query(sql);
      took[name] = Math.round((performance.now() - began) / 100) / 10;
    } finally {
      // A connection with these settings must not be used for anything else.
      client.release(true);
    }
  };
  for (const stage of new Set(steps.map((step) => step.stage)))
    await Promise.all(steps.filter((step) => step.stage === stage).map(run));
  await owner.query('checkpoint');
  return took;
}
