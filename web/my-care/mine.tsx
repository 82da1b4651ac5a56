import type { ReactNode } from 'react';
import { type PersonOverview, type SharePart, shareParts } from '../../contract/people.ts';
import { usePerson } from '../kernel/person.ts';
import { useMe } from '../kernel/session.ts';
import { NotFound } from '../kernel/shell/dead-ends.tsx';
import { useText } from '../kernel/text.ts';
import { Loaded } from '../kernel/ui/states.tsx';
import { sharedParts } from './shared-parts.ts';
import { text } from './text.ts';
import './my-care.css';

/** Whose page it is, and what of it the reader sees. */
export interface Mine {
  readonly personId: string;
  readonly person: PersonOverview;
  /** The person itself, else someone close. */
  readonly self: boolean;
  /** The person's first name. */
  readonly name: string;
  /** What a relative has been shown; the person sees all. */
  readonly sees: (part: SharePart) => boolean;
}

/** The pages of Min vård stand in this: it finds whose page is mine. Staff have no such page. */
export function WithMine({ children }: { readonly children: (mine: Mine) => ReactNode }) {
  const { kind, personId } = useMe();
  if (kind === 'staff' || personId === null) return <NotFound />;
  return (
    <Reading personId={personId} self={kind === 'person'}>
      {children}
    </Reading>
  );
}

interface ReadingProps {
  readonly personId: string;
  readonly self: boolean;
  readonly children: (mine: Mine) => ReactNode;
}

function Reading({ personId, self, children }: ReadingProps) {
  const overview = usePerson(personId);
  return (
    <Loaded read={overview}>
      {(person) => {
        const shared = sharedParts(person);
        const sees = (part: SharePart): boolean => self || shared.has(part);
        return children({ personId, person, self, name: person.person.givenName, sees });
      }}
    </Loaded>
  );
}

/** To someone close: what is shown here, and what is not, in plain words. */
export function Shown({ mine }: { readonly mine: Mine }) {
  const t = useText(text);
  const shown = shareParts.filter(mine.sees);
  const hidden = shareParts.filter((part) => !mine.sees(part));
  return (
    <aside className="shown">
      <p>{shown.length === 0 ? t.relative.nothing(mine.name) : t.relative.lead(mine.name)}</p>
      <div className="shown-parts">
        {shown.length > 0 && <Parts words={t.relative.sees} parts={shown} sign="yes" />}
        {hidden.length > 0 && <Parts words={t.relative.hidden} parts={hidden} sign="no" />}
      </div>
      {hidden.length > 0 && <p>{t.relative.ask(mine.name)}</p>}
    </aside>
  );
}

function Parts({
  words,
  parts,
  sign,
}: {
  readonly words: string;
  readonly parts: readonly SharePart[];
  readonly sign: 'yes' | 'no';
}) {
  const t = useText(text);
  return (
    <div>
      <p className="strong">{words}</p>
      <ul className="signed" data-sign={sign}>
        {parts.map((part) => (
          <li key={part}>{t.parts[part]}</li>
        ))}
      </ul>
    </div>
  );
}
