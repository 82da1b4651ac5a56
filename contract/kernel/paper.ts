/**
 * Something to have on paper: a page of plain parts in reading order, the same for PDF and HTML. Everything in it is text and nothing is
 * markup, so what someone has typed can never become a command to what sets it.
 */
export interface Paper {
  /** The first heading, and the name of the file's window. */
  readonly title: string;
  readonly language: 'sv' | 'en';
  /** Said under the title. */
  readonly lead: readonly string[];
  readonly sections: readonly PaperSection[];
  /** Stands at the foot of every sheet of paper, before its number; HTML has no sheets. */
  readonly foot: string;
  /** The word before the number of the page: "sida". */
  readonly pageWord: string;
  /** Said at the end when there are letters that no font on the server has. */
  readonly unreadable: string;
}

export interface PaperSection {
  readonly heading: string;
  readonly blocks: readonly PaperBlock[];
}

export type PaperBlock =
  | { readonly kind: 'heading'; readonly words: string }
  | { readonly kind: 'text'; readonly words: string }
  /** Somebody's own words, and whose. */
  | { readonly kind: 'quote'; readonly words: string; readonly by: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** What something is called, and what it is. */
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [string, string])[] }
  /** The first row names the columns. */
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** Every text of a paper, in reading order. */
export function textsOf(paper: Paper): string[] {
  return [
    paper.title,
    ...paper.lead,
    ...paper.sections.flatMap(({ heading, blocks }) => [heading, ...blocks.flatMap(textsIn)]),
    paper.foot,
  ];
}

function textsIn(block: PaperBlock): readonly string[] {
  switch (block.kind) {
    case 'heading':
    case 'text':
      return [block.words];
    case 'quote':
      return [block.words, block.by];
    case 'list':
      return block.items;
    case 'facts':
      return block.rows.flat();
    case 'table':
      return [...block.head, ...block.rows.flat()];
    default:
      return block satisfies never;
  }
}

/** The same paper with every text changed. */
export function eachText(paper: Paper, change: (text: string) => string): Paper {
  const all = (texts: readonly string[]): string[] => texts.map(change);
  const inBlock = (block: PaperBlock): PaperBlock => {
    switch (block.kind) {
      case 'heading':
      case 'text':
        return { ...block, words: change(block.words) };
      case 'quote':
        return { ...block, words: change(block.words), by: change(block.by) };
      case 'list':
        return { ...block, items: all(block.items) };
      case 'facts':
        return { ...block, rows: block.rows.map(([name, what]) => [change(name), change(what)] as const) };
      case 'table':
        return { ...block, head: all(block.head), rows: block.rows.map(all) };
      default:
        return block satisfies never;
    }
  };
  return {
    ...paper,
    title: change(paper.title),
    lead: all(paper.lead),
    sections: paper.sections.map(({ heading, blocks }) => ({ heading: change(heading), blocks: blocks.map(inBlock) })),
    foot: change(paper.foot),
  };
}

/** Letters of scripts that are written from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms. */
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]/u;

/** The way a text runs, by its first letter (as `dir="auto"` does in a browser). */
export function runsFrom(text: string): 'left' | 'right' {
  const first = /\p{L}/u.exec(text)?.[0];
  return first !== undefined && rightToLeft.test(first) ? 'right' : 'left';
}
