/** A bundle as items, in an order in which each can stand on those before it. */
import type { ReportLine } from '../../contract/exchange.ts';
import { parsePersonalIdentity } from '../../contract/kernel/personal-identity.ts';
import { say } from '../../contract/kernel/validation.ts';
import { systemOf } from '../../contract/kernel/organisation-identity.ts';
import {
  byPartOf,
  inOrder,
  keyOf,
  namesMeant,
  openBundle,
  referencesIn,
  type FhirRead,
  type Raw,
} from './bundle.rules.ts';
import { found, protectionOf } from './codes.rules.ts';
import { takeConsent } from './consent.commands.ts';
import { readTypes, type Identifier, type Read, type ReadType, type Reference } from './fhir.rules.ts';
import { modifierIn, pathOf, unkept } from './unkept.rules.ts';
import type { Ours } from './imported.store.ts';
import { takeOrganization, takePractitioner, takeRole } from './organisations.commands.ts';
import { identityIn, takePatient, takeRelated } from './patient.commands.ts';
import { takeActivity, takeGoal, takePlan } from './plan.commands.ts';
import { fhirAt, refusalLine } from './report.rules.ts';
import { refused, type Item, type Run, type Taken } from './run.commands.ts';
import { takeTask } from './task.commands.ts';
import { takeParticipant } from './team.commands.ts';
import { canonical } from './text.rules.ts';

export interface Items {
  readonly items: readonly Item[];
  /** Refused before anything was tried, by type. */
  readonly refused: readonly {
    readonly type: string;
    readonly names: readonly string[];
    readonly lines: readonly ReportLine[];
  }[];
  readonly identities: readonly { system: string; value: string }[];
  /** Names of things that may have come in an earlier file. */
  readonly outside: readonly string[];
  readonly warnings: readonly ReportLine[];
}

type Taker<T extends ReadType> = (run: Run, read: FhirRead<T>, before: Ours | undefined) => Promise<Taken>;
const simple = {
  Organization: takeOrganization,
  Practitioner: takePractitioner,
  PractitionerRole: takeRole,
  Patient: takePatient,
  RelatedPerson: takeRelated,
  Consent: takeConsent,
} as const satisfies { [T in ReadType]?: Taker<T> };

export function fhirItems(json: unknown, today: string): Items | { readonly refusal: 'not_fhir' | 'no_entries' } {
  const opened = openBundle(json);
  if (!opened.ok) return { refusal: opened.refusal === 'no_entries' ? 'no_entries' : 'not_fhir' };
  const index = new Map(opened.entries.flatMap((one) => one.names.map((name) => [name, one] as const)));
  const refusedHere: { type: string; names: readonly string[]; lines: readonly ReportLine[] }[] = opened.faults.map(
    (fault) => ({ type: 'Bundle', names: [], lines: [refusalLine(fault.code, fhirAt(fault.path), fault.value)] }),
  );
  const reads = new Map<Raw, FhirRead<ReadType>>();
  for (const raw of opened.entries) {
    const read = readOne(raw);
    if ('lines' in read) refusedHere.push({ type: raw.type, names: raw.names, lines: read.lines });
    else reads.set(raw, read);
  }
  const { order, rings } = byPartOf(
    opened.entries.filter(({ type }) => type === 'Organization'),
    index,
  );
  for (const ring of rings) {
    reads.delete(ring);
    refusedHere.push({
      type: ring.type,
      names: ring.names,
      lines: [
        refusalLine('cyclic', fhirAt(`${ring.path}.partOf`), (ring.raw['partOf'] as Reference | undefined)?.reference),
      ],
    });
  }
  const sorted = [...order, ...opened.entries.filter(({ type }) => type !== 'Organization').toSorted(inOrder)].filter(
    (raw) => reads.has(raw),
  );
  const build = builder(index, reads, today);
  const items: Item[] = [];
  const keys = new Set<string>();
  // Activities are promised under goals, so they come after all of them.
  for (const item of [
    ...sorted.flatMap((raw) => build.main(raw)),
    ...sorted.flatMap((raw) => build.late(raw)),
    ...sorted.flatMap((raw) => build.last(raw)),
  ]) {
    if (keys.has(item.key))
      refusedHere.push({ type: item.type, names: item.names, lines: [refusalLine('duplicate', item.path, null)] });
    else items.push(item);
    keys.add(item.key);
  }
  const outside = new Set(
    opened.entries.flatMap(({ raw, bases }) => referencesIn(raw).flatMap((reference) => namesMeant(reference, bases))),
  );
  for (const name of index.keys()) outside.delete(name);
  return { items, refused: refusedHere, identities: identitiesIn(json, today), outside: [...outside], warnings: [] };
}

function readOne(raw: Raw): FhirRead<ReadType> | { lines: ReportLine[] } {
  const modifier = modifierIn(raw.raw, raw.path);
  if (modifier !== undefined) return { lines: [refusalLine('modifier', fhirAt(modifier), null)] };
  const read = readTypes[raw.type].safeParse(raw.raw, { reportInput: true });
  if (read.success) return { it: read.data, path: raw.path, bases: raw.bases };
  return {
    lines: read.error.issues.slice(0, 20).map((issue) => {
      const [sv, en] = [say(issue, 'sv'), say(issue, 'en')];
      return refusalLine(
        `field:${sv.code}`,
        fhirAt(pathOf(raw.path, issue.path)),
        hiddenIn(raw) === 'all' ? null : valueAt(raw.raw, issue.path),
        { sv: sv.message, en: en.message },
      );
    }),
  };
}

/** A relative's name, number and place may be the very thing that is protected; whose relative it is does not show yet. */
function hiddenIn({ type, raw }: Raw): Item['hides'] {
  if (type === 'RelatedPerson') return 'all';
  if (type !== 'Patient') return 'nothing';
  const { data } = readTypes.Patient.pick({ meta: true }).safeParse(raw);
  return found(protectionOf, data?.meta?.security) === undefined ? 'warnings' : 'all';
}

const valueAt = (from: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (at, part) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[part] : undefined),
    from,
  );

/** Numbers by which people are known anywhere in the file. */
function identitiesIn(
  json: unknown,
  today: string,
  numbers = new Map<string, { system: string; value: string }>(),
): { system: string; value: string }[] {
  const walk = (at: unknown): void => {
    if (typeof at !== 'object' || at === null) return;
    const { system, value } = at as Identifier;
    if (typeof system === 'string' && typeof value === 'string' && systemOf(system) !== undefined) {
      const read = parsePersonalIdentity(value, today);
      if (read.ok) numbers.set(`${read.kind}|${read.value}`, { system: read.kind, value: read.value });
    }
    for (const inside of Object.values(at)) walk(inside);
  };
  walk(json);
  return [...numbers.values()];
}

function builder(index: ReadonlyMap<string, Raw>, reads: ReadonlyMap<Raw, FhirRead<ReadType>>, today: string) {
  const meant = (reference: Reference, bases: readonly string[]): Raw | undefined =>
    namesMeant(reference, bases)
      .map((name) => index.get(name))
      .find((raw) => raw !== undefined);
  const plans = [...reads]
    .filter(([{ type }]) => type === 'CarePlan')
    .map(([raw, read]) => ({ raw, read: read as FhirRead<'CarePlan'> }));
  const planOfGoal = new Map<Raw, Raw>();
  const planOfTask = new Map<Raw, Raw>();
  for (const { raw, read } of plans) {
    for (const goal of read.it.goal ?? [])
      for (const one of [meant(goal, read.bases)]) if (one) planOfGoal.set(one, raw);
    for (const { reference } of read.it.activity ?? [])
      for (const one of [reference && meant(reference, read.bases)]) if (one) planOfTask.set(one, raw);
  }
  const goalsOf = (plan: Raw): Raw[] => [...planOfGoal].filter(([, of]) => of === plan).map(([goal]) => goal);
  const item = (
    raw: Raw,
    take: Item['take'],
    more: { key?: string; content?: unknown; path?: string; names?: readonly string[] } = {},
  ): Item => ({
    type: raw.type,
    key: more.key ?? keyIn(raw, today),
    content: canonical(more.content ?? spokenIn(raw)),
    names: more.names ?? raw.names,
    path: fhirAt(more.path ?? raw.path),
    hides: hiddenIn(raw),
    async take(run, before) {
      if (more.path === undefined)
        for (const { path, value } of unkept(raw.raw, reads.get(raw)?.it, raw.path))
          run.warn('not_kept', fhirAt(path), value);
      return take(run, before);
    },
  });
  const planHere = (run: Run, plan: Raw): Ours => {
    const ours = run.done.get(keyIn(plan, today));
    if (!ours) throw refused('depends', fhirAt(plan.path), null);
    return ours;
  };
  const goalsHere = (run: Run, plan: Raw): Ours[] =>
    goalsOf(plan).flatMap((goal) => run.done.get(keyIn(goal, today)) ?? []);
  const readAs = <T extends ReadType>(raw: Raw): FhirRead<T> => reads.get(raw) as FhirRead<T>;

  return {
    main(raw: Raw): Item[] {
      switch (raw.type) {
        case 'CareTeam': {
          const read = readAs<'CareTeam'>(raw);
          const parts = read.it.participant ?? [];
          const about = canonical([raw.raw['subject'], read.it.status, read.it.category, read.it.period]);
          return parts.map((part, i) => {
            const key = `${keyIn(raw, today)}#${canonical([part.member?.reference ?? part.member?.identifier, part.onBehalfOf?.reference, part.role])}`;
            return item(
              raw,
              (run, before) => {
                if (i === 0)
                  for (const { path, value } of unkept(raw.raw, read.it, raw.path))
                    run.warn('not_kept', fhirAt(path), value);
                return takeParticipant(run, read, i, before);
              },
              { key, content: [about, part], path: `${raw.path}.participant[${i}]`, names: i === 0 ? raw.names : [] },
            );
          });
        }
        case 'CarePlan': {
          const { activity: _activity, goal: _goal, ...rest } = spokenIn(raw);
          return [item(raw, (run, before) => takePlan(run, readAs(raw), before), { content: rest })];
        }
        case 'Goal':
        case 'Task':
          return [];
        case 'Organization':
        case 'Practitioner':
        case 'PractitionerRole':
        case 'Patient':
        case 'RelatedPerson':
        case 'Consent': {
          const take = simple[raw.type] as Taker<ReadType>;
          return [item(raw, (run, before) => take(run, readAs(raw), before))];
        }
        default:
          return raw.type satisfies never;
      }
    },
    late(raw: Raw): Item[] {
      if (raw.type !== 'Goal') return [];
      const plan = planOfGoal.get(raw);
      return [
        item(raw, (run, before) => {
          if (plan === undefined) throw refused('not_alone', fhirAt(raw.path), null);
          return takeGoal(run, readAs(raw), planHere(run, plan), before);
        }),
      ];
    },
    last(raw: Raw): Item[] {
      if (raw.type === 'Task') {
        const plan = planOfTask.get(raw);
        return [
          item(raw, (run, before) =>
            takeTask(run, readAs(raw), plan && { plan: planHere(run, plan), goals: goalsHere(run, plan) }, before),
          ),
        ];
      }
      if (raw.type !== 'CarePlan') return [];
      const read = readAs<'CarePlan'>(raw);
      return (read.it.activity ?? []).flatMap((activity, i) =>
        activity.detail === undefined &&
        activity.reference !== undefined &&
        planOfTask.size > 0 &&
        meant(activity.reference, read.bases)
          ? []
          : [
              item(
                raw,
                (run, before) => takeActivity(run, read, activity, i, planHere(run, raw), goalsHere(run, raw), before),
                {
                  key: `${keyIn(raw, today)}#activity/${activity.id ?? i}`,
                  content: activity,
                  path: `${raw.path}.activity[${i}]`,
                  names: [],
                },
              ),
            ],
      );
    },
  };
}

/** What a resource says, without what its server writes about it. */
function spokenIn({ raw }: Raw): Record<string, unknown> {
  const { text: _text, ...rest } = raw;
  const {
    versionId: _version,
    lastUpdated: _updated,
    ...meta
  } = (typeof raw['meta'] === 'object' && raw['meta'] !== null ? raw['meta'] : {}) as Record<string, unknown>;
  return { ...rest, meta };
}

/** A person is known by the number, whatever the file calls it. */
function keyIn(raw: Raw, today: string): string {
  if (raw.type !== 'Patient') return keyOf(raw);
  try {
    const { system, value } = identityIn((raw.raw as Read<'Patient'>).identifier, today, raw.path);
    return `person|${system}|${value}`;
  } catch {
    return keyOf(raw);
  }
}
