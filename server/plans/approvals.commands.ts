import type { z } from 'zod';
import type { Approval, ApprovalBody } from '../../contract/plans.ts';
import { actorOf, type Caller } from '../kernel/access/context.ts';
import type { Work } from '../kernel/db/transaction.ts';
import { Refusal } from '../kernel/refusal.ts';
import { ageOn, latestWords, refuseVoice, speaksBeside, type Deputies } from './approvals.rules.ts';
import {
  unitBehind,
  voiceIn,
  voiceOf,
  type ApprovalRow,
  type Deputy,
  type Heard,
  type Voice,
} from './approvals.store.ts';
import { authorUnit, changing, invalidField, iso, Stale, type Asked } from './frame.commands.ts';
import { whoOf, type Names, type StoredPart } from './picture.rules.ts';
import { decideSimple } from './plans.rules.ts';
import { insertRow } from './plans.store.ts';

type Body = z.output<typeof ApprovalBody>;

const relativeOf = (caller: Caller): string | null => (caller.kind === 'relative' ? caller.relativeId : null);

/**
 * A yes or no to the plan, whole or one intervention of it: by own sign-in, or noted by staff as it was said. The person's word on the whole
 * plan becomes what the plan says of it, in the same transaction (the database does that).
 *
 * @throws Refusal `stale` when the plan is no longer the one that was answered, `not_allowed` when the caller does not speak in that name
 */
export function approvePlan(asked: Asked, body: Body): Promise<{ id: string; planVersion: number }> {
  const { personId, planId } = asked.params;
  const hold = asked.caller.kind !== 'staff' ? 'seen' : body.partId === null ? 'alone' : 'share';
  return changing(asked, 'plan.approve', hold, async (work, plan) => {
    if (!decideSimple(plan.state, 'edit').ok) throw new Refusal('not_allowed_now');
    const { speaks } = await voiceOf(work, personId, planId);
    const refusal = refuseVoice({ caller: asked.caller.kind, speaks, relativeId: relativeOf(asked.caller) }, body);
    if (refusal === 'invalid') throw invalidField('how', 'not_so_said');
    if (refusal !== null) throw new Refusal(refusal);
    // A word on one intervention says nothing of the rest: only a word on the whole must have seen the plan as it stands.
    if (body.partId === null && plan.version !== body.planVersion) throw new Stale('plan', planId, body.planVersion);
    const id = await noteApproval(work, asked, { ...body, planVersion: plan.version });
    const unit = body.partId === null ? null : await unitBehind(work, personId, planId, body.partId);
    if (unit !== null) await work.tell('plan', personId, [unit]);
    return {
      id,
      planVersion:
        plan.version + (body.partId === null && body.byKind === 'person' && plan.person_agrees !== body.answer ? 1 : 0),
    };
  });
}

/** Writes the word down; what it changes of the plan itself the database changes with it. */
export async function noteApproval(work: Work, asked: Asked, said: Body): Promise<string> {
  const { personId, planId } = asked.params;
  const id = asked.ground.newId();
  await insertRow(work, 'approval', {
    id,
    person_id: personId,
    plan_id: planId,
    part_id: said.partId,
    plan_version: said.planVersion,
    by_kind: said.byKind,
    relative_id: said.relativeId,
    answer: said.answer,
    how: said.how,
    words: said.words,
    at: iso(work.now),
    actor: actorOf(asked.caller),
    author_unit_id: authorUnit(asked.caller),
  });
  return id;
}

/** What has been said to the plan, and who is still to say it, as far as the caller reads. */
export interface Agreement {
  readonly latest: readonly ApprovalRow[];
  readonly deputies: Deputies;
  readonly named: readonly Deputy[];
  readonly speaks: Voice['speaks'];
}

/** @param parts the plan as it stands: a revision asks everyone anew */
export function agreementIn(heard: Heard, parts: readonly StoredPart[], now: number): Agreement {
  const revised = parts
    .filter(({ part, content }) => part === 'follow_up' && content['outcome'] === 'revise')
    .map(({ partId }) => partId);
  const latest = latestWords(heard.approvals, revised.toSorted().at(-1) ?? null);
  const { birthDate, speaks, guardiansMissing } = voiceIn(heard);
  const trustees = latest.filter(({ partId, byKind }) => partId === null && byKind === 'trustee');
  const isChild = ageOn(birthDate, now) < 18;
  return {
    latest,
    speaks,
    deputies: {
      trustee: trustees.at(-1)?.answer ?? null,
      guardiansMissing,
      speaksToo: speaksBeside(birthDate, now),
    },
    // A guardian only of a child.
    named: heard.deputies.filter(({ kind }) => kind !== 'guardian' || isChild),
  };
}

export function approvalOf(row: ApprovalRow, names: Names): Approval {
  const { id, partId, byKind, relativeId, name, answer, how, words, at } = row;
  return {
    id,
    partId,
    byKind,
    relativeId,
    name,
    answer,
    how,
    words,
    at: new Date(at).toISOString(),
    notedBy: how === 'own' ? null : whoOf(row, names),
  };
}
