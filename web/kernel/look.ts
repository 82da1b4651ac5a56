import type { Look } from '../../contract/identity.ts';

/** Shows the page in the colours and the text size chosen. The server has written the same on a page that it sends. */
export function showLook({ scheme, textSize }: Look): void {
  const { dataset } = document.documentElement;
  if (scheme === 'system') delete dataset['theme'];
  else dataset['theme'] = scheme;
  if (textSize === 'normal') delete dataset['text'];
  else dataset['text'] = textSize;
}
