import type { CommitmentState, LifeArea } from '../../contract/commitments.ts';
import {
  sectionKinds,
  type Goal,
  type Intervention,
  type OtherMeasure,
  type PlanPart,
  type PlanView,
  type Section,
  type Snapshot,
  type Who,
} from '../../contract/plans.ts';
import type { ComparedPart, Fields, Plain } from './differences.rules.ts';

/** A part as it was stored: the row itself, now or in an earlier version. */
export interface StoredPart {
  readonly part: PlanPart;
  readonly partId: string;
  readonly version: number;
  readonly content: Readonly<Record<string, Plain>>;
}

type Unit = NonNullable<PlanView['responsibleUnit']>;
type Authority = NonNullable<PlanView['responsibleAuthority']>;
export interface PromiseRow {
  readonly id: string;
  readonly state: CommitmentState;
  readonly version: number;
  readonly what: string;
  readonly detail: string;
  readonly area: LifeArea;
  readonly dueAt: string;
  readonly ownerKind: 'unit' | 'person' | 'relative';
  readonly unitId: string | null;
  readonly relativeId: string | null;
}
/** What ids are called. Promises hold only those that the caller sees. */
export interface Names {
  readonly units: ReadonlyMap<string, Unit & { readonly authority: Authority }>;
  readonly authorities: ReadonlyMap<string, Authority>;
  readonly promises: ReadonlyMap<string, PromiseRow>;
}

const text = (value: Plain | undefined): string => (typeof value === 'string' ? value : '');
const idOf = (value: Plain | undefined): string | null => (typeof value === 'string' ? value : null);
const whole = (value: Plain | undefined): number => (typeof value === 'number' ? value : 0);
const instant = (value: Plain | undefined): string | null =>
  typeof value === 'string' ? new Date(value).toISOString() : null;
const unknown = '00000000-0000-0000-0000-000000000000';

function unitOf(id: Plain | undefined, names: Names): Unit | null {
  const found = names.units.get(text(id));
  return found ? { id: found.id, name: found.name, tag: found.tag } : null;
}
const authorOf = (row: StoredPart, names: Names): Unit =>
  unitOf(row.content['author_unit_id'], names) ?? { id: unknown, name: '', tag: '–' };

export function headerOf({ content }: StoredPart, names: Names): Snapshot['header'] {
  return {
    title: text(content['title']),
    responsibleAuthority: names.authorities.get(text(content['responsible_authority_id'])) ?? null,
    responsibleUnit: unitOf(content['responsible_unit_id'], names),
    nextFollowUpAt: instant(content['next_follow_up_at']),
    followUpForm: idOf(content['follow_up_form']) as Snapshot['header']['followUpForm'],
    personAgrees: text(content['person_agrees']) as Snapshot['header']['personAgrees'],
    noOtherMeasures: content['no_other_measures'] === true,
  };
}

export function goalOf(row: StoredPart, names: Names): Goal {
  const c = row.content;
  return {
    id: row.partId,
    version: row.version,
    words: text(c['words']),
    measure: text(c['measure']),
    horizon: text(c['horizon']) as Goal['horizon'],
    levels: levelsOf(c),
    state: text(c['state']) as Goal['state'],
    sort: whole(c['sort']),
    author: authorOf(row, names),
    keptTo: keptTo(row)?.flatMap((id) => unitOf(id, names) ?? []) ?? null,
  };
}

/** The only units that read a part; null for all who read the plan. */
export function keptTo({ content }: StoredPart): string[] | null {
  const kept = (content as Readonly<Record<string, unknown>>)['kept_to'];
  return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : null;
}

/** A plan's goal from before it could be measured so has none. */
function levelsOf(c: StoredPart['content']): Goal['levels'] {
  const levels = [1, 2, 3, 4, 5].map((n) => text(c[`level_${n}`]));
  return levels.every((words) => words !== '') ? levels : null;
}

export function interventionOf(row: StoredPart, names: Names): Intervention {
  const c = row.content;
  return {
    id: row.partId,
    version: row.version,
    goalId: text(c['goal_id']),
    commitmentId: text(c['commitment_id']),
    sort: whole(c['sort']),
    author: authorOf(row, names),
    promise: promiseOf(text(c['commitment_id']), names),
  };
}

function promiseOf(id: string, names: Names): Intervention['promise'] {
  const found = names.promises.get(id);
  if (!found) return null;
  const { state, version, what, detail, area, dueAt, ownerKind, unitId, relativeId } = found;
  return {
    state,
    version,
    what,
    detail,
    area,
    dueAt,
    ownerKind,
    relativeId,
    unit: unitOf(unitId, names),
    authority: names.units.get(unitId ?? '')?.authority ?? null,
  };
}

export const otherMeasureOf = (row: StoredPart, names: Names): OtherMeasure => ({
  id: row.partId,
  version: row.version,
  what: text(row.content['what']),
  who: text(row.content['who']),
  author: authorOf(row, names),
});

export function followUpOf(row: StoredPart, names: Names): Snapshot['followUps'][number] {
  const c = row.content;
  return {
    id: row.partId,
    heldAt: instant(c['held_at']) ?? '',
    form: text(c['form']) as 'home',
    outcome: text(c['outcome']) as 'continue',
    personWords: text(c['person_words']),
    author: authorOf(row, names),
  };
}

export const sectionOf = (row: StoredPart, names: Names): Section => ({
  id: row.partId,
  version: row.version,
  kind: text(row.content['kind']) as Section['kind'],
  words: text(row.content['words']),
  saidBy: text(row.content['said_by']) as Section['saidBy'],
  relativeId: idOf(row.content['relative_id']),
  author: authorOf(row, names),
});

const isRemoved = (row: StoredPart): boolean =>
  row.part === 'other_measure' && idOf(row.content['removed_at']) !== null;
const bySort = (a: { sort: number; id: string }, b: { sort: number; id: string }): number =>
  a.sort - b.sort || (a.id < b.id ? -1 : 1);
const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

/** The lists of a plan, each in its order. */
export function listsOf(
  parts: readonly StoredPart[],
  names: Names,
): Pick<Snapshot, 'goals' | 'interventions' | 'otherMeasures' | 'followUps' | 'sections'> {
  const of = (part: PlanPart): StoredPart[] => parts.filter((row) => row.part === part && !isRemoved(row));
  return {
    goals: of('goal')
      .map((row) => goalOf(row, names))
      .sort(bySort),
    interventions: of('intervention')
      .map((row) => interventionOf(row, names))
      .sort(bySort),
    otherMeasures: of('other_measure')
      .map((row) => otherMeasureOf(row, names))
      .sort(byId),
    followUps: of('follow_up')
      .map((row) => followUpOf(row, names))
      .sort(byId),
    sections: of('section')
      .map((row) => sectionOf(row, names))
      .sort((a, b) => sectionKinds.indexOf(a.kind) - sectionKinds.indexOf(b.kind) || byId(a, b)),
  };
}

/** A part as plain fields, for comparison and history. Instants as ISO text, units and authorities by name. */
export function fieldsOf(row: StoredPart, names: Names): Fields {
  const c = row.content;
  switch (row.part) {
    case 'plan': {
      const { responsibleAuthority, responsibleUnit, ...header } = headerOf(row, names);
      return {
        ...header,
        responsibleAuthority: responsibleAuthority?.name ?? null,
        responsibleUnit: responsibleUnit?.name ?? null,
        state: text(c['state']),
        closeReason: idOf(c['close_reason']),
      };
    }
    case 'goal': {
      const { words, measure, horizon, state, sort, levels } = goalOf(row, names);
      const [level1 = '', level2 = '', level3 = '', level4 = '', level5 = ''] = levels ?? [];
      return { words, measure, horizon, state, sort, level1, level2, level3, level4, level5 };
    }
    case 'intervention': {
      const { goalId, sort, promise } = interventionOf(row, names);
      return { what: promise?.what ?? null, owner: promise?.unit?.name ?? promise?.ownerKind ?? null, goalId, sort };
    }
    case 'other_measure':
      return { what: text(c['what']), who: text(c['who']), removed: isRemoved(row) };
    case 'follow_up': {
      const { heldAt, form, outcome, personWords } = followUpOf(row, names);
      return { heldAt, form, outcome, personWords };
    }
    case 'section': {
      const { kind, words, saidBy } = sectionOf(row, names);
      return { kind, words, saidBy };
    }
    default:
      return row.part satisfies never;
  }
}

/** The parts of a plan as compared: what has been removed is not there. */
export function comparedParts(parts: readonly StoredPart[], names: Names): ComparedPart[] {
  const order: Record<PlanPart, number> = {
    plan: 0,
    goal: 1,
    intervention: 2,
    other_measure: 3,
    section: 4,
    follow_up: 5,
  };
  return parts
    .filter((row) => !isRemoved(row))
    .toSorted(
      (a, b) =>
        order[a.part] - order[b.part] ||
        whole(a.content['sort']) - whole(b.content['sort']) ||
        byId({ id: a.partId }, { id: b.partId }),
    )
    .map((row) => {
      const fields = fieldsOf(row, names);
      return {
        part: row.part,
        partId: row.partId,
        fields,
        label: text(fields['title'] ?? fields['words'] ?? fields['what'] ?? fields['heldAt']),
      };
    });
}

/** Who wrote a version; null where the caller may not know which unit it was. `actor` is `kind:id:name`. */
export function whoOf(
  change: { readonly actor: string; readonly byUnitId: string | null; readonly known: boolean },
  names: Names,
): Who | null {
  if (!change.known) return null;
  return { name: change.actor.split(':').slice(2).join(':'), unit: unitOf(change.byUnitId, names) };
}
