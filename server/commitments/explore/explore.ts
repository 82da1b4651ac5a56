import { canonical } from './canonical.ts';
import type { InvariantName } from './invariants.ts';
import { stateInvariants, stepInvariants } from './invariants.ts';
import type { Protocol } from './protocol.ts';
import { shipping } from './protocol.ts';
import type { Emit, Outcome, Step } from './step.ts';
import { successors } from './step.ts';
import { tell } from './tell.ts';
import { witnessesOf } from './witnesses.ts';
import type { Scope, World } from './world.ts';
import { beginning } from './world.ts';

export interface Options {
  readonly protocol?: Protocol;
  /** Only these; all when left out. */
  readonly watch?: readonly InvariantName[];
  readonly maxStates?: number;
  /** How a state is named; the full state in the test that holds the reduction up. */
  readonly key?: (scope: Scope, world: World) => string;
  readonly progress?: (states: number, depth: number) => void;
}

export interface Violation {
  readonly invariant: InvariantName;
  readonly depth: number;
  /** The shortest way there, one line a step. */
  readonly path: readonly string[];
}

export interface Exploration {
  readonly scope: Scope;
  readonly states: number;
  /** Steps that were taken, whether or not they led to a new state. */
  readonly transitions: number;
  /** Commands and sweeps that were answered with a refusal or a known key. */
  readonly refused: number;
  readonly depth: number;
  /** Every state in the scope was reached. */
  readonly exhausted: boolean;
  readonly violation: Violation | null;
  /** How often each thing that is worth seeing was reached: a proof in which nothing happens proves nothing. */
  readonly witnesses: ReadonlyMap<string, number>;
  readonly ms: number;
}

/**
 * Breadth first through every state that the protocol can reach in a scope, so that the first violation has the shortest path.
 * State invariants are held in every new state, step invariants at every step, also those that lead back to known states.
 */
export function explore(
  scope: Scope,
  { protocol = shipping, watch, maxStates = Infinity, key = canonical, progress }: Options = {},
): Exploration {
  const started = performance.now();
  const watched = (name: string): boolean => watch === undefined || watch.some((w) => w === name);
  const ofState = Object.entries(stateInvariants).filter(([name]) => watched(name)) as [
    InvariantName,
    (typeof stateInvariants)[keyof typeof stateInvariants],
  ][];
  const ofStep = Object.entries(stepInvariants).filter(([name]) => watched(name)) as [
    InvariantName,
    (typeof stepInvariants)[keyof typeof stepInvariants],
  ][];
  const brokenState = (world: World): InvariantName | undefined =>
    ofState.find(([, holds]) => !holds(scope, world, protocol))?.[0];
  const brokenStep = (before: World, step: Step, after: World): InvariantName | undefined =>
    ofStep.find(([, holds]) => !holds(scope, before, step, after))?.[0];

  const start = beginning(scope);
  const known = new Set([key(scope, start)]);
  /** Of state i: from which state, by which of its steps in order. Worlds are kept for two levels only; a path is walked again. */
  const parents: number[] = [-1];
  const ordinals: number[] = [-1];
  const witnesses = new Map<string, number>();
  const note = (seen: readonly string[], n: number): void => {
    for (const witness of seen) witnesses.set(witness, (witnesses.get(witness) ?? 0) + n);
  };
  /** Nine of ten steps: counted by the list that they share, and by name at the end. */
  const refusals = new Map<readonly string[], { n: number }>();
  let transitions = 0;
  let refused = 0;
  let depth = 0;
  let found: { invariant: InvariantName; from: number; ordinal: number } | null = null;

  const walk = (to: number, last: number): string[] => {
    const chain: number[] = [last];
    for (let at = to; at > 0; at = parents[at] ?? 0) chain.unshift(ordinals[at] ?? 0);
    let world = start;
    return chain.map((wanted) => {
      let i = 0;
      let line = '';
      const before = world;
      successors(scope, before, protocol, (step, next, outcome) => {
        if (i++ !== wanted) return;
        line = tell(step, outcome, before, next);
        world = next;
      });
      return line;
    });
  };

  const wrong = brokenState(start);
  let level: { id: number; world: World }[] = wrong ? [] : [{ id: 0, world: start }];
  while (level.length > 0 && found === null && known.size < maxStates) {
    const next: typeof level = [];
    for (const { id, world } of level) {
      let ordinal = -1;
      const emit: Emit = (step: Step, after: World, outcome: Outcome) => {
        ordinal++;
        if (found) return;
        const seen = witnessesOf(step, outcome, world, after);
        if (after === world) {
          refused++;
          const tally = refusals.get(seen);
          if (tally) tally.n++;
          else refusals.set(seen, { n: 1 });
          return;
        }
        note(seen, 1);
        transitions++;
        const badStep = brokenStep(world, step, after);
        if (badStep) {
          found = { invariant: badStep, from: id, ordinal };
          return;
        }
        const name = key(scope, after);
        if (known.has(name)) return;
        known.add(name);
        parents.push(id);
        ordinals.push(ordinal);
        const badState = brokenState(after);
        if (badState) {
          found = { invariant: badState, from: id, ordinal };
          return;
        }
        next.push({ id: parents.length - 1, world: after });
      };
      successors(scope, world, protocol, emit);
      if (found || known.size >= maxStates) break;
    }
    if (next.length > 0 || found) depth++;
    level = next;
    progress?.(known.size, depth);
  }
  for (const [seen, { n }] of refusals) note(seen, n);
  // TypeScript does not see that the closure above assigns.
  const hit = found as { invariant: InvariantName; from: number; ordinal: number } | null;
  return {
    scope,
    states: known.size,
    transitions,
    refused,
    depth,
    exhausted: hit === null && level.length === 0,
    violation: hit
      ? { invariant: hit.invariant, depth, path: walk(hit.from, hit.ordinal) }
      : wrong
        ? { invariant: wrong, depth: 0, path: [] }
        : null,
    witnesses,
    ms: performance.now() - started,
  };
}
