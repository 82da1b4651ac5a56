import type { Relative, SharePart } from '../../contract/people.ts';
import { shareParts } from '../../contract/people.ts';
import { useUnits } from '../kernel/directory.ts';
import { circleOf } from '../kernel/person.ts';
import { useText } from '../kernel/text.ts';
import type { Mine } from './mine.tsx';
import { pagesText } from './pages-text.ts';
import { text } from './text.ts';

const most = 3;

/** What someone close sees now, in short, with the very words that are shown. */
export function Preview({ relative, mine }: { readonly relative: Relative; readonly mine: Mine }) {
  const p = useText(pagesText);
  const shown = shareParts.filter((part) => relative.shares.some((share) => share.part === part));
  return (
    <details className="fold">
      <summary>{p.sharing.preview(relative.name)}</summary>
      <div className="preview">
        {shown.length === 0 && <p>{p.sharing.previewNone(relative.name)}</p>}
        {shown.map((part) => (
          <PartPreview key={part} part={part} mine={mine} />
        ))}
      </div>
    </details>
  );
}

function PartPreview({ part, mine }: { readonly part: SharePart; readonly mine: Mine }) {
  const t = useText(text);
  const p = useText(pagesText);
  const lines = useLines(part, mine);
  return (
    <div className="stack-tight">
      <h3>{t.parts[part]}</h3>
      {lines.length === 0 && <p className="soft">{p.sharing.empty}</p>}
      <ul>
        {lines.slice(0, most).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {lines.length > most && <p className="small soft">{p.sharing.more(lines.length - most)}</p>}
    </div>
  );
}

function useLines(part: SharePart, { person }: Mine): readonly string[] {
  const t = useText(text);
  const p = useText(pagesText);
  const units = useUnits();
  switch (part) {
    case 'voice':
      return person.voice.latest ? [person.voice.latest.words] : [];
    case 'circle':
      return circleOf(person).map((id) => units(id)?.name ?? '');
    case 'needs':
      return person.needs.filter(({ state }) => state === 'open').map(({ words }) => words);
    case 'promises':
      return person.promises.filter(({ state }) => state === 'accepted').map(({ what }) => what);
    case 'plan':
      return person.plan ? [t.plans[person.plan.state]] : [];
    case 'consents':
      return person.consents
        .filter(({ inForce }) => inForce)
        .map(({ kind, decision }) => `${p.questions[kind]} ${decision === 'yes' ? p.yes : p.no}`);
    case 'log':
      return [t.log.card];
    default:
      return part satisfies never;
  }
}
