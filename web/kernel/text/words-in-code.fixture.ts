import { parseAst } from 'vite';

/** A node as the parser gives it: read by shape, since it may be any. */
type Node = { readonly type: string; readonly start: number; readonly [key: string]: unknown };

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** Attributes whose text no reader ever sees or hears. */
const technical = new Set(
  `className id name type to href path role rel target method action as kind look size width height state tone d viewBox points transform
   x y x1 x2 y1 y2 cx cy r rx ry fill stroke key lang dir inputMode autoComplete enterKeyHint htmlFor form shortcut scope icon field part
   group density fallback src srcSet sizes media accept pattern value preserveAspectRatio markerEnd clipPath`.split(
    /\s+/u,
  ),
);

/** Attributes that are read or heard whatever stands in them; in others a single small word may be a code. */
const read =
  /^(aria-(label|description|placeholder|roledescription|valuetext)|title|alt|placeholder|label|words|hint|lead|tab|text|submit)$/u;

/** Words: a letter that only Swedish has here, or two words in a row of which the first begins a sentence, or one such word by itself. */
const swedish = /[åäöÅÄÖ]/u;
const sentence = /(^|[>"'.!?]\s*)\p{Lu}\p{Ll}+[,]?\s+\p{L}{2,}/u;
const single = /^\s*\p{Lu}\p{Ll}{2,}[.!?…:]?\s*$/u;

const seen = (text: string): boolean => swedish.test(text) || sentence.test(text);
/** Where a reader is sure to meet it, any word counts. */
const shown = (text: string): boolean => /\p{L}{2,}/u.test(text);

/**
 * Words for readers that stand in the code of a component instead of in a catalogue.
 *
 * @param source of a `.ts` or `.tsx` file
 * @returns each with its line, counted from 1
 */
export function wordsIn(
  source: string,
  lang: 'ts' | 'tsx',
): readonly { readonly line: number; readonly text: string }[] {
  const found: { line: number; text: string }[] = [];
  const tell = (node: Node, text: string): void => {
    found.push({ line: source.slice(0, node.start).split('\n').length, text: text.trim() });
  };
  const look = (node: Node, within: string): void => {
    if (
      node.type.startsWith('TS') &&
      node.type !== 'TSAsExpression' &&
      node.type !== 'TSSatisfiesExpression' &&
      node.type !== 'TSNonNullExpression'
    )
      return;
    if (node.type === 'ImportDeclaration' || (node.type.startsWith('Export') && node['source'])) return;
    // What an error says is read by those who look for a fault.
    if (node.type === 'ThrowStatement') return;
    if (node.type === 'JSXText' && shown(String(node['value']))) return tell(node, String(node['value']));
    if (node.type === 'JSXAttribute') {
      const { name, value } = node as unknown as { name: { name: unknown }; value: unknown };
      const called = typeof name.name === 'string' ? name.name : '';
      if (
        technical.has(called) ||
        /^(data-|aria-(live|current|controls|labelledby|describedby|haspopup|expanded|hidden|owns|sort|atomic|relevant|orientation|autocomplete|activedescendant|errormessage|invalid|pressed|checked|selected))/u.test(
          called,
        )
      ) {
        if (isNode(value)) look(value, 'technical');
        return;
      }
      if (isNode(value) && value.type === 'Literal' && read.test(called) && shown(String(value['value'])))
        return tell(value, String(value['value']));
      if (isNode(value)) look(value, 'shown');
      return;
    }
    if (within !== 'technical') {
      const text =
        node.type === 'Literal' && typeof node['value'] === 'string'
          ? node['value']
          : node.type === 'TemplateElement'
            ? ((node['value'] as { cooked: string | null }).cooked ?? '')
            : '';
      if (text && (seen(text) || (within === 'shown' && single.test(text)))) return tell(node, text);
    }
    const inside = node.type === 'JSXExpressionContainer' && within !== 'technical' ? 'shown' : within;
    for (const [key, child] of Object.entries(node)) {
      // A condition is compared with, not shown.
      const next =
        key === 'test' || key === 'key' || node.type === 'BinaryExpression' || node.type === 'MemberExpression'
          ? 'plain'
          : inside;
      const into = next === 'plain' && within === 'technical' ? 'technical' : next;
      if (Array.isArray(child)) for (const one of child) if (isNode(one)) look(one, into);
      if (isNode(child)) look(child, into);
    }
  };
  look(parseAst(source, { lang }) as unknown as Node, 'plain');
  return found;
}
