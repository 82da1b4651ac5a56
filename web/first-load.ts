import { join } from 'node:path';
import type { Plugin } from 'vite';

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

let first: ReadonlySet<string> | undefined;

/** Whether every page needs it: the start of the program does, or both the first page of staff and that of the person. */
export function isFirst(id: string, infoOf: InfoOf): boolean {
  if (!first) {
    const [start, staff, person] = ['main.ts', 'commitments/today.page.tsx', 'my-care/my-care.page.tsx'].map((entry) =>
      fetchedWith(entry, infoOf),
    );
    first = new Set([...(start ?? []), ...[...(staff ?? [])].filter((one) => person?.has(one))]);
  }
  return first.has(id);
}

/** The typeface's part that Swedish and English are written with. */
const letters = /source-sans-3-latin-wght-normal-[\w-]+\.woff2$/u;

/**
 * Tells the browser, with the page itself, of what it will ask for a moment later: the typeface, and who is signed in. Each would else wait
 * for a file that is fetched before it.
 */
export function firstLoad(): Plugin {
  return {
    name: 'first-load',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle }) {
        const font = Object.keys(bundle ?? {}).find((name) => letters.test(name));
        const link = (attrs: Record<string, string>) => ({
          tag: 'link',
          attrs: { rel: 'preload', crossorigin: '', ...attrs },
          injectTo: 'head-prepend' as const,
        });
        if (font === undefined) return [];
        return [link({ as: 'fetch', href: '/api/me' }), link({ as: 'font', type: 'font/woff2', href: `/${font}` })];
      },
    },
  };
}
