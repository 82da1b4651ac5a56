import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseSync, type Plugin } from 'vite';

const contract = join(import.meta.dirname, '..', 'contract');
const zodHere = join(import.meta.dirname, 'kernel', 'zod.ts');
/** The mark of a contract file with all its schemas. */
const whole = '?whole';
/** What a page needs of an operation to call it; the rest is for the server, the description and the forms. */
const kept: ReadonlySet<string> = new Set(['method', 'path']);

/** A node of the syntax tree, as far as it is looked at. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly name?: string;
  readonly source?: { readonly value: string };
  readonly [key: string]: unknown;
}
interface Cut {
  readonly from: number;
  readonly to: number;
  readonly put: string;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
const inside = (node: Node): Node[] => Object.values(node).flat().filter(isNode);
const nodesOf = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : []);
const some = (node: Node, test: (one: Node) => boolean): boolean =>
  test(node) || inside(node).some((one) => some(one, test));
const isRoom = (path: string): boolean => dirname(path) === contract && path.endsWith('.ts');

/** Without `satisfies …` and `as …`. */
const bare = (node: Node): Node => (isNode(node['expression']) ? bare(node['expression']) : node);

/** The constants at the top of a file, each with what it is set to. */
const constants = (tree: Node): (readonly [name: string, value: Node])[] =>
  nodesOf(tree['body'])
    .map((one) => (isNode(one['declaration']) ? one['declaration'] : one))
    .filter(({ type }) => type === 'VariableDeclaration')
    .flatMap((one) => nodesOf(one['declarations']))
    .flatMap(({ id, init }) => (isNode(id) && isNode(init) ? [[id.name ?? '', bare(init)] as const] : []));

const fromZod: ReadonlySet<string> = new Set(['z']);
const names = (node: Node, found = new Set<string>()): ReadonlySet<string> => {
  if (node.type === 'Identifier' && node.name) found.add(node.name);
  for (const one of inside(node)) names(one, found);
  return found;
};
/** The functions at the top of a file, and what is exported by name. */
const functions = (tree: Node): readonly Node[] =>
  nodesOf(tree['body'])
    .map((one) => (isNode(one['declaration']) ? one['declaration'] : one))
    .filter(({ type }) => !/^(VariableDeclaration|ImportDeclaration|TS)/u.test(type));
const parse = (path: string, code: string): Node => parseSync(path, code).program as unknown as Node;

/** The names in a file that stand for a schema, or for what makes one: `z`, and all that is made with it, also in another room. */
function schemasIn(path: string, tree: Node): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { type, source, specifiers } of nodesOf(tree['body'])) {
    if (type !== 'ImportDeclaration' || !source) continue;
    const from = join(dirname(path), source.value);
    const there = isRoom(from) ? schemasIn(from, parse(from, readFileSync(from, 'utf8'))) : fromZod;
    if (source.value !== 'zod' && !isRoom(from)) continue;
    for (const { local } of nodesOf(specifiers))
      if (isNode(local) && local.name && there.has(local.name)) found.add(local.name);
  }
  for (const [name, value] of constants(tree))
    if (!isRoutes(value) && some(value, (one) => one.type === 'Identifier' && found.has(one.name ?? '')))
      found.add(name);
  return found;
}

const isRoute = (node: Node): boolean =>
  node.type === 'CallExpression' && isNode(node['callee']) && node['callee'].name === 'route';
const isRoutes = (value: Node): boolean =>
  value.type === 'ObjectExpression' && nodesOf(value['properties']).some(({ value: it }) => isNode(it) && isRoute(it));

/** An operation with what a page needs, and the way to the whole of it. */
function leanRoutes(path: string, code: string, name: string, routes: Node): Cut[] {
  const way = `\nfunction ${name}Whole(one) { return import('./${basename(path)}${whole}').then((all) => all.${name}[one]); }\n`;
  const cuts = nodesOf(routes['properties']).flatMap(({ key, value }) => {
    if (!isNode(key) || !isNode(value) || !isRoute(value)) return [];
    const [definition] = nodesOf(value['arguments']);
    const parts = nodesOf(definition?.['properties']);
    const named = (one: Node): string => (isNode(one['key']) ? (one['key'].name ?? '') : '');
    const said = parts.filter((one) => kept.has(named(one))).map((one) => code.slice(one.start, one.end));
    // Only what is sent with contents is checked before.
    if (parts.some((one) => named(one) === 'body')) said.push(`whole: () => ${name}Whole('${key.name ?? ''}')`);
    return [{ from: value.start, to: value.end, put: `({ ${said.join(', ')} })` }];
  });
  return [...cuts, { from: code.length, to: code.length, put: way }];
}

/** A room's contract without its schemas. Positions are those of the code. */
export function lean(path: string, code: string): string {
  const tree = parse(path, code);
  const schemas = schemasIn(path, tree);
  const cuts = constants(tree).flatMap(([name, value]): Cut[] => {
    if (isRoutes(value)) return leanRoutes(path, code, name, value);
    return schemas.has(name) ? [{ from: value.start, to: value.end, put: 'undefined' }] : [];
  });
  // What only schemas imported is not fetched either. Types go by themselves.
  const stays = (name: string): boolean =>
    constants(tree).some(([one, value]) => !schemas.has(one) && !isRoutes(value) && names(value).has(name)) ||
    functions(tree).some((one) => names(one).has(name));
  for (const one of nodesOf(tree['body'])) {
    if (one.type !== 'ImportDeclaration') continue;
    const used = nodesOf(one['specifiers']).some(({ local }) => isNode(local) && stays(local.name ?? ''));
    if (!used) cuts.push({ from: one.start, to: one.end, put: '' });
  }
  let left = code;
  for (const { from, to, put } of cuts.toSorted((a, b) => b.from - a.from))
    left = left.slice(0, from) + put + left.slice(to);
  return left;
}

/**
 * Keeps the schemas out of what a page loads first. A page needs of an operation only its method and address; the form that checks what was
 * typed fetches the operation with its schemas (`operation.whole()`), and zod with them, when it is shown.
 */
export function leanContract(): Plugin {
  return {
    name: 'lean-contract',
    enforce: 'pre',
    resolveId(source, importer) {
      const [from = '', mark] = importer?.split('?') ?? [];
      if (!isRoom(from)) return undefined;
      if (source.endsWith(whole)) return join(contract, source);
      if (mark === undefined) return undefined;
      if (source === 'zod') return zodHere;
      const path = join(contract, source);
      return isRoom(path) ? path + whole : undefined;
    },
    load(id) {
      if (!id.endsWith(whole)) return undefined;
      return { code: readFileSync(id.slice(0, -whole.length), 'utf8'), moduleType: 'ts' };
    },
    transform(code, id) {
      const holdsSchemas = id.startsWith(contract) && /^import \{ z \} from 'zod'/mu.test(code) && !id.endsWith(whole);
      return holdsSchemas ? { code: lean(id, code), map: null } : undefined;
    },
  };
}
