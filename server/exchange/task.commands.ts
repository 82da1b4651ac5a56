/** A Task as a promise in the ledger, driven to its state by the moves of the two parties. */
import type { CommitmentState, MoveBody } from '../../contract/commitments.ts';
import type { FhirRead } from './bundle.rules.ts';
import { areaIn, found, kindOfTask, stateOfTask, urgencyOf, wayTo, wordsOf } from './codes.rules.ts';
import { instantOf } from './dates.rules.ts';
import type { Read } from './fhir.rules.ts';
import type { Ours, UnitRow } from './imported.store.ts';
import { addIntervention, inShort, receiver } from './plan.commands.ts';
import { fhirAt } from './report.rules.ts';
import { commitments } from './rooms.commands.ts';
import { made, refused, type Run, type Taken } from './run.commands.ts';

type Task = FhirRead<'Task'>;
const ends: readonly (CommitmentState | null)[] = ['kept', 'not_kept', 'declined', 'withdrawn', 'lapsed'];

/** @param inPlan the plan whose activity the Task is, and its goals */
export async function takeTask(
  run: Run,
  task: Task,
  inPlan: { plan: Ours; goals: readonly Ours[] } | undefined,
  before: Ours | undefined,
): Promise<Taken> {
  const { it, path, bases } = task;
  const proposed = it.output?.find(({ valueDateTime }) => valueDateTime !== undefined)?.valueDateTime;
  const target: CommitmentState | null =
    it.status === 'on-hold' && proposed !== undefined ? 'proposed' : stateOfTask[it.status];
  if (before) return driveOn(run, task, before, target);
  if (target === null || ends.includes(target)) {
    run.warn(target === null ? 'draft' : 'ended', fhirAt(`${path}.status`), it.status);
    return { outcome: 'skipped' };
  }
  const person = await run.personAt(it.for, bases, fhirAt(`${path}.for`));
  const named = it.requester && (await run.unitAt(it.requester, bases, fhirAt(`${path}.requester`)));
  const giver = await run.unitBehind(named, person, fhirAt(`${path}.requester`));
  if (named && named.id !== giver.id) throw refused('not_your_move', fhirAt(`${path}.requester`), named.code);
  if (it.owner === undefined) throw refused('missing', fhirAt(`${path}.owner`), null);
  const to = await receiver(run, await run.resolve(it.owner, bases, fhirAt(`${path}.owner`)), `${path}.owner`, {
    personId: person.id,
  });
  const due = dueOf(run, it, path);
  const words = it.description ?? wordsOf(it.code);
  if (words === undefined) throw refused('missing', fhirAt(`${path}.description`), null);
  const more = { from: giver.id, to: to.kind === 'unit' ? to.unitId : null };
  if (inPlan) {
    const [goal] = inPlan.goals;
    if (goal === undefined) throw refused('missing', fhirAt(`${path}.basedOn`), null);
    if (due === undefined) throw refused('missing', fhirAt(`${path}.restriction.period.end`), null);
    const put = await addIntervention(run, inPlan.plan, goal, {
      what: words,
      code: it.code,
      urgency: urgencyOf[it.priority ?? 'routine'],
      to,
      dueAt: due,
      path,
    });
    return drive(
      run,
      task,
      made('created', 'commitment', put.commitmentId, {
        personId: person.id,
        version: 1,
        more: { ...more, state: put.commitmentState },
      }) as Ours,
      target,
      'created',
    );
  }
  const area = areaIn(it.code, it.reasonCode);
  if (area === undefined) run.warn('assumed', fhirAt(`${path}.code`), 'd2');
  if (due === undefined) run.warn('assumed', fhirAt(`${path}.restriction.period.end`));
  const kind = found(kindOfTask, it.code) ?? 'request';
  const caller = await run.staffAt(giver);
  const request = { caller, purpose: 'system' as const };
  const needIds: string[] = [];
  if (kind === 'handover') {
    const need = wordsOf(it.reasonCode);
    if (need === undefined) throw refused('missing', fhirAt(`${path}.reasonCode.text`), null);
    needIds.push(
      (
        await commitments.ledger.openNeed(run.ledger, request, run.once(), {
          personId: person.id,
          area: area ?? 'd2',
          words: need.slice(0, 2000),
        })
      ).id,
    );
  } else if (it.reasonCode) run.warn('not_kept', fhirAt(`${path}.reasonCode`), wordsOf(it.reasonCode));
  const offered = await commitments.ledger.offer(run.ledger, request, run.once(), {
    personId: person.id,
    kind,
    ...inShort(words),
    area: area ?? 'd2',
    urgency: urgencyOf[it.priority ?? 'routine'],
    to: to.kind === 'unit' ? { kind: 'units', unitIds: [to.unitId] } : to,
    needIds,
    dueAt: due ?? null,
    followsId: null,
  });
  return drive(
    run,
    task,
    {
      kind: 'commitment',
      id: offered.id,
      personId: person.id,
      version: offered.version,
      more: { ...more, state: offered.state },
    },
    target,
    'created',
  );
}

function dueOf(run: Run, it: Read<'Task'>, path: string): number | undefined {
  for (const [where, end] of [
    ['restriction', it.restriction?.period?.end],
    ['executionPeriod', it.executionPeriod?.end],
  ] as const) {
    if (end === undefined) continue;
    const due = instantOf(end, 'end');
    const at = fhirAt(`${path}.${where}${where === 'restriction' ? '.period' : ''}.end`);
    if (due === undefined) throw refused('date', at, end);
    if (due < run.now) throw refused('time_passed', at, end);
    return due;
  }
  return undefined;
}

async function driveOn(run: Run, task: Task, before: Ours, target: CommitmentState | null): Promise<Taken> {
  if (target === null) {
    run.warn('draft', fhirAt(`${task.path}.status`), task.it.status);
    return { ...before, outcome: 'same' };
  }
  if (before.more['state'] === target) {
    run.warn('words_stand', fhirAt(task.path));
    return { ...before, outcome: 'same' };
  }
  return drive(run, task, before, target, 'changed');
}

async function drive(
  run: Run,
  { it, path }: Task,
  ours: Ours,
  target: CommitmentState,
  outcome: 'created' | 'changed',
): Promise<Taken> {
  let state = ours.more['state'] as CommitmentState;
  let version = ours.version ?? 1;
  const way = wayTo(state, target);
  if (way === undefined) {
    // Accepted already, as one's own promise is: nothing is undone.
    if (outcome === 'created') return { ...ours, outcome };
    throw refused('not_allowed_now', fhirAt(`${path}.status`), it.status);
  }
  const own = await run.asUnit();
  for (const step of way) {
    const unit = await mover(run, ours, step.by);
    if (!unit || (own && unit.id !== own.id)) {
      run.warn('other_party', fhirAt(`${path}.status`), it.status);
      break;
    }
    const body = moveOf(run, it, step.action, version, path);
    if (body === undefined) break;
    const caller = await run.staffAt(unit);
    const moved = await commitments.ledger.move(run.ledger, { caller, purpose: 'system' }, run.once(), ours.id, body);
    ({ state, version } = moved);
  }
  const changed = version !== ours.version || outcome === 'created';
  return { ...ours, version, more: { ...ours.more, state }, outcome: changed ? outcome : 'same' };
}

/** What the person or a relative does is noted by the unit that asked. */
const mover = (run: Run, ours: Ours, by: 'giver' | 'receiver'): Promise<UnitRow | undefined> =>
  run.unit(String((by === 'receiver' ? ours.more['to'] : null) ?? ours.more['from']));

function moveOf(
  run: Run,
  it: Read<'Task'>,
  action: MoveBody['action'],
  seen: number,
  path: string,
): MoveBody | undefined {
  const note = wordsOf(it.statusReason)?.slice(0, 2000);
  const because = note === undefined ? {} : { note };
  switch (action) {
    case 'receive':
    case 'accept':
    case 'resume':
    case 'agree':
    case 'retract':
      return { action, seen };
    case 'keep':
      return { action, seen, ...because };
    case 'decline':
    case 'fail':
      return { action, seen, reason: 'other', ...because };
    case 'withdraw':
      return { action, seen, reason: 'no_longer_needed', ...because };
    case 'propose': {
      const text = it.output?.find(({ valueDateTime }) => valueDateTime !== undefined)?.valueDateTime ?? '';
      const at = instantOf(text, 'end');
      if (at === undefined) throw refused('date', fhirAt(`${path}.output`), text);
      return { action, seen, dueAt: new Date(at).toISOString(), ...because };
    }
    case 'pause': {
      const until = instantOf(it.executionPeriod?.end ?? '', 'end');
      if (until !== undefined)
        return { action, seen, reason: 'other', until: new Date(until).toISOString(), ...because };
      run.warn('not_kept', fhirAt(`${path}.status`), it.status);
      return undefined;
    }
    default:
      return action satisfies never;
  }
}
