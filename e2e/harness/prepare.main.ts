/** What all lanes of stories need, made once before them: the built client, and the browser unpacked where each will look for it. */
import { buildWeb } from '../../server/build-web.ts';
import { findChromium } from './browser.ts';

await Promise.all([buildWeb(new AbortController().signal), findChromium()]);
