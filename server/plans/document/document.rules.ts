import type { Paper, PaperBlock, PaperSection } from '../../../contract/kernel/paper.ts';
import type { Instant } from '../../../contract/kernel/time.ts';
import { crisisKinds, type Goal, type PlanView, type SectionKind } from '../../../contract/plans.ts';
import { dateWords, documentWords, momentWords, type DocumentLanguage, type DocumentWords } from './words.rules.ts';

/** A meeting that has been held, and who was there as far as the caller knows them. */
export interface HeldMeeting {
  readonly startsAt: string;
  readonly form: 'home' | 'digital' | 'phone' | 'office';
  readonly there: readonly { readonly kind: 'person' | 'other'; readonly name: string; readonly sent: string }[];
}

/** All that stands in the document, read as the caller by the caller's own rights. */
export interface DocumentFacts {
  readonly plan: PlanView;
  readonly person: {
    readonly givenName: string;
    readonly familyName: string;
    readonly protection: 'none' | 'confidential' | 'protected_registration';
    readonly identity: string | null;
    readonly voice: {
      readonly words: string;
      readonly saidBy: 'person' | 'relative' | 'interpreted';
      readonly saidAt: string;
    } | null;
  };
  readonly meeting: HeldMeeting | null;
  /** Who prints: name, and unit for staff. */
  readonly printedBy: string;
  readonly now: Instant;
}

interface Saying {
  readonly facts: DocumentFacts;
  readonly w: DocumentWords;
  /** `3 mars 2026` of an instant on the wire. */
  readonly date: (iso: string) => string;
}

/** Own words of the preparation that belong with what matters; who should come, and who not, is for the meeting only. */
const ownWords: readonly SectionKind[] = ['works', 'strengths', 'worries'];
/** What nobody has promised any longer is not in the plan's promises. */
const gone: ReadonlySet<string> = new Set(['declined', 'withdrawn', 'lapsed']);

/** The plan as a paper for the person it is about, in the person's order: what matters, what was agreed, whom to call, who answers for it. */
export function paperOf(facts: DocumentFacts, language: DocumentLanguage): Paper {
  const w = documentWords[language];
  const say: Saying = { facts, w, date: (iso) => dateWords(Date.parse(iso), language) };
  const name = `${facts.person.givenName} ${facts.person.familyName}`;
  const printed = momentWords(facts.now, language);
  const sections: PaperSection[] = [
    { heading: w.first.heading, blocks: firstFacts(say, name) },
    { heading: w.voice.heading, blocks: voice(say) },
    ...meeting(say),
    ...goals(say, 'long'),
    ...goals(say, 'short'),
    ...(facts.plan.goals.length === 0
      ? [{ heading: w.goal.short, blocks: [{ kind: 'text', words: w.goal.none } as const] }]
      : []),
    ...own(say),
    ...others(say),
    ...crisis(say),
    { heading: w.lead.heading, blocks: responsible(say) },
    { heading: w.next.heading, blocks: next(say) },
    { heading: w.about.heading, blocks: [{ kind: 'text', words: w.about.words(printed, facts.printedBy) }] },
  ];
  return {
    title: w.title(name),
    language,
    lead: [facts.plan.title, w.sip],
    sections,
    foot: w.foot(printed, facts.printedBy),
    pageWord: w.page,
    unreadable: w.unreadable,
  };
}

const facts2 = (...rest: readonly string[]): PaperBlock => ({
  kind: 'facts',
  rows: rest.flatMap((name, at) => (at % 2 === 0 ? [[name, rest[at + 1] ?? ''] as const] : [])),
});

function firstFacts({ facts: { plan, person }, w, date }: Saying, name: string): PaperBlock[] {
  const open = person.protection === 'none';
  const rows: (readonly [string, string])[] = [
    [w.first.who, name],
    ...(open && person.identity ? [[w.first.number, person.identity] as const] : []),
    [w.first.stands, plan.state === 'closed' && plan.closedAt ? w.closed(date(plan.closedAt)) : w.states[plan.state]],
    [w.first.edition, plan.edition > 0 ? w.edition(plan.edition) : w.draft],
    [w.first.answer, w.agrees[plan.personAgrees]],
  ];
  return [{ kind: 'facts', rows }, ...(open ? [] : [{ kind: 'text' as const, words: w.protected }])];
}

function voice({ facts: { plan, person }, w, date }: Saying): PaperBlock[] {
  const written = plan.sections.filter(({ kind, words }) => ownWords.includes(kind) && words !== '');
  const said: PaperBlock[] = person.voice
    ? [
        {
          kind: 'quote',
          words: person.voice.words,
          by: w.voice.at(w.speakers[person.voice.saidBy], date(person.voice.saidAt)),
        },
      ]
    : [];
  if (said.length === 0 && written.length === 0) return [{ kind: 'text', words: w.voice.none }];
  return [...said, ...sectionsOf(written, w)];
}

/** Each kind under its heading, each writer's words by themselves. */
function sectionsOf(sections: PlanView['sections'], w: DocumentWords): PaperBlock[] {
  return sections.flatMap(({ kind, words, saidBy }, at) => [
    ...(sections[at - 1]?.kind === kind ? [] : [{ kind: 'heading' as const, words: w.kinds[kind] }]),
    { kind: 'quote' as const, words, by: w.said[saidBy] },
  ]);
}

function meeting({ facts: { meeting: held }, w, date }: Saying): PaperSection[] {
  if (!held) return [];
  const there = held.there.map(({ kind, name, sent }) =>
    kind === 'person' ? w.meeting.you : sent ? w.meeting.sent(name, sent) : name,
  );
  const who: PaperBlock[] =
    there.length > 0
      ? [
          { kind: 'heading', words: w.meeting.who },
          { kind: 'list', items: there },
        ]
      : [{ kind: 'text', words: w.meeting.nobody }];
  return [
    {
      heading: w.meeting.heading,
      blocks: [facts2(w.meeting.when, date(held.startsAt), w.meeting.form, w.forms[held.form]), ...who],
    },
  ];
}

function goals(say: Saying, horizon: Goal['horizon']): PaperSection[] {
  const found = say.facts.plan.goals.filter((goal) => goal.horizon === horizon);
  return found.length === 0
    ? []
    : [{ heading: say.w.goal[horizon], blocks: found.flatMap((goal) => goalBlocks(say, goal)) }];
}

function goalBlocks(say: Saying, goal: Goal): PaperBlock[] {
  const { w, facts } = say;
  const all = facts.plan.interventions.filter(
    ({ goalId, promise }) => goalId === goal.id && !(promise && gone.has(promise.state)),
  );
  const hidden = all.filter(({ promise }) => !promise).length;
  const rows = all.flatMap(({ promise }) =>
    promise
      ? [
          [
            promise.what + (promise.detail ? `\n${promise.detail}` : ''),
            ownerOf(promise, say),
            say.date(promise.dueAt),
            stateOf(promise, say),
          ],
        ]
      : [],
  );
  return [
    { kind: 'heading', words: goal.words },
    {
      kind: 'facts',
      rows: [...(goal.measure ? [[w.goal.sees, goal.measure] as const] : []), [w.goal.state, w.goals[goal.state]]],
    },
    ...(rows.length > 0
      ? [{ kind: 'table' as const, head: [w.table.what, w.table.who, w.table.when, w.table.state], rows }]
      : []),
    ...(all.length === 0 ? [{ kind: 'text' as const, words: w.goal.nobody }] : []),
    ...(hidden > 0 ? [{ kind: 'text' as const, words: w.goal.hidden(hidden) }] : []),
  ];
}

type Promised = NonNullable<PlanView['interventions'][number]['promise']>;

function ownerOf({ ownerKind, unit, authority, relativeId }: Promised, { facts, w }: Saying): string {
  if (ownerKind === 'person') return w.owner.person;
  if (ownerKind === 'relative')
    return facts.plan.relatives.find(({ id }) => id === relativeId)?.name ?? w.owner.relative;
  return unit ? [unit.name, authority?.name].filter(Boolean).join(', ') : w.owner.unknown;
}

const stateOf = ({ state, dueAt }: Promised, { facts, w }: Saying): string =>
  state === 'accepted' && Date.parse(dueAt) < facts.now ? w.late : w.promises[state];

function own({ facts: { plan }, w, date }: Saying): PaperSection[] {
  const items = plan.interventions.flatMap(({ promise }) =>
    promise?.ownerKind === 'person' && !gone.has(promise.state) ? [w.own.by(promise.what, date(promise.dueAt))] : [],
  );
  return items.length === 0 ? [] : [{ heading: w.own.heading, blocks: [{ kind: 'list', items }] }];
}

function others({ facts: { plan }, w }: Saying): PaperSection[] {
  const items = plan.otherMeasures.map(({ what, who }) => w.others.by(what, who));
  if (items.length > 0) return [{ heading: w.others.heading, blocks: [{ kind: 'list', items }] }];
  return plan.noOtherMeasures ? [{ heading: w.others.heading, blocks: [{ kind: 'text', words: w.others.none }] }] : [];
}

/** Whom to call comes first: it is looked for in a hurry. */
function crisis({ facts: { plan }, w }: Saying): PaperSection[] {
  const written = plan.sections.filter(
    ({ kind, words }) => (crisisKinds as readonly string[]).includes(kind) && words !== '',
  );
  const calls = written.filter(({ kind }) => kind === 'call_day' || kind === 'call_night');
  const call: PaperBlock[] =
    calls.length > 0 ? [{ kind: 'facts', rows: calls.map(({ kind, words }) => [w.kinds[kind], words] as const) }] : [];
  const other = sectionsOf(
    written.filter((one) => !calls.includes(one)),
    w,
  );
  return written.length === 0 ? [] : [{ heading: w.crisis.heading, blocks: [...call, ...other] }];
}

function responsible({ facts: { plan }, w }: Saying): PaperBlock[] {
  return [
    facts2(
      w.lead.authority,
      plan.responsibleAuthority?.name ?? w.lead.none,
      w.lead.unit,
      plan.responsibleUnit?.name ?? w.lead.none,
    ),
  ];
}

function next({ facts: { plan }, w, date }: Saying): PaperBlock[] {
  const held = plan.followUps.toSorted((a, b) => b.heldAt.localeCompare(a.heldAt));
  return [
    ...(plan.nextFollowUpAt
      ? [
          facts2(
            w.next.when,
            date(plan.nextFollowUpAt),
            ...(plan.followUpForm ? [w.next.form, w.forms[plan.followUpForm]] : []),
          ),
        ]
      : plan.state === 'closed'
        ? []
        : [{ kind: 'text' as const, words: w.next.none }]),
    ...(plan.late ? [{ kind: 'text' as const, words: w.next.late }] : []),
    ...(held.length > 0 ? [{ kind: 'heading' as const, words: w.next.before }] : []),
    ...held.map(({ heldAt, form, personWords }): PaperBlock => {
      const when = w.next.held(date(heldAt), w.forms[form]);
      return personWords ? { kind: 'quote', words: personWords, by: when } : { kind: 'text', words: when };
    }),
  ];
}
