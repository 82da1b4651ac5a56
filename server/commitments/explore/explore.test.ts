import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Party } from '../handover.rules.ts';
import type { InvariantName } from './invariants.ts';
import { stateInvariants, stepInvariants } from './invariants.ts';
import { canonical } from './canonical.ts';
import { explore } from './explore.ts';
import { plants } from './plants.ts';
import { small } from './scopes.ts';
import { report } from './tell.ts';
import type { Scope, World } from './world.ts';
import { unitBits, unitIdsOf, unitIndex, unitName } from './world.ts';

/** What the small scopes together must have seen. A proof in which nothing happens proves nothing. */
const wanted = [
  'offered',
  'received',
  'proposed',
  'accepted',
  'agreed',
  'declined',
  'withdrawn',
  'lapsed',
  'superseded',
  'kept',
  'not_kept',
  'paused',
  'need closed',
  'ended with its need',
  'close unit',
  'basis ends',
  'repeated',
  'lose',
  'late but honoured',
  'late refused:stale',
  'late refused:not_accountable',
  'late refused:need_closed',
  'late refused:unit_closed',
  'late refused:basis_gone',
  'late refused:time_passed',
  'late refused:taken',
  'late offer refused:stale',
  'an older version honoured, of an offer to several',
  'refused:not_found',
  'refused:not_your_move',
  'refused:not_allowed_now',
  'refused:to_self',
  'refused:propose_instead',
];

describe('Every state that the ledger can reach in a small world', () => {
  const seen = new Map<string, number>();
  for (const scope of Object.values(small))
    it(`${scope.name}: every promise of the design holds, and every state is reached`, (t) => {
      const result = explore(scope);
      t.diagnostic(report(result));
      assert.equal(result.violation, null, report(result));
      assert.ok(result.exhausted);
      for (const [name, n] of result.witnesses) seen.set(name, (seen.get(name) ?? 0) + n);
    });

  it('saw each kind of answer, ending and delay', () => {
    assert.deepEqual(
      wanted.filter((name) => !seen.has(name)),
      [],
    );
  });

  it('has for every promise a mistake that breaks it', () => {
    const broken = new Set(plants.map((p) => p.breaks));
    const all = [...Object.keys(stateInvariants), ...Object.keys(stepInvariants)] as InvariantName[];
    assert.deepEqual(
      all.filter((name) => !broken.has(name)),
      [],
    );
  });
});

describe('The short name of a state', () => {
  /** Nothing left out and nobody renamed; only the order of the same messages in the network, which nothing can see. */
  const full = (_: Scope, world: World): string =>
    JSON.stringify({ ...world, net: world.net.map((m) => JSON.stringify(m)).sort() });
  // Without counter-proposals, which give versions no bound.
  const scope: Scope = { ...small.several, clock: 1, actions: ['accept', 'decline'] };
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ];
  /** One name for all states that differ only in what the units are called: the least of all renamings. */
  const orbit = (world: World): string =>
    orders
      .map((order) => canonical(scope, renamed(world, order)))
      .reduce((least, name) => (name < least ? name : least));

  it('loses nothing: walking full states reaches exactly what walking short names does', () => {
    const reached = [new Set<string>(), new Set<string>()] as const;
    const noting = (into: Set<string>, key: typeof full): typeof full => {
      const named = new Set<string>();
      return (at, world) => {
        const name = key(at, world);
        if (!named.has(name)) into.add(orbit(world));
        named.add(name);
        return name;
      };
    };
    const short = explore(scope, { key: noting(reached[0], canonical) });
    const long = explore(scope, { key: noting(reached[1], full) });
    assert.ok(short.exhausted && long.exhausted);
    assert.ok(long.states > 2 * short.states, `${long.states} full states, ${short.states} short`);
    assert.equal(reached[1].size, reached[0].size);
    assert.deepEqual([...long.witnesses.keys()].sort(), [...short.witnesses.keys()].sort());
  });

  function renamed(world: World, order: readonly number[]): World {
    const one = (unit: number): number => order[unit] ?? unit;
    const set = (units: number): number =>
      orders[0]?.reduce((bits, unit) => bits | (units & (1 << unit) ? 1 << one(unit) : 0), 0) ?? 0;
    const party = (p: Party): Party =>
      p.kind === 'unit' ? { kind: 'unit', unitId: unitName(one(unitIndex(p.unitId))) } : p;
    return {
      ...world,
      accountable: set(world.accountable),
      closed: set(world.closed),
      offers: world.offers.map((o) => ({
        ...o,
        from: party(o.from),
        to: party(o.to),
        openTo: unitIdsOf(set(unitBits(o.openTo))),
      })),
      net: world.net.map((m) => ({
        ...m,
        by: one(m.by),
        order: m.order.kind === 'offer' ? { ...m.order, to: set(m.order.to) } : m.order,
      })),
    };
  }
});
