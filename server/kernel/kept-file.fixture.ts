// For the test: makes large files one after another, in the way named, until it is killed.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kept } from './kept-file.ts';

const [folder = '', how] = process.argv.slice(2);
const whole = Buffer.alloc(4_000_000, 'k');
for (let n = 0; ; n++) {
  const file = join(folder, `key-${n}`);
  if (how === 'plain') writeFileSync(file, whole, { flag: 'wx' });
  else await kept(file, 0o600, () => whole);
}
