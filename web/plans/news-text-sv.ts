import type { newsDeeds, newsPlaces } from '../../contract/plans.ts';

type Words<T extends readonly string[]> = Record<T[number], string>;

const places: Words<typeof newsPlaces> = {
  plan: 'Planen',
  goal: 'Mål',
  intervention: 'Insats',
  other_measure: 'Andra gör',
  follow_up: 'Uppföljning',
  section: 'Text',
  promise: 'Löfte',
  meeting: 'Möte',
  approval: 'Svar om planen',
};
const deeds: Words<typeof newsDeeds> = {
  added: 'Nytt',
  changed: 'Ändrat',
  removed: 'Borttaget',
  established: 'Upprättad',
  renewed: 'Ny utgåva',
  closed: 'Avslutad',
  accepted: 'Sagt ja',
  declined: 'Sagt nej',
  proposed: 'Vill ha annan tid',
  kept: 'Gjort',
  not_kept: 'Blev inte gjort',
  withdrawn: 'Återtaget',
  lapsed: 'Ingen svarade',
  paused: 'Pausat',
  resumed: 'Återupptaget',
  called: 'Kallat',
  moved: 'Flyttat',
  held: 'Hållet',
  cancelled: 'Inställt',
  yes: 'Ja',
  no: 'Nej',
};

export const sv = {
  places,
  deeds,
  title: 'Nytt sedan du var här',
  since: (when: string) => `Du såg planen senast ${when}.`,
  seen: 'Jag har sett det',
  mark: 'Nytt',
};
