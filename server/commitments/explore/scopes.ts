import type { MoveAction, Scope } from './world.ts';

const answers: readonly MoveAction[] = ['receive', 'accept', 'decline', 'propose', 'agree', 'retract', 'withdraw'];
/** Without the receipt, which the other small scopes and the large ones have in every place. */
const unread: readonly MoveAction[] = ['accept', 'decline', 'propose', 'agree', 'withdraw'];
const all: readonly MoveAction[] = [...answers, 'accept later', 'keep', 'fail', 'pause', 'resume'];
const base: Scope = {
  name: '',
  units: 3,
  needs: 1,
  offers: 2,
  clock: 3,
  net: 1,
  slack: 1,
  closures: 0,
  basisEnds: false,
  several: false,
  actions: answers,
};

/** Small enough to be exhausted in every test run; together they hold every kind of step. */
export const small = {
  several: { ...base, name: 'offers to several units at once', several: true, clock: 2 },
  waiting: { ...base, name: 'one offer, a clock that outlasts every lapse', offers: 1, clock: 5, net: 2 },
  closing: { ...base, name: 'units close, the basis ends', clock: 2, closures: 1, basisEnds: true, actions: unread },
  promises: { ...base, name: 'promises kept, broken, paused', clock: 2, actions: all },
  crossing: { ...base, name: 'two messages in flight', clock: 1, net: 2, actions: unread },
  twoNeeds: { ...base, name: 'two needs', needs: 2, clock: 1, actions: unread },
} as const satisfies Record<string, Scope>;

/** The long proof: minutes, and up to a few GB. */
export const large = {
  back: { ...base, name: 'three offers, there and back', offers: 3, clock: 4 },
  crossing: { ...base, name: 'two messages in flight', clock: 3, net: 2 },
  twoNeeds: { ...base, name: 'two needs', needs: 2, clock: 3 },
  everything: {
    ...base,
    name: 'every action, several units, closures, an ending basis',
    clock: 3,
    closures: 1,
    basisEnds: true,
    several: true,
    actions: all,
  },
  fourUnits: { ...base, name: 'four units, offers to several', units: 4, several: true },
  long: { ...base, name: 'five ticks', clock: 5 },
} as const satisfies Record<string, Scope>;
