import {
  personsOwnUnit,
  preparationKinds,
  type PlanView,
  type Section,
  type SectionKind,
} from '../../contract/plans.ts';

/** What is asked: first what matters, of the person only, then what is prepared. */
export type Question = 'voice' | (typeof preparationKinds)[number];
export const questionsFor = (self: boolean): readonly Question[] =>
  self ? ['voice', ...preparationKinds] : preparationKinds;

/** Whether the reader may change the text: a relative their own; the person all but what a relative wrote. */
export const mayChange = (section: Section, own: PlanView['own']): boolean => section.relativeId === own.relativeId;

/** The text that the reader writes on: their own. */
export const ownSection = (
  sections: readonly Section[],
  kind: SectionKind,
  own: PlanView['own'],
): Section | undefined =>
  sections.find((one) => one.kind === kind && one.relativeId === own.relativeId && one.author.id === personsOwnUnit);

/** What others have written of it, as far as there are words. */
export const othersSections = (
  sections: readonly Section[],
  kind: SectionKind,
  own: PlanView['own'],
): readonly Section[] =>
  sections.filter((one) => one.kind === kind && one.words !== '' && one !== ownSection(sections, kind, own));

/** Which questions have an answer, whoever gave it. */
export function answeredOf(
  questions: readonly Question[],
  plan: Pick<PlanView, 'sections'>,
  hasVoice: boolean,
): ReadonlySet<Question> {
  return new Set(
    questions.filter((one) =>
      one === 'voice' ? hasVoice : plan.sections.some(({ kind, words }) => kind === one && words !== ''),
    ),
  );
}
