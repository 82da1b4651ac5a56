/** One Chromium for the run. */
import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const own = '/usr/bin/chromium';

/** CHROME_PATH, else the machine's own, else the one that comes from npm. */
export async function findChromium(): Promise<string> {
  const given = process.env['CHROME_PATH'] ?? (existsSync(own) ? own : undefined);
  return given ?? sparticuz.executablePath();
}

/** A browser can die of itself while it starts, about once in twenty on a small machine; no page has been asked for yet, so it is started again. */
const attempts = 3;

export async function startBrowser(attempt = 1): Promise<Browser> {
  const starting = chromium.launch({
    executablePath: await findChromium(),
    headless: true,
    args: [
      '--no-sandbox',
      // Drawn by the processor itself: a graphics card that the processor plays costs a third of the stories' time.
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--font-render-hinting=none',
    ],
  });
  return starting.catch((error: unknown) => {
    if (attempt === attempts) throw error;
    return startBrowser(attempt + 1);
  });
}
