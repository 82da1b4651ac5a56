import type { FastifyReply } from 'fastify';
import type { Language } from '../../../contract/kernel/validation.ts';

/** Text that may stand in HTML, between tags and inside quoted attributes. */
export const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c);

/** The few headers that hold a page without script, from nowhere but here, in no one's frame. Provider pages share them. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  // Not no-referrer: that makes browsers send `Origin: null` with our own forms.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const;

export interface Page {
  readonly language: Language;
  readonly title: string;
  /** HTML, already escaped. */
  readonly body: string;
  /** HTML beside the name at the top. */
  readonly corner?: string;
}

export function html(page: Page, style: '/oidc/style.css' | '/auth/style.css'): string {
  return `<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(page.title)} – Mellanrum</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<header><span class="name">Mellanrum</span>${page.corner ?? ''}</header>
<main>
${page.body}
</main>
</body>
</html>
`;
}

/** Answers with a page of the sign-in. */
export function sendPage(reply: FastifyReply, status: number, page: Page): FastifyReply {
  return reply.code(status).headers(pageHeaders).send(html(page, '/auth/style.css'));
}

export function sendStyle(reply: FastifyReply): FastifyReply {
  return reply
    .headers({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=3600',
      'x-content-type-options': 'nosniff',
    })
    .send(style);
}

const style = `:root {
  color-scheme: light dark;
  --ink: oklch(24% 0.02 240);
  --soft: oklch(44% 0.02 240);
  --paper: oklch(98.5% 0.004 200);
  --quiet: oklch(95.5% 0.008 200);
  --line: oklch(60% 0.02 220);
  --accent: oklch(42% 0.08 215);
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: oklch(93% 0.01 220);
    --soft: oklch(76% 0.015 220);
    --paper: oklch(19% 0.015 230);
    --quiet: oklch(24% 0.018 230);
    --line: oklch(58% 0.02 220);
    --accent: oklch(80% 0.09 200);
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 18px/1.5 'Source Sans 3 Variable', 'Source Sans 3', system-ui, sans-serif; }
header, main { max-width: 64rem; margin: 0 auto; padding: 24px 20px 0; }
header { display: flex; justify-content: space-between; gap: 16px; }
main { padding-bottom: 64px; }
.name { font-weight: 650; letter-spacing: 0.01em; color: var(--accent); }
h1 { font-size: 40px; line-height: 1.15; font-weight: 600; margin: 16px 0 8px; }
h2 { font-size: 20px; font-weight: 600; margin: 40px 0 12px; }
p { max-width: 36em; margin: 0 0 12px; }
a { color: var(--accent); text-underline-offset: 3px; }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 12px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr)); }
li { display: flex; }
button, .button { font: inherit; color: inherit; text-align: left; width: 100%; min-height: 72px; padding: 14px 16px; background: var(--quiet);
  border: 1px solid var(--line); border-left: 4px solid var(--accent); border-radius: 6px; cursor: pointer; display: block; text-decoration: none; }
.button { width: auto; display: inline-block; min-height: 0; font-weight: 600; }
button:hover, .button:hover { border-color: var(--accent); background: var(--paper); }
button { display: flex; flex-direction: column; justify-content: flex-start; }
button strong { display: block; font-weight: 600; }
button span { display: block; color: var(--soft); line-height: 1.35; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
@media (forced-colors: active) { button, .button { border-left-width: 4px; } }
@media print { .language { display: none; } }
`;
