import { catalogue, type SameWords } from '../kernel/text.ts';

const sv = {
  rating: (name: string, goal: string) => `Hur nära målet är ${name}? ${goal}`,
  ratingHint: '0 = inte alls där, 10 = helt framme. Fråga personen, gissa inte.',
  notAsked: 'Inte frågad',
  ownWords: 'Personens ord om målet',
  gas: 'Nivå som var skriven i förväg',
  notMeasured: 'Inte mätt',
  rated: (points: number) => `Egen siffra: ${points} av 10`,
  before: (points: number) => `(${points} förra gången)`,
  reached: (level: string) => `Nivå ${level}`,
  levels: 'Mät med nivåer skrivna i förväg (GAS)',
  levelsHint: 'Skriv vad varje steg betyder för just det här målet, tillsammans med personen. 0 är det ni väntar er.',
  steps: [
    'Mycket sämre än väntat (−2)',
    'Sämre än väntat (−1)',
    'Det väntade (0)',
    'Bättre än väntat (+1)',
    'Mycket bättre än väntat (+2)',
  ],
};

const en: SameWords<typeof sv> = {
  rating: (name, goal) => `How close to the goal is ${name}? ${goal}`,
  ratingHint: '0 = not at all there, 10 = all the way. Ask the person, do not guess.',
  notAsked: 'Not asked',
  ownWords: 'The person’s words on the goal',
  gas: 'Level written beforehand',
  notMeasured: 'Not measured',
  rated: (points) => `Own figure: ${points} of 10`,
  before: (points) => `(${points} last time)`,
  reached: (level) => `Level ${level}`,
  levels: 'Measure by levels written beforehand (GAS)',
  levelsHint: 'Write what each step means for this goal, together with the person. 0 is what you expect.',
  steps: [
    'Much worse than expected (−2)',
    'Worse than expected (−1)',
    'As expected (0)',
    'Better than expected (+1)',
    'Much better than expected (+2)',
  ],
};

export const ratingText = catalogue(sv, en);
