// A PDF read back by pdf.js, which knows nothing of what made it.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

interface Node {
  readonly role: string;
  readonly children: readonly (Node | { readonly type: string; readonly id: string })[];
}
export interface ReadText {
  readonly text: string;
  /** Id of the marked content it stands in; `artifact` for what is decoration; null for neither. */
  readonly mark: string | null;
  readonly page: number;
  /** In points from the page's left edge, and from its lower edge. */
  readonly left: number;
  readonly right: number;
  readonly y: number;
}
/** A place in the structure: roles from the outermost (`Document L LI LBody`) and the text there. */
export interface Tagged {
  readonly path: string;
  readonly text: string;
}
export interface ReadPdf {
  readonly pages: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly language: string;
  readonly marked: boolean;
  /** The XMP packet. */
  readonly xmp: string;
  readonly texts: readonly ReadText[];
  /** In reading order. */
  readonly tagged: readonly Tagged[];
  /** Every role and how many times. */
  readonly roles: Readonly<Record<string, number>>;
}

/** Letters alone: spaces are where lines break, and joiners, soft hyphens and variation selectors come and go with the setting. */
export const lettersOf = (text: string): string =>
  text.normalize('NFKC').replaceAll(/[\s\p{Default_Ignorable_Code_Point}]/gu, '');

export async function readBack(pdf: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const document = await task.promise;
  const texts: ReadText[] = [];
  const tagged: Tagged[] = [];
  const roles: Record<string, number> = {};
  let [width, height] = [0, 0];
  for (let n = 1; n <= document.numPages; n++) {
    const page = await document.getPage(n);
    ({ width, height } = page.getViewport({ scale: 1 }));
    const byMark = new Map<string, string>();
    const open: (string | null)[] = [];
    for (const item of (await page.getTextContent({ includeMarkedContent: true, disableNormalization: true })).items) {
      if ('str' in item) {
        const mark = open.findLast((one) => one !== null) ?? null;
        if (mark !== null) byMark.set(mark, (byMark.get(mark) ?? '') + item.str + (item.hasEOL ? ' ' : ''));
        const [, , , , x = 0, y = 0] = item.transform as number[];
        if (item.str.trim() !== '') texts.push({ text: item.str, mark, page: n, left: x, right: x + item.width, y });
      } else if (item.type === 'endMarkedContent') open.pop();
      else open.push((item as { tag?: string }).tag === 'Artifact' ? 'artifact' : (item.id ?? null));
    }
    const walk = (node: Node, above: string): void => {
      const path = `${above} ${node.role}`.trim();
      roles[node.role] = (roles[node.role] ?? 0) + 1;
      const text = node.children.map((child) => ('role' in child ? '' : (byMark.get(child.id) ?? ''))).join('');
      if (text !== '') tagged.push({ path, text });
      for (const child of node.children) if ('role' in child) walk(child, path);
    };
    const tree = (await page.getStructTree()) as Node | null;
    for (const child of tree?.children ?? []) if ('role' in child) walk(child, '');
  }
  const { info, metadata } = await document.getMetadata();
  const told = info as { Title?: string; Language?: string };
  const marks = (await document.getMarkInfo()) as unknown as ReadonlyMap<string, boolean> | null;
  await task.destroy();
  return {
    pages: document.numPages,
    width,
    height,
    title: told.Title ?? '',
    language: told.Language ?? '',
    marked: marks?.get('Marked') === true,
    xmp: metadata?.getRaw() ?? '',
    texts,
    tagged,
    roles,
  };
}
