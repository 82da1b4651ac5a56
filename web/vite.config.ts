import { defineConfig } from 'vite';
import { fileOf, firstLoad } from './first-load.ts';
import { leanContract } from './lean-contract.ts';

// One chunk a page. Nothing is inlined: the content security policy allows only files from the own origin.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [leanContract(), firstLoad()],
  // What is written for React is drawn by Preact: see docs/decisions/0035. Types and libraries go on naming React.
  resolve: {
    alias: [
      { find: /^react-dom\/client$/u, replacement: 'preact/compat/client' },
      { find: /^react(?:-dom)?$/u, replacement: 'preact/compat' },
      { find: /^react\/jsx-(?:dev-)?runtime$/u, replacement: 'preact/jsx-runtime' },
    ],
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    cssTarget: ['chrome123', 'safari17.5', 'firefox120'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Libraries that also run on servers say which of their files are the browser's.
      checks: { moduleLevelDirective: false },
      output: {
        // What checks a form comes in one piece when a form is shown, and in no other piece.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            // Changes only when a library does, so browsers keep it from one version of the program to the next.
            {
              name: 'ground',
              test: /node_modules[\\/](preact|use-sync-external-store|@tanstack)[\\/]/u,
            },
            // What every page stands on, and each of the two first pages, in one file.
            { debugName: 'first', name: (id, all) => fileOf(id, (one) => all.getModuleInfo(one)) },
            { name: 'schemas', test: /node_modules[\\/]zod[\\/]|\?whole$|[\\/]kernel[\\/]zod\.ts$/u },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: { '/api': 'http://localhost:8080', '/auth': 'http://localhost:8080', '/oidc': 'http://localhost:8080' },
  },
});
