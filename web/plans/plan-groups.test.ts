import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { groupOf, groupPlans } from './plan-groups.ts';

describe('plans in groups', () => {
  it('puts a late follow-up before an empty plan', () =>
    assert.equal(groupOf({ state: 'active', late: true, hollow: true }), 'late'));
  it('loses no plan and keeps the order within each group', () => {
    const plans = [
      { id: 1, state: 'active', late: false, hollow: false },
      { id: 2, state: 'preparing', late: false, hollow: false },
      { id: 3, state: 'active', late: true, hollow: false },
      { id: 4, state: 'active', late: false, hollow: false },
      { id: 5, state: 'active', late: false, hollow: true },
    ] as const;
    assert.deepEqual(
      groupPlans(plans).map(({ group, plans: in_ }) => [group, in_.map(({ id }) => id)]),
      [
        ['late', [3]],
        ['hollow', [5]],
        ['coming', [1, 4]],
        ['preparing', [2]],
      ],
    );
  });
});
