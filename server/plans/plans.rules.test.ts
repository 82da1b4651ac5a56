import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { planActions, planLacks, planStates, type PlanAction, type PlanState } from '../../contract/plans.ts';
import { commitmentStates } from '../../contract/commitments.ts';
import {
  consentFact,
  decideEdition,
  decideFollowUp,
  decideNextFollowUp,
  decideSimple,
  decideStart,
  goalAfter,
  isHollow,
  isLate,
  lacksOf,
  latestFollowUp,
  transitions,
  type ConsentFact,
  type Outcome,
  type PlanFacts,
} from './plans.rules.ts';
import { DAY, START as now } from './times.fixture.ts';

const whole: PlanFacts = {
  state: 'preparing',
  responsibleAuthorityId: 'a',
  nextFollowUpAt: now + 30 * DAY,
  personAgrees: 'yes',
  noOtherMeasures: true,
  otherMeasures: 0,
  interventions: [{ state: 'accepted', ownerKind: 'unit' }],
  goals: [{ state: 'open' }],
};
const outcomes: Record<'follow_up_continue' | 'follow_up_revise' | 'follow_up_close', Outcome> = {
  follow_up_continue: { kind: 'continue', nextFollowUpAt: now + DAY },
  follow_up_revise: { kind: 'revise' },
  follow_up_close: { kind: 'close', reason: 'goals_met' },
};

/** The action done to a plan that lacks nothing but, perhaps, the right state. */
function attempt(state: PlanState, action: PlanAction, consent: ConsentFact = 'yes') {
  switch (action) {
    case 'edit':
    case 'close':
      return decideSimple(state, action);
    case 'establish':
    case 'renew':
      return decideEdition(action, { ...whole, state }, consent, now, null);
    case 'follow_up_continue':
    case 'follow_up_revise':
    case 'follow_up_close':
      return decideFollowUp(
        { plan: { ...whole, state }, openGoals: ['g'], consent, followUpConsent: 'missing' },
        now,
        [{ goalId: 'g', result: 'partly' }],
        outcomes[action],
        now,
        null,
      );
    default:
      return action satisfies never;
  }
}

describe('the plan’s states', () => {
  for (const state of planStates)
    for (const action of planActions) {
      const to = transitions[state][action];
      it(`${state} + ${action} → ${to ?? 'refused'}`, () => {
        assert.deepEqual(
          attempt(state, action),
          to === null ? { ok: false, refusal: 'not_allowed_now' } : { ok: true, state: to },
        );
      });
    }
  it('ends: nothing leads out of closed, and every other state can be closed', () => {
    assert.ok(planActions.every((action) => transitions.closed[action] === null));
    assert.ok(planStates.filter((state) => state !== 'closed').every((state) => transitions[state].close === 'closed'));
  });
});

describe('the person’s word', () => {
  it('is needed to start, to establish, to renew and to go on; never to close', () => {
    assert.deepEqual(decideStart('missing'), { ok: false, refusal: 'consent_missing' });
    assert.deepEqual(decideStart('no'), { ok: false, refusal: 'blocked_by_person' });
    const needing = planActions.filter(
      (action) => !attempt(action === 'establish' ? 'preparing' : 'active', action, 'no').ok,
    );
    assert.deepEqual(needing, ['establish', 'follow_up_continue', 'follow_up_revise', 'renew']);
  });
  it('a no to being followed up ends the plan’s going on', () => {
    const facts = {
      plan: { ...whole, state: 'active' as const },
      openGoals: [],
      consent: 'yes' as const,
      followUpConsent: 'no' as const,
    };
    assert.deepEqual(decideFollowUp(facts, now, [], { kind: 'revise' }, now, null), {
      ok: false,
      refusal: 'blocked_by_person',
    });
  });
  it('is the newest in force: withdrawn, ended and coming ones do not count', () => {
    const iso = (days: number): string => new Date(now + days * DAY).toISOString();
    const yes = {
      id: '1',
      kind: 'plan',
      decision: 'yes' as const,
      validFrom: iso(-9),
      validUntil: null,
      withdrawnAt: null,
    };
    const no = { ...yes, id: '2', decision: 'no' as const, validFrom: iso(-3) };
    const answer = (...all: Parameters<typeof consentFact>[0]): ConsentFact => consentFact(all, 'plan', now).answer;
    assert.equal(answer(yes), 'yes');
    assert.equal(answer(no, yes), 'no');
    assert.equal(answer(yes, { ...no, withdrawnAt: iso(0) }), 'yes');
    assert.equal(answer({ ...yes, validUntil: iso(0) }), 'missing');
    assert.equal(answer({ ...yes, validFrom: iso(1) }), 'missing');
    assert.equal(answer({ ...yes, kind: 'disclosure' }), 'missing');
  });
});

describe('what a plan lacks', () => {
  it('is nothing when the four contents, a follow-up ahead and the person’s yes are there', () =>
    assert.deepEqual(lacksOf(whole, now, null), []));
  const lackings: Record<(typeof planLacks)[number], Partial<PlanFacts>> = {
    interventions: { interventions: [{ state: 'accepted', ownerKind: 'person' }] },
    answering_authority: {
      interventions: [
        { state: 'accepted', ownerKind: 'unit' },
        { state: 'offered', ownerKind: 'unit' },
      ],
    },
    other_measures: { noOtherMeasures: false },
    responsible_authority: { responsibleAuthorityId: null },
    next_follow_up: { nextFollowUpAt: now },
    person_agrees: { personAgrees: 'no' },
    signatures: { unsigned: 1 },
    guardians_agree: { deputies: { trustee: null, guardiansMissing: 1, speaksToo: false } },
  };
  for (const lack of planLacks)
    it(`${lack} alone is told`, () => {
      assert.deepEqual(lacksOf({ ...whole, ...lackings[lack] }, now, null), [lack]);
      assert.deepEqual(decideEdition('establish', { ...whole, ...lackings[lack] }, 'yes', now, null), {
        ok: false,
        refusal: 'plan_incomplete',
        lacks: [lack],
      });
    });
  it('a follow-up later than the agreement allows is none', () =>
    assert.deepEqual(lacksOf(whole, now, now + 29 * DAY), ['next_follow_up']));
  it('a declined offer is no intervention', () =>
    assert.deepEqual(lacksOf({ ...whole, interventions: [{ state: 'declined', ownerKind: 'unit' }] }, now, null), [
      'interventions',
    ]));
});

describe('a follow-up', () => {
  const facts = {
    plan: { ...whole, state: 'active' as const },
    openGoals: ['a', 'b'],
    consent: 'yes' as const,
    followUpConsent: 'missing' as const,
  };
  const both = [
    { goalId: 'a', result: 'partly' as const },
    { goalId: 'b', result: 'reached' as const },
  ];
  const close: Outcome = { kind: 'close', reason: 'goals_met' };
  it('judges each open goal, once, and no other', () => {
    assert.ok(decideFollowUp(facts, now, both, close, now, null).ok);
    for (const wrong of [
      [],
      both.slice(1),
      [...both, { goalId: 'c', result: 'partly' as const }],
      [both[0], both[0]].flatMap((x) => x ?? []),
    ])
      assert.deepEqual(decideFollowUp(facts, now, wrong, close, now, null), { ok: false, refusal: 'invalid' });
  });
  it('has been held', () =>
    assert.deepEqual(decideFollowUp(facts, now + 1, both, close, now, null), { ok: false, refusal: 'invalid' }));
  it('goes on only to a time ahead, within the agreement', () => {
    const next = (at: number, latest: number | null) =>
      decideFollowUp(facts, now, both, { kind: 'continue', nextFollowUpAt: at }, now, latest);
    assert.deepEqual(next(now, null), { ok: false, refusal: 'time_passed' });
    assert.deepEqual(next(now + 2, now + 1), { ok: false, refusal: 'invalid' });
    assert.ok(next(now + 1, now + 1).ok);
    assert.equal(decideNextFollowUp(now + 1, now, null), null);
  });
  it('does not go on with a plan in which nothing lives', () => {
    const done = both.map(({ goalId }) => ({ goalId, result: 'dropped' as const }));
    const ended = {
      ...facts,
      plan: { ...facts.plan, interventions: [{ state: 'kept' as const, ownerKind: 'unit' as const }] },
    };
    assert.deepEqual(decideFollowUp(ended, now, done, { kind: 'continue', nextFollowUpAt: now + 1 }, now, null), {
      ok: false,
      refusal: 'not_allowed_now',
    });
    assert.ok(decideFollowUp(ended, now, done, { kind: 'revise' }, now, null).ok);
    assert.ok(decideFollowUp(ended, now, both, { kind: 'continue', nextFollowUpAt: now + 1 }, now, null).ok);
  });
  it('leaves a goal open that is not yet reached, as long as the plan goes on', () => {
    assert.deepEqual(
      [
        goalAfter('partly', 'continue'),
        goalAfter('not_reached', 'revise'),
        goalAfter('reached', 'continue'),
        goalAfter('dropped', 'revise'),
        goalAfter('partly', 'close'),
      ],
      ['open', 'open', 'reached', 'dropped', 'partly'],
    );
  });
});

describe('a plan in which everything has ended', () => {
  it('is hollow exactly when active with no open goal and no living or unseen promise', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...planStates),
        fc.array(fc.constantFrom(...commitmentStates, null)),
        fc.array(fc.constantFrom('open', 'reached', 'partly', 'dropped')),
        (state, promises, goals) => {
          const living = promises.some(
            (one) => one === null || ['offered', 'received', 'proposed', 'accepted', 'paused'].includes(one),
          );
          const hollow = isHollow({
            state,
            interventions: promises.map((one) => ({ state: one, ownerKind: 'unit' })),
            goals: goals.map((one) => ({ state: one })),
          });
          assert.equal(hollow, state === 'active' && !living && !goals.includes('open'));
        },
      ),
    );
  });
  it('can never be renewed as it is', () => {
    const hollow = {
      ...whole,
      state: 'active' as const,
      goals: [],
      interventions: [{ state: 'kept' as const, ownerKind: 'unit' as const }],
    };
    assert.deepEqual(decideEdition('renew', hollow, 'yes', now, null), {
      ok: false,
      refusal: 'plan_incomplete',
      lacks: ['interventions'],
    });
  });
});

describe('the latest next follow-up', () => {
  it('is counted by the agreement to the end of that day in Stockholm, over the change of clocks', () => {
    const at = (term: Parameters<typeof latestFollowUp>[1]): string | null => {
      const latest = latestFollowUp(now, term);
      return latest === null ? null : new Date(latest).toISOString();
    };
    assert.equal(at(null), null);
    assert.equal(at({ amount: 6, unit: 'months' }), '2026-09-02T21:59:59.999Z');
    assert.equal(at({ amount: 3, unit: 'working_days' }), '2026-03-05T22:59:59.999Z');
    assert.equal(
      latestFollowUp(Date.parse('2026-08-31T10:00:00Z'), { amount: 6, unit: 'months' }),
      Date.parse('2027-02-28T22:59:59.999Z'),
    );
  });
  it('has passed when the time lies behind an active plan', () => {
    assert.deepEqual(
      [
        isLate('active', now - 1, now),
        isLate('active', now, now),
        isLate('preparing', now - 1, now),
        isLate('active', null, now),
      ],
      [true, false, false, false],
    );
  });
});
