import fc from 'fast-check';
import { personsOwnUnit, type Caller, type Purpose } from './context.ts';
import { groundCodes, now, units, type Unit } from './org.fixture.ts';
import { keptTables, plainTables, type Period, type Row, type World } from './world-facts.ts';

/** A small random world as numbers, so that it shrinks to few and simple facts. Unit 0 is the caller's own, 1 the world's other one. */
const unit = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 5, arbitrary: fc.constant(1) },
  { weight: 2, arbitrary: fc.integer({ min: 2, max: units.length + 1 }) },
);
const author = fc.oneof({ weight: 12, arbitrary: unit }, { weight: 1, arbitrary: fc.constant(-1) });
/** 0 live without end, 1 live, 2 begins now, 3 ends now, 4 past, 5 to come. */
const period = fc.oneof(
  { weight: 8, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 5 }) },
);
const person = fc.oneof({ weight: 7, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) });
const n = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
const end = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: n(2) });
const code = fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: n(groundCodes.length - 1) });

const facts = {
  row: fc.tuple(fc.constant('row' as const), person, author, n(plainTables.length - 1)),
  version: fc.tuple(fc.constant('version' as const), person, author, unit),
  engagement: fc.tuple(fc.constant('engagement' as const), person, author, unit, period),
  consent: fc.tuple(
    fc.constant('consent' as const),
    person,
    author,
    period,
    n(6),
    n(5),
    end,
    fc.array(fc.tuple(unit, n(2)), { maxLength: 4 }),
    n(3),
  ),
  block: fc.tuple(fc.constant('block' as const), person, author, unit, n(1), period),
  ground: fc.tuple(fc.constant('ground' as const), person, author, unit, unit, code, period, end),
  emergency: fc.tuple(fc.constant('emergency' as const), person, n(3), n(1), unit, period),
  unmask: fc.tuple(fc.constant('unmask' as const), person, author, n(2), period),
  relative: fc.tuple(fc.constant('relative' as const), person, author, n(2), period),
  share: fc.tuple(fc.constant('share' as const), person, author, n(3), n(6), period),
  promise: fc.tuple(
    fc.constant('promise' as const),
    person,
    author,
    n(9),
    unit,
    n(4),
    unit,
    n(1),
    fc.array(author, { maxLength: 2 }),
    n(3),
  ),
  need: fc.tuple(fc.constant('need' as const), person, author, fc.array(unit, { maxLength: 2 })),
  gap: fc.tuple(fc.constant('gap' as const), person, author, unit, unit, n(2), fc.array(author, { maxLength: 1 })),
};
const weights: Record<keyof typeof facts, number> = {
  row: 9,
  version: 1,
  engagement: 6,
  consent: 6,
  block: 3,
  ground: 4,
  emergency: 4,
  unmask: 1,
  relative: 2,
  share: 4,
  promise: 4,
  need: 2,
  gap: 2,
};
const fact = fc.oneof(
  ...(Object.keys(facts) as (keyof typeof facts)[]).map((k) => ({
    weight: weights[k],
    arbitrary: facts[k] as fc.Arbitrary<Fact>,
  })),
);
type Fact = {
  [K in keyof typeof facts]: (typeof facts)[K] extends fc.Arbitrary<infer T> ? T : never;
}[keyof typeof facts];

export const worlds = fc.record({
  me: n(units.length - 1),
  /** One past the last: a unit of the caller's own provider. */
  other: fc.oneof(
    { weight: 2, arbitrary: n(5) },
    { weight: 1, arbitrary: fc.constant(units.length) },
    { weight: 3, arbitrary: n(units.length - 1) },
  ),
  caller: fc.oneof(
    { weight: 14, arbitrary: fc.constant('staff' as const) },
    { weight: 2, arbitrary: fc.constant('relative' as const) },
    { weight: 1, arbitrary: fc.constantFrom('person' as const, 'system' as const) },
  ),
  joined: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.constant(-1) }),
  purpose: n(4),
  protection: n(5),
  /** 0 both persons are logged; 1, 2 only the first; 3 only the second. The other one was logged in another transaction (1) or by another (2, 3). */
  logs: fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: n(3) }),
  /** 0 nothing wrong; else session revoked, over, assignment ended, to come, of another unit, staff disabled, disabled later. */
  lapse: fc.oneof({ weight: 12, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: n(7) }),
  facts: fc.array(fact, { maxLength: 14, size: 'max' }),
  /** To whom the rows that can be kept to named units are kept, one after the other: 0 all, 1 the unit it stands on, 2 mine, 3 the other, 4 both. */
  kept: fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: n(4) }), { maxLength: 4 }),
});
export type Spec = typeof worlds extends fc.Arbitrary<infer T> ? T : never;

const day = 86_400_000;
const spans: readonly Period[] = [
  { from: now - 9 * day, to: null },
  { from: now - 9 * day, to: now + 1 },
  { from: now, to: null },
  { from: now - 9 * day, to: now },
  { from: now - 9 * day, to: now - day },
  { from: now + 1, to: null },
];
const span = (k: number): Period => spans[k] ?? { from: now, to: null };
const hours = (k: number): Period => {
  const s = span(k);
  const from = Math.max(s.from, k === 4 ? now - 7_200_000 : now - 3_600_000);
  return { from, to: k === 4 ? now - 3_600_000 : (s.to ?? from + 7_200_000) };
};
const endsAt = (k: number): number | null => [null, now, now + 1][k] ?? null;
const states = [
  'offered',
  'received',
  'proposed',
  'accepted',
  'paused',
  'kept',
  'not_kept',
  'declined',
  'withdrawn',
  'lapsed',
] as const;
/** A message is never promised beforehand: it is answered, or it is not. */
const neverMessage: ReadonlySet<string> = new Set(['proposed', 'accepted', 'paused', 'not_kept']);
const parts = ['promises', 'plan', 'circle', 'voice', 'needs', 'consents', 'log'] as const;

export interface Case {
  readonly world: World;
  readonly caller: Caller;
  readonly purpose: Purpose;
  readonly logged: readonly string[];
  /** Whose log row, not valid here, the persons not logged have. */
  readonly strange: 'other_transaction' | 'other_actor';
}

/** What is told of a row is kept to the same units as the row. */
function follows<T extends Row>({ keptTo }: Row, row: T): T {
  const { keptTo: _, ...open } = row;
  return { ...open, ...(keptTo ? { keptTo } : {}) } as T;
}

/** Spells a world out. `serial` makes its ids its own, so that many stand side by side in one transaction. */
export function spellOut(
  spec: Spec,
  serial: number,
  county: Pick<World, 'now' | 'authorities' | 'providers' | 'units' | 'legalGrounds'>,
): Case {
  let count = 0;
  const id = (): string =>
    `${(serial + 0x1000_0000).toString(16)}-0000-7000-8000-${(++count).toString(16).padStart(12, '0')}`;
  const at = (k: number): Unit => units[k % units.length] as Unit;
  const sibling = units.findIndex(
    (u, i) => i !== spec.me && u.providerId === at(spec.me).providerId && u.closedAt === null,
  );
  const other = spec.other < units.length ? spec.other : sibling === -1 ? spec.me : sibling;
  const unitOf = (ref: number): string =>
    ref === -1 ? personsOwnUnit : at(ref === 0 ? spec.me : ref === 1 ? other : ref - 2).id;
  const providerOf = (ref: number): string => at(ref === 0 ? spec.me : ref === 1 ? other : ref - 2).providerId;
  const people = [id(), id()];
  const staff = [0, 1, 2].map((i) => ({
    id: id(),
    disabledAt: i > 0 ? null : spec.lapse === 6 ? now : spec.lapse === 7 ? now + 1 : null,
  }));
  const assignments = staff.map((s, i) => ({
    id: id(),
    staffId: s.id,
    role: 'nurse',
    unitId: i === 0 && spec.lapse === 5 ? at(spec.me + 1).id : at(i === 2 ? other : spec.me).id,
    ...span(i === 0 && spec.lapse === 3 ? 3 : i === 0 && spec.lapse === 4 ? 5 : 0),
  }));
  const relatives = [id(), id()];
  const session = { id: id(), revoked: spec.lapse === 1, expiresAt: spec.lapse === 2 ? now : now + 1 };
  const rows: Row[] = [];
  const taken = new Set<string>();
  const once = (key: string): boolean => !taken.has(key) && !!taken.add(key);
  for (const p of people)
    for (const table of ['people.person', 'people.person_identifier', 'people.person_contact'] as const)
      rows.push({ table, id: p, person: p, author: '', part: '' });
  const first: Fact[] = [['relative', 0, 1, 0, spec.caller === 'relative' && spec.lapse > 3 ? 3 : 0]];
  if (spec.joined === 0) first.push(['engagement', 0, 1, 0, 0]);
  let kept = 0;
  const keptTo = (table: string, by: string): { keptTo?: readonly string[] } => {
    const how = keptTables.has(table) && spec.kept.length > 0 ? spec.kept[kept++ % spec.kept.length] : 0;
    const [mine, others] = [at(spec.me).id, at(other).id];
    const to = [[], [by], [mine], [others], [mine, others]][how ?? 0] ?? [];
    return to.length === 0 ? {} : { keptTo: [...new Set([by, ...to])] };
  };
  for (const f of [...first, ...spec.facts]) {
    const on = <T extends Row['table']>(table: T, part: string, by: number) => ({
      table,
      id: id(),
      person: people[f[1]] as string,
      author: unitOf(by),
      part,
      ...keptTo(table, unitOf(by)),
    });
    switch (f[0]) {
      case 'row': {
        const table = plainTables[f[3]] as (typeof plainTables)[number];
        if (table !== 'people.consent_unit')
          rows.push(
            on(
              table,
              table === 'people.voice' || table === 'people.voice_picture'
                ? 'voice'
                : table === 'people.alert'
                  ? 'alerts'
                  : table === 'people.named_contact'
                    ? 'circle'
                    : 'plan',
              f[2],
            ),
          );
        break;
      }
      case 'version':
        rows.push({ ...on('plans.part_version', 'plan', f[2]), by: unitOf(f[3]) });
        break;
      case 'engagement': {
        const when = span(f[4]);
        if (when.to !== null || once(`${f[1]}${unitOf(f[3])}`))
          rows.push({ ...on('people.engagement', 'circle', f[2]), unit: unitOf(f[3]), ...when });
        break;
      }
      case 'consent': {
        const when = span(f[3]);
        const kind = f[4] < 3 ? 'disclosure' : f[4] < 6 ? 'shared_record' : 'plan';
        const named = new Map(f[7].map(([u, no]) => [unitOf(u), no > 0] as const));
        const consent = {
          ...on('people.consent', 'consents', f[2]),
          kind,
          decision: f[5] === 5 ? 'no' : 'yes',
          from: when.from,
          to: when.to ?? (kind === 'disclosure' ? now + day : null),
          withdrawnAt: endsAt(f[6]),
          relative: f[8] > 1 ? (relatives[f[8] - 2] ?? null) : null,
          units: [...named].map(([u, included]) => ({ unit: u, included })),
        } as const;
        rows.push(consent);
        for (const u of named.keys())
          rows.push({
            table: 'people.consent_unit',
            id: `${consent.id}/${u}`,
            person: consent.person,
            author: consent.author,
            part: 'consents',
          });
        break;
      }
      case 'block':
        rows.push({
          ...on('people.block', 'consents', f[2]),
          unit: f[4] === 0 ? unitOf(f[3]) : null,
          provider: f[4] === 1 ? providerOf(f[3]) : null,
          ...span(f[5]),
        });
        break;
      case 'ground':
        rows.push({
          ...on('people.ground', 'consents', f[2]),
          fromProvider: providerOf(f[3]),
          toUnit: unitOf(f[4]),
          code: groundCodes[f[5]] as string,
          from: span(f[6]).from,
          to: span(f[6]).to ?? now + day,
          endedAt: endsAt(f[7]),
        });
        break;
      case 'emergency': {
        const who = assignments[f[2] === 3 ? 0 : f[2]];
        if (who)
          rows.push({
            ...on('people.emergency', 'consents', 0),
            author: who.unitId,
            assignment: who.id,
            code: f[3] === 0 ? 'svod_3_6' : 'pdl_4_5',
            liftedUnit: f[3] === 0 ? null : unitOf(f[4]),
            ...hours(f[5]),
          });
        break;
      }
      case 'unmask':
        rows.push({
          ...on('people.unmask_grant', 'consents', f[2]),
          staff: (staff[f[3]] ?? staff[0])?.id as string,
          ...span(f[4]),
        });
        break;
      case 'relative': {
        const who = f[1] === 0 ? relatives[rows.some((r) => r.id === relatives[0]) ? 1 : 0] : undefined;
        if (who === undefined || once(who))
          rows.push({
            ...on('people.relative', 'circle', f[2]),
            ...(who ? { id: who } : {}),
            relation: spec.purpose > 2 || f[3] === 1 ? 'guardian' : 'child',
            ...span(f[4]),
          });
        break;
      }
      case 'share': {
        const relative = relatives[f[3] === 3 ? 1 : 0] as string;
        const part = parts[f[4]] as string;
        const when = span(f[5]);
        if (when.to !== null || once(`${f[1]}${relative}${part}`))
          rows.push({ ...on('people.relative_share', 'consents', f[2]), relative, shares: part, ...when });
        break;
      }
      case 'promise': {
        const many = f[5] === 1;
        let state: string = states[f[3]] ?? 'offered';
        if (many && ['proposed', 'accepted', 'paused', 'kept', 'not_kept'].includes(state)) state = 'offered';
        const toUnit = f[5] === 0 || f[5] > 2 ? unitOf(f[6]) : null;
        const message = toUnit !== null && f[5] > 3 && !neverMessage.has(state);
        const c = {
          ...on('commitments.commitment', 'promises', f[2]),
          state,
          message,
          fromUnit: !message && (f[7] === 0 || f[9] > 0) ? unitOf(f[4]) : null,
          toUnit,
          openTo: many ? [unitOf(f[6])] : [],
          disclosed: f[7] === 1 && !many,
          relative: f[5] === 2 || (message && f[9] > 0) ? (relatives[f[9] & 1] ?? null) : null,
        };
        // A promise is kept to its parties too, and to no relative.
        const to = c.keptTo && [...new Set([...c.keptTo, c.fromUnit, c.toUnit, ...c.openTo])].filter((u) => u !== null);
        const { keptTo: _, ...open } = c;
        const promise: Row = to && !c.relative ? { ...open, keptTo: to } : open;
        rows.push(promise);
        for (const by of f[8])
          rows.push(follows(promise, { ...on('commitments.event', 'promises', by), subject: c.id }));
        break;
      }
      case 'need': {
        const need = on('commitments.need', 'needs', f[2]);
        rows.push(need);
        for (const [i, u] of f[3].entries())
          rows.push({
            ...on('commitments.accountability', 'needs', u),
            need: need.id,
            unit: unitOf(u),
            ...span(i === 0 ? 4 : 0),
          });
        break;
      }
      case 'gap': {
        const gap = {
          ...on('commitments.gap', 'promises', f[2]),
          move: unitOf(f[3]),
          giver: f[5] > 0 ? unitOf(f[4]) : null,
        };
        rows.push(gap);
        for (const by of f[6])
          rows.push(follows(gap, { ...on('commitments.gap_answer', 'promises', by), gap: gap.id }));
        break;
      }
      default:
    }
  }
  const protection =
    (['none', 'none', 'none', 'none', 'confidential', 'protected_registration'] as const)[spec.protection] ?? 'none';
  const world: World = {
    ...county,
    staff,
    assignments,
    sessions: [session],
    rows,
    persons: new Map(people.map((p) => [p, { protection }])),
  };
  const me = at(spec.me);
  const caller: Caller =
    spec.caller === 'staff'
      ? {
          kind: 'staff',
          name: 'T',
          staffId: staff[0]?.id as string,
          sessionId: session.id,
          assignmentId: assignments[0]?.id as string,
          unitId: me.id,
          providerId: me.providerId,
          authorityId: me.authorityId,
          branch: me.branch,
          role: 'nurse',
        }
      : spec.caller === 'person'
        ? { kind: 'person', name: 'P', personId: people[0] as string, sessionId: session.id }
        : spec.caller === 'relative'
          ? {
              kind: 'relative',
              name: 'R',
              relativeId: relatives[0] as string,
              personId: people[0] as string,
              sessionId: session.id,
            }
          : { kind: 'system', name: 'S' };
  const purpose: Purpose =
    spec.caller !== 'staff'
      ? spec.caller === 'system'
        ? 'system'
        : 'own'
      : spec.purpose === 1
        ? 'administration'
        : spec.purpose === 2
          ? 'follow_up'
          : 'care';
  const logged = spec.logs === 0 ? people : spec.logs === 3 ? people.slice(1) : people.slice(0, 1);
  return { world, caller, purpose, logged, strange: spec.logs === 1 ? 'other_transaction' : 'other_actor' };
}
