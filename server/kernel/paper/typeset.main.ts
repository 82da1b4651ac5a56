// The thread that sets papers: Typst is synchronous and would hold up everything else. One paper at a time, in the order they come.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { eachText, type Paper } from '../../../contract/kernel/paper.ts';
import { charactersOf } from './coverage.ts';
import { packed } from './pack.ts';

export interface Asked {
  readonly id: number;
  readonly paper: Paper;
  /** When it is made, in seconds. */
  readonly at: number;
}
export type Answered =
  | { readonly id: number; readonly pdf: Uint8Array }
  | { readonly id: number; readonly fault: string };

const { resolve } = createRequire(import.meta.url);
const fonts = [
  'source-sans-3/400Regular/SourceSans3_400Regular',
  'source-sans-3/600SemiBold/SourceSans3_600SemiBold',
  'vazirmatn/400Regular/Vazirmatn_400Regular',
  'noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular',
  'noto-emoji/400Regular/NotoEmoji_400Regular',
].map((name) => readFileSync(resolve(`@expo-google-fonts/${name}.ttf`)));
const known = fonts.map(charactersOf);
const compiler = NodeCompiler.create({
  workspace: fileURLToPath(new URL('.', import.meta.url)),
  fontArgs: [{ fontBlobs: fonts }],
});
const page = fileURLToPath(new URL('page.typ', import.meta.url));

/** Joiners, variation selectors, marks of direction: characters that are never drawn, whether a font has them or not. */
const invisible = /\p{Default_Ignorable_Code_Point}/u;
const missing = '\u25a1';

/** PDF/UA forbids a letter without a picture: it becomes a square, and the paper says that there are such. */
function readable(paper: Paper, hard: boolean): Paper {
  let lost = false;
  const drawn = (letter: string): boolean => known.some((one) => one.has(letter.codePointAt(0) ?? 0));
  const plain = (letter: string): boolean =>
    /[\p{L}\p{N}\p{P}]/u.test(letter) && known[0]?.has(letter.codePointAt(0) ?? 0) === true;
  const fits = (letter: string): boolean => (hard ? plain(letter) : invisible.test(letter) || drawn(letter));
  const letterOf = (letter: string): string => {
    if (letter === '\n' || letter === ' ' || fits(letter)) return letter;
    lost = true;
    return invisible.test(letter) || /\p{M}/u.test(letter) ? '' : missing;
  };
  const change = (text: string): string =>
    Array.from(
      text
        .replaceAll(/\r\n?/gu, '\n')
        .replaceAll('\t', ' ')
        .replaceAll(/(?!\n)\p{Cc}/gu, ''),
      letterOf,
    ).join('');
  const changed = eachText(paper, (text) => change(text.normalize('NFC')));
  return lost ? { ...changed, lead: [...changed.lead, paper.unreadable] } : changed;
}

function set(paper: Paper, at: number): Buffer {
  return packed(
    compiler.pdf(
      { mainFilePath: page, inputs: { paper: JSON.stringify(paper) } },
      { pdfStandard: 'ua-1', creationTimestamp: at },
    ),
  );
}

const saidOf = (error: unknown): string =>
  (error instanceof Error && 'code' in error ? `${error.message} ${String(error.code)}` : String(error)).slice(0, 500);

parentPort?.on('message', ({ id, paper, at }: Asked) => {
  let answer: Answered;
  try {
    let pdf: Buffer;
    try {
      pdf = set(readable(paper, false), at);
    } catch {
      // Marks and letters that no single font has together: only plain letters are left.
      pdf = set(readable(paper, true), at);
    }
    answer = { id, pdf };
  } catch (error) {
    answer = { id, fault: saidOf(error) };
  } finally {
    // Nothing of anyone's paper stays in memory.
    compiler.evictCache(0);
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(answer);
});
