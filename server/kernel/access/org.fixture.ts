import { stockholmInstant } from '../../../contract/kernel/time.ts';
import { personsOwnUnit, type Branch } from './context.ts';
import type { World } from './world-facts.ts';

/** The small county that the random worlds live in: every pair of secrecy areas that the law tells apart. */
export const now = Date.parse('2026-10-05T08:00:00Z');
const day = 86_400_000;
const id = (kind: number, n: number): string => `0000000${kind}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

const authorities = [
  ['region', 1],
  ['municipality', 2],
  ['private', 3],
  ['joint', 4],
] as const;
/** authority, branch, units (a number: closes that many days from now) */
const providers: readonly (readonly [number, Branch, readonly (number | null)[]])[] = [
  [1, 'health', [null, null]],
  [2, 'omsorg', [null]],
  [2, 'health', [null, null, -1, 1]],
  [1, 'health', [null]],
  [2, 'omsorg', [null]],
  [2, 'social_other', [null]],
  [2, 'school', [null]],
  [1, 'omsorg', [null]],
  [1, 'omsorg', [null]],
  [3, 'health', [null]],
  [3, 'health', [null]],
  [4, 'joint', [null]],
];

export interface Unit {
  readonly id: string;
  readonly providerId: string;
  readonly authorityId: string;
  readonly branch: Branch;
  readonly closedAt: number | null;
}
let number = 0;
export const units: readonly Unit[] = providers.flatMap(([authority, branch, closes], p) =>
  closes.map((c) => ({
    id: id(3, ++number),
    providerId: id(2, p),
    authorityId: id(1, authority),
    branch,
    closedAt: c === null ? null : now + c * day,
  })),
);

const every = ['health', 'omsorg', 'social_other', 'school'];
/** Beside the real list: grounds whose law has ended or not begun, and one that fits every branch. */
const testGrounds = [
  { code: 'test_any', from: '2020-01-01', until: null },
  { code: 'test_over', from: '2020-01-01', until: '2026-10-05' },
  { code: 'test_coming', from: '2026-10-06', until: null },
  { code: 'test_last_day', from: '2026-10-05', until: '2026-10-06' },
];
export const groundCodes = [
  'test_any',
  'osl_25_12',
  'osl_26_9',
  'svod_3_3',
  'svod_3_4',
  'sol_19_1',
  'test_over',
  'test_coming',
  'test_last_day',
];

type Ask = <R extends Record<string, unknown>>(text: string, values?: unknown[]) => Promise<R[]>;

/** Plants the county once; gives the parts of a world that never change. */
export async function plantCounty(
  ask: Ask,
): Promise<Pick<World, 'now' | 'authorities' | 'providers' | 'units' | 'legalGrounds'>> {
  for (const [kind, n] of authorities)
    await ask('insert into organisations.authority values ($1, $2, $3::text, $3)', [id(1, n), kind, `t${n}`]);
  for (const [p, [authority, branch]] of providers.entries())
    await ask(
      'insert into organisations.provider (id, authority_id, branch, code, name) values ($1, $2, $3, $4::text, $4)',
      [id(2, p), id(1, authority), branch, `t${p}`],
    );
  for (const u of units)
    await ask(
      "insert into organisations.unit (id, provider_id, kind, code, name, tag, opened_at, closed_at) values ($1, $2, 'test', $1::uuid::text, 'Enhet', 'Enhet', '2020-01-01', $3)",
      [u.id, u.providerId, u.closedAt === null ? null : new Date(u.closedAt).toISOString()],
    );
  for (const g of testGrounds)
    await ask("insert into people.legal_ground values ($1, '-', '-', '-', '-', '-', $2, $2, $3, $4, 'test')", [
      g.code,
      every,
      g.from,
      g.until,
    ]);
  const laws = await ask<{ code: string; f: string[]; t: string[]; since: string; until: string | null }>(
    'select code, from_branches as f, to_branches as t, valid_from::text as since, valid_until::text as until from people.legal_ground',
  );
  const kinds: [string, { kind: string }][] = authorities.map(([kind, n]) => [id(1, n), { kind }]);
  const givers: [string, { id: string; authorityId: string; branch: Branch | 'person' }][] = providers.map(
    ([a, branch], p) => [id(2, p), { id: id(2, p), authorityId: id(1, a), branch }],
  );
  const places: [string, { id: string; providerId: string; closedAt: number | null }][] = units.map((u) => [u.id, u]);
  return {
    now,
    authorities: new Map([...kinds, ['own', { kind: 'person' }]]),
    providers: new Map([...givers, ['own', { id: 'own', authorityId: 'own', branch: 'person' }]]),
    units: new Map([...places, [personsOwnUnit, { id: personsOwnUnit, providerId: 'own', closedAt: null }]]),
    legalGrounds: new Map(
      laws.map((l) => [
        l.code,
        {
          fromBranches: l.f,
          toBranches: l.t,
          from: stockholmInstant(l.since),
          to: l.until === null ? null : stockholmInstant(l.until),
        },
      ]),
    ),
  };
}
