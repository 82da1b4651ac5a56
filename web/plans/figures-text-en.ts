import type { SameWords } from '../kernel/text.ts';
import type { sv } from './figures-text-sv.ts';

export const en: SameWords<typeof sv> = {
  stood: {
    held: 'Held in time',
    late: 'Held late',
    missing: 'Not held',
    coming: 'To come',
    no_next: 'Without a new time',
  },
  title: 'Follow-ups',
  lead: 'Plans that were to be followed up, month by month: held in time, held late and not held. Figures of units only, nothing of persons.',
  level: 'Show by',
  byUnit: 'Unit',
  byAuthority: 'Authority',
  month: 'Month',
  due: 'Were due',
  onTime: 'In time',
  sum: 'Sum',
  open: (stands, month, count) => `${stands} in ${month}: ${count}. Show the plans`,
  behind: (stands, month) => `${stands}, ${month}`,
  behindNone: 'No plans that you may see.',
  behindFewer: 'The figure also counts plans that you may not see.',
  close: 'Close the list',
  empty: 'No follow-up has been due these months.',
  withheld: (count, under) =>
    count === 1
      ? `1 figure is not shown by unit, because it is smaller than ${under} or would give such a one away. It is counted by authority.`
      : `${count} figures are not shown by unit, because they are smaller than ${under} or would give such a one away. They are counted by authority.`,
  all: 'All plans',
  toEnd: 'Close or renew',
  toEndLead: 'All in the plan has ended. Close it together with the person, or renew it.',
  toEndNone: 'No plan waits to be closed or renewed.',
  gaps: 'The gaps',
};
