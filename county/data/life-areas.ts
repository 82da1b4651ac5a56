/**
 * Life areas and the words people use in them. The areas are the nine chapters of ICF's activity and participation (d1-d9) as IBIC uses them, and
 * IBIC's two own: feeling safe, and support from those close. The longer lists of texts stand in files of their own and are gathered
 * here.
 */
import { dailyLivingNeeds } from './needs-daily-living.ts';
import { mindAndCompanyNeeds } from './needs-mind-and-company.ts';
import type { LifeArea, Urgency, Words } from './types.ts';

export { goalSets } from './goals.ts';
export { declineReasons, followUpWords, notKeptReasons, withdrawReasons } from './reasons.ts';
export { signals } from './signals.ts';
export { whatMatters } from './what-matters.ts';

export const lifeAreas = [
  {
    code: 'd1',
    formal: { sv: 'Lärande och att tillämpa kunskap', en: 'Learning and applying knowledge' },
    everyday: { sv: 'Lära, tänka och bestämma', en: 'Learning, thinking and deciding' },
  },
  {
    code: 'd2',
    formal: { sv: 'Allmänna uppgifter och krav', en: 'General tasks and demands' },
    everyday: { sv: 'Få dagen att gå ihop', en: 'Making the day work' },
  },
  {
    code: 'd3',
    formal: { sv: 'Kommunikation', en: 'Communication' },
    everyday: { sv: 'Prata, höra och bli förstådd', en: 'Talking, hearing and being understood' },
  },
  {
    code: 'd4',
    formal: { sv: 'Förflyttning', en: 'Mobility' },
    everyday: { sv: 'Röra sig och ta sig fram', en: 'Moving and getting about' },
  },
  {
    code: 'd5',
    formal: { sv: 'Personlig vård', en: 'Self-care' },
    everyday: { sv: 'Ta hand om kropp och hälsa', en: 'Looking after body and health' },
  },
  {
    code: 'd6',
    formal: { sv: 'Hemliv', en: 'Domestic life' },
    everyday: { sv: 'Mat, hem och ärenden', en: 'Food, home and errands' },
  },
  {
    code: 'd7',
    formal: { sv: 'Mellanmänskliga interaktioner och relationer', en: 'Interpersonal interactions and relationships' },
    everyday: { sv: 'Vara med andra', en: 'Being with others' },
  },
  {
    code: 'd8',
    formal: { sv: 'Viktiga livsområden', en: 'Major life areas' },
    everyday: { sv: 'Skola, arbete och pengar', en: 'School, work and money' },
  },
  {
    code: 'd9',
    formal: { sv: 'Samhällsgemenskap, socialt och medborgerligt liv', en: 'Community, social and civic life' },
    everyday: { sv: 'Ute bland folk, och det som är roligt', en: 'Out among people, and what is fun' },
  },
  {
    code: 'safety',
    formal: { sv: 'Känsla av trygghet', en: 'Feeling safe' },
    everyday: { sv: 'Känna sig trygg', en: 'Feeling safe' },
  },
  {
    code: 'close',
    formal: {
      sv: 'Personligt stöd från person som vårdar eller stöder en närstående',
      en: 'Support from someone who cares for a person close to them',
    },
    everyday: { sv: 'De som är nära', en: 'Those who are close' },
  },
] as const satisfies readonly LifeArea[];

export const urgencies = {
  acute: { sv: 'Akut, nu', en: 'Acute, now' },
  soon: { sv: 'Snart, i dag eller i morgon', en: 'Soon, today or tomorrow' },
  planned: { sv: 'Planerat, kan vänta till bestämd tid', en: 'Planned, can wait for an agreed time' },
} as const satisfies Record<Urgency, Words>;

export const needPhrases = [...dailyLivingNeeds, ...mindAndCompanyNeeds] as const;
