import { join } from 'node:path';
import type { Plugin } from 'vite';
import { type FirstPage, firstPages } from '../contract/kernel/page-cookie.ts';

type InfoOf = (id: string) => { readonly importedIds: readonly string[] } | null;

/** What is fetched with a file: all that it imports, and what that imports. */
function fetchedWith(entry: string, infoOf: InfoOf): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [join(import.meta.dirname, entry)];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...(infoOf(id)?.importedIds ?? []));
  }
  return found;
}

const entries: Readonly<Record<FirstPage, string>> = {
  today: 'commitments/today.page.tsx',
  mine: 'my-care/my-care.page.tsx',
};
let parts: ReadonlyMap<string, string> | undefined;

/**
 * The file that a module comes in: `kernel` when every page needs it (the start of the program does, or both first pages do), `today` or
 * `mine` when that first page alone does, null when it comes with the page that asks for it. One file rather than thirty: each is asked
 * for, opened and waited for by itself.
 */
export function fileOf(id: string, infoOf: InfoOf): string | null {
  if (!parts) {
    const start = fetchedWith('main.ts', infoOf);
    const [today, mine] = [fetchedWith(entries.today, infoOf), fetchedWith(entries.mine, infoOf)];
    const found = new Map<string, string>();
    for (const one of today) found.set(one, mine.has(one) ? 'kernel' : 'today');
    for (const one of mine) if (!today.has(one)) found.set(one, 'mine');
    for (const one of start) found.set(one, 'kernel');
    parts = found;
  }
  return parts.get(id) ?? null;
}

/** The typeface's part that Swedish and English are written with. */
const letters = /source-sans-3-latin-wght-normal-[\w-]+\.woff2$/u;

/**
 * Tells the browser, with the page itself, of what it will ask for a moment later: the typeface, and who is signed in. Each would else wait
 * for a file that is fetched before it. The files of the two first pages stand in a note that the server makes links of, for whom it is.
 */
export function firstLoad(): Plugin {
  return {
    name: 'first-load',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle }) {
        const names = Object.keys(bundle ?? {});
        const font = names.find((name) => letters.test(name));
        const link = (attrs: Record<string, string>) => ({
          tag: 'link',
          attrs: { rel: 'preload', crossorigin: '', ...attrs },
          injectTo: 'head-prepend' as const,
        });
        if (font === undefined) return [];
        const notes = firstPages.map((page) => {
          // The page's own file is a few letters that lead to the large one.
          const scripts = Object.values(bundle ?? {}).flatMap((one) =>
            one.type === 'chunk' && [one.facadeModuleId, ...one.moduleIds].some((id) => id?.endsWith(entries[page]))
              ? [one.fileName]
              : [],
          );
          const styles = names.filter((name) => name.startsWith(`assets/${page}-`) && name.endsWith('.css'));
          const files = [...scripts, ...styles].map((name) => `/${name}`);
          return { tag: 'meta', attrs: { name: `first-${page}`, content: files.join(' ') }, injectTo: 'head' as const };
        });
        return [
          link({ as: 'fetch', href: '/api/me' }),
          // The words can be read without it; the program cannot run without its scripts.
          link({ as: 'font', type: 'font/woff2', href: `/${font}`, fetchpriority: 'low' }),
          ...notes,
        ];
      },
    },
  };
}
