import { actorOf } from '../kernel/access/context.ts';
import { Refusal } from '../kernel/refusal.ts';
import { authorUnit, changing, iso, Stale, type Asked } from './frame.commands.ts';
import { decideSimple } from './plans.rules.ts';
import { insertRow } from './plans.store.ts';
import { signaturesOf } from './signatures.store.ts';

/**
 * The caller's unit signs (justerar) a coordinated plan as it stands: only then is it made (LPT 7 a §, LRV 12 a §).
 *
 * @throws Refusal `not_allowed_now` for a plan that is not signed, or is closed; `not_your_move` for a unit that answers for nothing in it;
 *   `stale` when the plan is no longer the one that was read
 */
export function signPlan(asked: Asked, body: { version: number }): Promise<{ id: string; version: number }> {
  const { personId, planId } = asked.params;
  return changing(asked, 'plan.sign', 'alone', async (work, plan) => {
    if (plan.version !== body.version) throw new Stale('plan', planId, body.version);
    const signatures = await signaturesOf(work, personId, plan);
    if (signatures === null || !decideSimple(plan.state, 'edit').ok) throw new Refusal('not_allowed_now');
    const unit = authorUnit(asked.caller);
    const own = signatures.find(({ unitId }) => unitId === unit);
    if (!own) throw new Refusal('not_your_move');
    if (own.at !== null) throw new Refusal('already_exists');
    const id = asked.ground.newId();
    await insertRow(work, 'approval', {
      id,
      person_id: personId,
      plan_id: planId,
      part_id: null,
      plan_version: plan.version,
      by_kind: 'unit',
      unit_id: unit,
      answer: 'yes',
      how: 'own',
      words: '',
      at: iso(work.now),
      actor: actorOf(asked.caller),
      author_unit_id: unit,
    });
    return { id, version: plan.version };
  });
}
