/** A picture of a page compared with the one that is kept: small differences of drawing pass, a change of look does not. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

const kept = join(import.meta.dirname, '..', 'pictures');
/** Share of the picture that may differ: the drawing of letters varies a little between machines. */
const tolerance = 0.004;
/** How much a pixel may differ in colour, of 1, before it counts. */
const colour = 0.2;

/** Set to keep what is seen now; then look at each before it is committed. */
const keeping = process.env['PICTURES'] === 'keep';

/**
 * @param name of the picture, without ending
 * @param seen the page now, as PNG
 * @returns what is wrong, and where the difference is to be looked at; null when it looks as it did
 */
export function differenceOf(name: string, seen: Buffer): string | null {
  const file = join(kept, `${name}.png`);
  if (keeping) {
    mkdirSync(kept, { recursive: true });
    writeFileSync(file, seen);
    return null;
  }
  if (!existsSync(file)) return `${name}: no picture is kept`;
  const [before, now] = [PNG.sync.read(readFileSync(file)), PNG.sync.read(seen)];
  if (before.width !== now.width || before.height !== now.height)
    return `${name}: ${now.width} × ${now.height} px, was ${before.width} × ${before.height}${keepDifference(name, seen)}`;
  const between = new PNG({ width: now.width, height: now.height });
  const pixels = pixelmatch(before.data, now.data, between.data, now.width, now.height, { threshold: colour });
  const share = pixels / (now.width * now.height);
  if (share <= tolerance) return null;
  return `${name}: ${(100 * share).toFixed(2)} % differs${keepDifference(name, seen, PNG.sync.write(between))}`;
}

function keepDifference(name: string, seen: Buffer, between?: Buffer): string {
  const folder = process.env['STORY_PICTURES'];
  if (!folder) return ' (STORY_PICTURES names a folder where it is then left to look at)';
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), seen);
  if (between) writeFileSync(join(folder, `${name}.difference.png`), between);
  return `, in ${join(folder, name)}`;
}
