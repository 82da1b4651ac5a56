import { diffIndices } from 'node-diff3';
import type { LeftForm } from '../form/left.ts';
import { asText, wordsOf } from './words.ts';

/** Words that somebody had typed in a field when what it stood in was closed. */
export interface OwnWords {
  readonly label: string;
  readonly words: string;
}

/** What has been typed on top of what stood: words that stood before are another's, and may be what was closed. */
export const typedIn = (before: string, now: string): string =>
  diffIndices(wordsOf(before), wordsOf(now))
    .map(({ buffer2Content }) => buffer2Content.join('').trim())
    .filter((words) => words !== '')
    .join(' … ');

/** What was typed in a form and not saved, field by field, without what stood there before. */
export function ownWordsOf({ labels, typed, values, before }: LeftForm): OwnWords[] {
  // A part that is edited knows what stood when its writer began; it follows with the draft.
  const stood = { ...before, ...(values['base'] as Readonly<Record<string, unknown>> | undefined) };
  return [...labels].flatMap(([name, label]) => {
    const words = typed.has(name) ? typedIn(asText(stood[name]), asText(values[name])) : '';
    return words === '' ? [] : [{ label, words }];
  });
}
