import { catalogue, type SameWords } from '../kernel/text.ts';

const sv = {
  line: {
    several: 'Flera enheter',
    answerBy: 'svar senast',
    due: 'klart',
    loading: 'Linjen hämtas',
  },
  promises: { all: (n: number) => `Visa alla ${n}` },
  carried: 'bär',
};
const en: SameWords<typeof sv> = {
  line: {
    several: 'Several units',
    answerBy: 'answer by',
    due: 'due',
    loading: 'Fetching the line',
  },
  promises: { all: (n) => `Show all ${n}` },
  carried: 'carries',
};

/** Words of the person's page for its pictures and newer parts. */
export const pageText = catalogue(sv, en);
