import type { LogLine } from '../../contract/people.ts';
import { useUnits } from '../kernel/directory.ts';
import { useText } from '../kernel/text.ts';
import { actionWord } from './log-lines.ts';
import { pagesText } from './pages-text.ts';

/** The grounds, the one that says most about why first. */
const telling = [
  'svod_3_6',
  'ground',
  'consent',
  'svod_3_1',
  'shared_by_person',
  'osl_25_11',
  'osl_26_9c',
  'same_provider',
  'person_tells',
  'own',
] as const;

export interface LogWords {
  /** A name, `Du`, or a word for the one it was. */
  readonly who: string;
  /** `, distriktssköterska på Hemsjukvård Centrum` */
  readonly of: string;
  readonly what: string;
  readonly why: string;
}

/** The sentence of a line: who, at which unit, did what, and why they may. */
export function useLogWords(): (line: LogLine, self: boolean) => LogWords {
  const p = useText(pagesText);
  const units = useUnits();
  return (line, self) => {
    const unit = units(line.unitId)?.name;
    const title = line.title ? `, ${line.title}` : '';
    const of = line.kind === 'staff' ? [title, unit && p.log.at(unit)].filter(Boolean).join(' ') : '';
    const who =
      line.kind === 'system' ? p.log.system : line.kind === 'person' && self ? p.log.you : line.name || p.log.relative;
    // What opened others' words tells more than that they read their own.
    const [opened] = telling.filter((basis) => line.bases.some((one) => one.basis === basis));
    const bases = opened ? [p.why[opened]] : [];
    const why = [line.tie && p.log.tie[line.tie], ...bases, p.log.purpose[line.purpose]].filter(Boolean).join(' ');
    return {
      who,
      of,
      what: line.opened ? actionWord(line.action, p.did) : p.log.refused,
      why: line.kind === 'staff' ? why : '',
    };
  };
}
