import type { FieldChange, PartChange, PlanPart, WordRun } from '../../contract/plans.ts';

export type Plain = string | number | boolean | null;
/** A part as fields that can be read and compared. */
export type Fields = Readonly<Record<string, Plain>>;
export interface ComparedPart {
  readonly part: PlanPart;
  readonly partId: string;
  readonly label: string;
  readonly fields: Fields;
}

const written = new Set(['title', 'words', 'measure', 'what', 'who', 'personWords', 'detail']);

/**
 * Which words were added and removed, by the longest common run of words. Joined, `same` and `removed` give `from` back to the letter,
 * `same` and `added` give `to`: no word is lost in a comparison.
 */
export function wordDifference(from: string, to: string): WordRun[] {
  const [a, b] = [wordsOf(from), wordsOf(to)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail])
    tail += 1;
  const runs: WordRun[] = [];
  const push = (kind: WordRun['kind'], text: string): void => {
    const last = runs.at(-1);
    if (last?.kind === kind) last.text += text;
    else if (text !== '') runs.push({ kind, text });
  };
  push('same', a.slice(0, head).join(''));
  for (const [kind, word] of middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail))) push(kind, word);
  push('same', a.slice(a.length - tail).join(''));
  return runs;
}

/** A word with the space after it, so that the pieces together are the text. */
const wordsOf = (text: string): string[] => text.match(/\S+\s*|\s+/gu) ?? [];

function* middle(a: readonly string[], b: readonly string[]): Generator<[WordRun['kind'], string]> {
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width); // longest common run of words from (i, j) to the end
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      yield ['same', left];
      i += 1;
      j += 1;
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      yield ['removed', left];
      i += 1;
    } else {
      yield ['added', right ?? ''];
      j += 1;
    }
  }
}

/** Field by field, in the order the part has them; a field that stands the same is left out. */
export function fieldChanges(from: Fields | null, to: Fields | null): FieldChange[] {
  const names = [...new Set([...Object.keys(from ?? {}), ...Object.keys(to ?? {})])];
  return names.flatMap((field): FieldChange[] => {
    const [before, after] = [from?.[field] ?? null, to?.[field] ?? null];
    if (before === after) return [];
    const words =
      written.has(field) && typeof before === 'string' && typeof after === 'string'
        ? wordDifference(before, after)
        : null;
    return [{ field, from: before, to: after, words }];
  });
}

/** What differs between two states of a plan, part by part: those that stand in the later in its order, then those that are gone. */
export function planDifference(from: readonly ComparedPart[], to: readonly ComparedPart[]): PartChange[] {
  const before = new Map(from.map((part) => [part.partId, part]));
  const after = new Set(to.map((part) => part.partId));
  const standing = to.flatMap(({ part, partId, label, fields }): PartChange[] => {
    const old = before.get(partId);
    const changes = fieldChanges(old?.fields ?? null, fields);
    return old && changes.length === 0
      ? []
      : [{ part, partId, label, kind: old ? 'changed' : 'added', fields: changes }];
  });
  const gone = from
    .filter(({ partId }) => !after.has(partId))
    .map(({ part, partId, label, fields }): PartChange => ({
      part,
      partId,
      label,
      kind: 'removed',
      fields: fieldChanges(fields, null),
    }));
  return [...standing, ...gone];
}
