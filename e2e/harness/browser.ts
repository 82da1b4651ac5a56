/** One Chromium for the run. */
import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const own = '/usr/bin/chromium';

/** CHROME_PATH, else the machine's own, else the one that comes from npm. */
export async function findChromium(): Promise<{ path: string; args: readonly string[] }> {
  const given = process.env['CHROME_PATH'] ?? (existsSync(own) ? own : undefined);
  if (given) return { path: given, args: [] };
  // Of its own arguments those that let it run without a graphics card; not those that open doors between pages.
  const args = sparticuz.args.filter((arg) =>
    /^--(use-gl|use-angle|in-process-gpu|ignore-gpu|enable-unsafe)/u.test(arg),
  );
  return { path: await sparticuz.executablePath(), args };
}

/** A browser can die of itself while it starts, about once in twenty on a small machine; no page has been asked for yet, so it is started again. */
const attempts = 3;

export async function startBrowser(attempt = 1): Promise<Browser> {
  const { path, args } = await findChromium();
  const starting = chromium.launch({
    executablePath: path,
    headless: true,
    args: [
      ...args,
      '--no-sandbox',
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
