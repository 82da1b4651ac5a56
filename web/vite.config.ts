import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// One chunk a page. Nothing is inlined: the content security policy allows only files from the own origin.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    cssTarget: ['chrome123', 'safari17.5', 'firefox120'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    port: 5173,
    proxy: { '/api': 'http://localhost:8080', '/auth': 'http://localhost:8080', '/oidc': 'http://localhost:8080' },
  },
});
