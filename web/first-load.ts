import type { Plugin } from 'vite';

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
