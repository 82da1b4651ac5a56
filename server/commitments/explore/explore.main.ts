/**
 * The long proof: `node server/commitments/explore/explore.main.ts [scope ...] [--states=N]`. Every large scope when none is named.
 * Ends with 1 on a violation, and with 2 when a scope was cut at N states (15 million when not said: a JavaScript Set holds 16.7).
 */
import { explore } from './explore.ts';
import { large, small } from './scopes.ts';
import { report } from './tell.ts';
import type { Scope } from './world.ts';

const words = process.argv.slice(2);
const maxStates = Number(words.find((w) => w.startsWith('--states='))?.slice('--states='.length) ?? 15_000_000);
const asked = words.filter((w) => !w.startsWith('--'));
const scopes = new Map<string, Scope>([
  ...Object.entries(large),
  ...Object.entries(small).map(([name, scope]) => [`small.${name}`, scope] as const),
]);

for (const name of asked.length > 0 ? asked : Object.keys(large)) {
  const scope = scopes.get(name);
  if (!scope) throw new Error(`No scope ${name}. There are ${[...scopes.keys()].join(', ')}.`);
  const result = explore(scope, {
    maxStates,
    progress: (states, depth) => process.stderr.write(`\r${name}: depth ${depth}, ${states} states `),
  });
  process.stderr.write('\r');
  console.log(report(result));
  if (result.violation) process.exitCode = 1;
  else if (!result.exhausted) process.exitCode ??= 2;
}
