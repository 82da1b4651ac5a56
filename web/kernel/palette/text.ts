import { catalogue, type SameWords } from '../text/catalogue.ts';

const sv = {
  label: 'Hitta person, enhet, sida eller det du vill göra',
  labelOwn: 'Hitta en sida eller det du vill göra',
  hint: 'Pilarna väljer, Enter öppnar. En sökning på namn syns i personens logg.',
  hintPlain: 'Pilarna väljer, Enter öppnar.',
  person: 'Person',
  persons: 'Personer',
  recent: 'Nyss öppnade',
  unit: 'Enhet',
  units: 'Enheter',
  page: 'Sida',
  pages: 'Sidor',
  deed: 'Gör',
  deeds: 'Gör något',
  whom: 'Vem gäller det?',
  drop: (words: string) => `Ta bort: ${words}`,
  searching: 'Söker …',
  failed: 'Sökningen gick inte. Skriv en gång till.',
  nobody: 'Ingen i er krets heter så.',
  nothing: 'Inget passar. Prova ett annat ord.',
  found: (n: number) => (n === 1 ? 'Ett förslag' : `${n} förslag`),
};

const en: SameWords<typeof sv> = {
  label: 'Find a person, a unit, a page or what you want to do',
  labelOwn: 'Find a page or what you want to do',
  hint: 'Arrows choose, Enter opens. A search by name is seen in the person’s log.',
  hintPlain: 'Arrows choose, Enter opens.',
  person: 'Person',
  persons: 'Persons',
  recent: 'Opened just now',
  unit: 'Unit',
  units: 'Units',
  page: 'Page',
  pages: 'Pages',
  deed: 'Do',
  deeds: 'Do something',
  whom: 'Whom is it about?',
  drop: (words: string) => `Remove: ${words}`,
  searching: 'Searching …',
  failed: 'The search did not come through. Type once more.',
  nobody: 'Nobody in your circle has that name.',
  nothing: 'Nothing fits. Try another word.',
  found: (n: number) => (n === 1 ? 'One suggestion' : `${n} suggestions`),
};

export const text = catalogue(sv, en);
