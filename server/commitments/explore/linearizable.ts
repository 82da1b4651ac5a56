/**
 * Was there an order in which these things could have happened one at a time? (Wing & Gong 1993, with Lowe's memory of tried states.)
 *
 * Clients of the real server record what they called and what they were told. Each operation took effect at some instant between
 * call and return; `linearize` looks for such instants that make a sequential specification give the same answers. State checks
 * alone missed races that this finds: a row-lock mutant never showed two holders to an observer, but told two clients yes.
 *
 * ```ts
 * const verdict = linearizeAll(history, ledgerSpec(start), touches);
 * assert.ok(verdict.ok, verdict.ok ? '' : tellStuck(verdict));
 * ```
 */
export interface Operation<Command, Outcome> {
  readonly client: string;
  /** When the client sent it, on one monotonic clock for all clients. */
  readonly call: number;
  /** When the client had the answer; `null` when none came (lost, crashed): it may have taken effect at any later time, or never. */
  readonly return: number | null;
  readonly command: Command;
  /** What the client was told; `null` together with `return`. */
  readonly outcome: Outcome | null;
}

export interface Spec<State, Command, Outcome> {
  readonly start: State;
  /** The sequential specification. Pure: returns the state after and the answer. */
  readonly step: (state: State, command: Command) => { state: State; outcome: Outcome };
  /** Equal strings for states that nothing can tell apart. */
  readonly key: (state: State) => string;
  readonly same: (told: Outcome, expected: Outcome) => boolean;
}

export type Verdict<Command, Outcome> =
  | {
      readonly ok: true;
      /** One order that explains the answers. */ readonly order: readonly Operation<Command, Outcome>[];
    }
  | {
      readonly ok: false;
      /** The longest explanation found; nothing explains one of `stuck` after it. */
      readonly order: readonly Operation<Command, Outcome>[];
      /** What could have come next, with what the specification would have answered. */
      readonly stuck: readonly { operation: Operation<Command, Outcome>; expected: Outcome }[];
    };

/** Checks one history. Exponential at worst; keep what touches the same need to some hundred operations, or use `linearizeAll`. */
export function linearize<S, C, O>(history: readonly Operation<C, O>[], spec: Spec<S, C, O>): Verdict<C, O> {
  const ops = history.toSorted((a, b) => a.call - b.call);
  const end = (i: number): number => ops[i]?.return ?? Infinity;
  const done = new Uint8Array(ops.length);
  const answered = ops.filter((op) => op.return !== null).length;
  const tried = new Set<string>();
  let longest: number[] = [];
  let longestState = spec.start;

  /** What may come next: called before the first return among those that remain. */
  const candidates = (): number[] => {
    let firstReturn = Infinity;
    for (let i = 0; i < ops.length; i++) if (!done[i]) firstReturn = Math.min(firstReturn, end(i));
    const found: number[] = [];
    for (let i = 0; i < ops.length && (ops[i]?.call ?? Infinity) <= firstReturn; i++) if (!done[i]) found.push(i);
    return found;
  };
  // A stack of our own: a history is longer than the runtime's.
  interface Frame {
    readonly state: S;
    readonly next: number[];
    /** The operation that led here; -1 for the start. */
    readonly by: number;
    readonly explained: number;
  }
  const stack: Frame[] = [{ state: spec.start, next: candidates(), by: -1, explained: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    if (top.explained === answered) return { ok: true, order: orderOf(stack.map((f) => f.by)) };
    if (top.explained > longest.length || longest.length === 0)
      [longest, longestState] = [stack.map((f) => f.by).filter((i) => i >= 0), top.state];
    const i = top.next.shift();
    if (i === undefined) {
      if (top.by >= 0) done[top.by] = 0;
      stack.pop();
      continue;
    }
    const op = ops[i];
    if (op === undefined) continue;
    const { state, outcome } = spec.step(top.state, op.command);
    if (op.outcome !== null && !spec.same(op.outcome, outcome)) continue;
    done[i] = 1;
    const name = `${done.join('')} ${spec.key(state)}`;
    if (tried.has(name)) {
      done[i] = 0;
      continue;
    }
    tried.add(name);
    stack.push({ state, next: candidates(), by: i, explained: top.explained + (op.return === null ? 0 : 1) });
  }
  done.fill(0);
  for (const i of longest) done[i] = 1;
  return {
    ok: false,
    order: orderOf(longest),
    stuck: candidates().flatMap((i) => {
      const operation = ops[i];
      return operation ? [{ operation, expected: spec.step(longestState, operation.command).outcome }] : [];
    }),
  };

  function orderOf(indices: readonly number[]): Operation<C, O>[] {
    return indices.flatMap((i) => {
      const op = ops[i];
      return op ? [op] : [];
    });
  }
}

/**
 * Checks each part of a history that shares nothing with the others, which is as strict and far cheaper.
 *
 * @param touches names of everything an operation reads or writes (need and commitment ids); what shares a name is checked together
 * @returns the first part that cannot be explained, or all parts' orders one after the other
 */
export function linearizeAll<S, C, O>(
  history: readonly Operation<C, O>[],
  spec: Spec<S, C, O>,
  touches: (command: C) => readonly string[],
): Verdict<C, O> {
  const parent = new Map<string, string>();
  const root = (name: string): string => {
    let at = name;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    return at;
  };
  for (const op of history) {
    const [first, ...rest] = touches(op.command);
    if (first !== undefined)
      for (const name of rest) if (root(name) !== root(first)) parent.set(root(name), root(first));
  }
  const parts = Map.groupBy(history, (op) => root(touches(op.command)[0] ?? ''));
  const order: Operation<C, O>[] = [];
  for (const part of parts.values()) {
    const verdict = linearize(part, spec);
    if (!verdict.ok) return verdict;
    order.push(...verdict.order);
  }
  return { ok: true, order };
}

export function tellStuck<C, O>(verdict: Verdict<C, O>): string {
  if (verdict.ok) return 'linearizable';
  const line = (op: Operation<C, O>): string =>
    `${op.client} [${op.call}, ${op.return ?? '…'}] ${JSON.stringify(op.command)} -> ${JSON.stringify(op.outcome)}`;
  return [
    'explained:',
    ...verdict.order.map((op) => `  ${line(op)}`),
    'then none of:',
    ...verdict.stuck.map((s) => `  ${line(s.operation)} (would be ${JSON.stringify(s.expected)})`),
  ].join('\n');
}
