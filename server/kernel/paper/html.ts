import type { Paper, PaperBlock } from '../../../contract/kernel/paper.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** Text as HTML: nothing in it is markup any more. Control characters, which HTML forbids, are left out. */
const text = (words: string): string =>
  words.replaceAll(/(?![\t\n\r])\p{Cc}/gu, '').replaceAll(/[&<>"']/gu, (one) => escapes[one] ?? '');
const lines = (words: string): string => text(words).replaceAll(/\r?\n/gu, '<br>');

const style = `body{max-width:42rem;margin:0 auto;padding:1.5rem 1rem;font:1.125rem/1.5 "Source Sans 3",system-ui,sans-serif;color:#111;background:#fff;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.2}h2{margin-top:2.5rem;font-size:1.35rem;color:#0b4a57;border-top:2px solid #0b4a57;padding-top:.75rem}h3{margin-top:1.75rem;font-size:1.125rem}
blockquote{margin:1rem 0;padding-left:1rem;border-left:4px solid #0b4a57}blockquote footer{color:#444;font-size:1rem}
table{width:100%;border-collapse:collapse;margin:1rem 0}th,td{text-align:start;vertical-align:top;padding:.5rem .75rem .5rem 0;border-bottom:1px solid #767676}
dt{font-weight:600}dd{margin:0 0 .75rem}
@media(max-width:30rem){table,tbody,tr,td{display:block}thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}td{border:0;padding:.1rem 0}td::before{content:attr(data-name) ": ";font-weight:600}tr{border-bottom:1px solid #767676;padding:.5rem 0}}
@media print{body{max-width:none}h2,h3{break-after:avoid}tr,blockquote{break-inside:avoid}}`;

/**
 * A paper as one HTML page that stands by itself: no scripts, nothing fetched, all it looks like is in it. Each text runs the way that its first
 * letter does.
 */
export function htmlOf(paper: Paper): string {
  const title = text(paper.title);
  const sections = paper.sections.map(
    ({ heading, blocks }) => `<section><h2 dir="auto">${text(heading)}</h2>${blocks.map(block).join('')}</section>`,
  );
  return `<!doctype html>
<html lang="${paper.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${title}</title><style>${style}</style></head>
<body><main><h1 dir="auto">${title}</h1>${paper.lead.map((words) => `<p dir="auto">${lines(words)}</p>`).join('')}
${sections.join('\n')}
</main></body></html>
`;
}

function block(one: PaperBlock): string {
  switch (one.kind) {
    case 'heading':
      return `<h3 dir="auto">${lines(one.words)}</h3>`;
    case 'text':
      return `<p dir="auto">${lines(one.words)}</p>`;
    case 'quote':
      return `<blockquote><p dir="auto">${lines(one.words)}</p>${one.by ? `<footer dir="auto">${text(one.by)}</footer>` : ''}</blockquote>`;
    case 'list':
      return `<ul>${one.items.map((item) => `<li dir="auto">${lines(item)}</li>`).join('')}</ul>`;
    case 'facts':
      return `<dl>${one.rows.map(([name, what]) => `<dt>${text(name)}</dt><dd dir="auto">${lines(what)}</dd>`).join('')}</dl>`;
    case 'table':
      return tableOf(one.head, one.rows);
    default:
      return one satisfies never;
  }
}

/** The roles say again what a table is: a narrow screen lays its rows under each other, and a browser would then forget it. */
function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const names = head.map((name) => `<th scope="col" role="columnheader">${text(name)}</th>`).join('');
  const body = rows.map(
    (row) =>
      `<tr role="row">${row.map((cell, at) => `<td role="cell" dir="auto" data-name="${text(head[at] ?? '')}">${lines(cell)}</td>`).join('')}</tr>`,
  );
  return `<table role="table"><thead role="rowgroup"><tr role="row">${names}</tr></thead><tbody role="rowgroup">${body.join('')}</tbody></table>`;
}
