/** In this order: a browser that says it is two is the first of them. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//u, 'edge'],
  [/\bOPR\//u, 'opera'],
  [/\bSamsungBrowser\//u, 'samsung'],
  [/\b(Firefox|FxiOS)\//u, 'firefox'],
  [/\b(Chrome|CriOS|Chromium|HeadlessChrome)\//u, 'chrome'],
  [/\bSafari\//u, 'safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\b(iPhone|iPod)\b/u, 'iphone'],
  [/\biPad\b/u, 'ipad'],
  [/\bAndroid\b/u, 'android'],
  [/\bWindows\b/u, 'windows'],
  [/\bCrOS\b/u, 'chromeos'],
  [/\bMac OS X\b/u, 'mac'],
  [/\bLinux\b/u, 'linux'],
];

/** What a `User-Agent` says, in a word each for browser and system; nothing finer, which could tell people apart. Null when it says neither. */
export function deviceOf(userAgent: string | undefined): string | null {
  const said = (userAgent ?? '').slice(0, 500);
  const word = (list: typeof browsers): string => list.find(([pattern]) => pattern.test(said))?.[1] ?? 'other';
  const [browser, system] = [word(browsers), word(systems)];
  return browser === 'other' && system === 'other' ? null : `${browser}.${system}`;
}
