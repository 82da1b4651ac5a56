import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Which rooms each room on the server may know, through their index.ts. A new room gets a line here. */
const neighbours: Record<string, readonly string[]> = {
  organisations: [],
  people: [],
  commitments: ['organisations', 'people'],
  plans: ['organisations', 'people', 'commitments'],
  exchange: ['organisations', 'people', 'commitments', 'plans'],
};

/** Packages that may stand in what server and web share, and in pure rules. */
const purePackages = /^(zod|temporal-polyfill)(\/|$)/;

/** Which roles of the own room each role may import, besides its own. */
const ownRoles: Record<string, readonly string[]> = {
  rules: [],
  store: ['rules'],
  commands: ['rules', 'store'],
  routes: ['commands'],
  index: ['rules', 'store', 'commands', 'routes'],
};

type Place = { area: string; room: string | undefined; role: string };

/** `server/people/people.store.ts` → area server, room people, role store. Files straight under an area have no room. */
function placeOf(path: string): Place {
  const parts = path.split('/');
  const file = parts.at(-1) ?? '';
  const words = file.replace(/\.(tsx?|mts|css)$/, '').split('.');
  const role = file === 'index.ts' && parts.length === 3 ? 'index' : words.length > 1 ? (words.at(-1) ?? '') : '';
  return { area: parts[0] ?? '', room: parts.length > 2 ? parts[1] : undefined, role };
}

const free = new Set(['test', 'story', 'fixture', 'main']);

/** Why `path` may not import `target` (a path from the root, or a package name), or undefined when it may. */
export function crossing(path: string, target: string, isPackage: boolean): string | undefined {
  const from = placeOf(path);
  if (free.has(from.role)) return undefined;
  if (from.area === 'contract') return fromContract(target, isPackage);
  if (isPackage) {
    const pure = from.area !== 'server' || from.role !== 'rules' || purePackages.test(target);
    return pure ? undefined : 'rules are pure: only contract, and zod or temporal-polyfill';
  }
  const to = placeOf(target);
  if (to.area === 'contract') return undefined;
  if (from.area === 'web') return fromWeb(from, to);
  if (from.area === 'server') return fromServer(from, to);
  const open = to.area === 'county' || (to.area === 'server' && !['rules', 'store', 'routes'].includes(to.role));
  return open ? undefined : 'the county works through kernel, commands and index.ts of the server';
}

function fromContract(target: string, isPackage: boolean): string | undefined {
  if (isPackage) return purePackages.test(target) ? undefined : 'contract may import only zod and temporal-polyfill';
  return placeOf(target).area === 'contract' ? undefined : 'contract knows only contract';
}

function fromWeb(from: Place, to: Place): string | undefined {
  if (to.area !== 'web') return 'web knows only contract and web';
  if (from.room === undefined || to.room === 'kernel' || to.room === from.room) return undefined;
  return from.room === 'kernel' ? 'the kernel knows no room' : 'a web room knows only itself and web/kernel';
}

function fromServer(from: Place, to: Place): string | undefined {
  if (to.area !== 'server') return 'server knows only contract and server';
  if (from.room === undefined) return undefined;
  if (from.room === 'kernel') return to.room === 'kernel' ? undefined : 'the kernel knows no room';
  if (to.room === undefined) return 'a room does not know the program that is made of rooms';
  const roles = ownRoles[from.role];
  if (to.room === from.room) {
    // A file without a role, such as a tool for tests, may use its room; no file with a role may use it.
    if (!roles || from.role === 'index' || to.role === from.role || roles.includes(to.role)) return undefined;
    return `${from.role} may not use ${ownRoles[to.role] ? to.role : 'a file without a role'} of its room`;
  }
  if (to.room === 'kernel')
    return from.role === 'rules' || from.role === 'index' ? `${from.role} may not use the kernel` : undefined;
  if (from.role !== 'commands')
    return `only commands may use another room, not ${roles ? from.role : 'a file without a role'}`;
  if (to.role !== 'index') return `another room is used only through its index.ts`;
  const known = neighbours[from.room];
  if (!known) return `the room ${from.room} has no line among the neighbours in scripts/boundaries.ts`;
  return known.includes(to.room) ? undefined : `${from.room} does not know ${to.room}`;
}

const statement = /^[ \t]*(?:import|export)\b(?:[^'"`;()=]*?\bfrom)?\s*(['"])([^'"\n]+)\1/gm;
const call = /\bimport\(\s*(['"`])([^'"`\n]+)\1/g;

/** Every module that a source text imports, by statement or by `import('…')`. */
export function importsOf(source: string): string[] {
  const text = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return [statement, call].flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[2] ?? ''));
}

/** The crossings in one file, as lines for the reader. */
export function crossingsIn(path: string, source: string): string[] {
  return [...new Set(importsOf(source))].flatMap((specifier) => {
    const isPackage = !specifier.startsWith('.') && !specifier.startsWith('/');
    const target = isPackage ? specifier : posix.join(posix.dirname(path), specifier.replace(/[?#].*$/, ''));
    const reason = crossing(path, target, isPackage);
    return reason ? [`${path} imports ${specifier}: ${reason}`] : [];
  });
}

if (import.meta.main) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const files = globSync('{contract,server,web,county}/**/*.{ts,tsx}', { cwd: root, exclude: ['web/dist/**'] });
  const found = files.flatMap((file) => {
    const path = file.replaceAll('\\', '/');
    return crossingsIn(path, readFileSync(posix.join(root, path), 'utf8'));
  });
  for (const line of found) console.error(line);
  console.log(`${files.length} files, ${found.length} crossings between rooms`);
  if (found.length > 0) process.exitCode = 1;
}
