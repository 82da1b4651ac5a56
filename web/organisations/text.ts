import { catalogue, type SameWords } from '../kernel/text.ts';

const sv = {
  title: 'Enheten',
  reach: 'Så når du enheten nu',
  none: 'Enheten har inga kontaktvägar i systemet.',
  closedNow: (when: string) => `Ingen svarar just nu. Öppnar ${when}.`,
  heads: 'Chef',
  belongs: 'Hör till',
  code: 'Kod',
  hsa: 'HSA-id',
  closed: (when: string) => `Enheten stängde ${when}.`,
  audience: { staff: 'bara för personal', public: 'för alla', both: '' },
  email: 'E-post',
};

const en: SameWords<typeof sv> = {
  title: 'The unit',
  reach: 'How to reach the unit now',
  none: 'The unit has no contact ways in the system.',
  closedNow: (when) => `Nobody answers right now. Opens ${when}.`,
  heads: 'Head',
  belongs: 'Belongs to',
  code: 'Code',
  hsa: 'HSA id',
  closed: (when) => `The unit closed ${when}.`,
  audience: { staff: 'staff only', public: 'for all', both: '' },
  email: 'Email',
};

export const text = catalogue(sv, en);
