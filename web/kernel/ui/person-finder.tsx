import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { peopleRoutes } from '../../../contract/people.ts';
import { parsePersonalIdentity } from '../../../contract/kernel/personal-identity.ts';
import { useRead } from '../read.ts';
import type { Found } from '../person.ts';
import { useCommon } from '../text.ts';
import { useFurther } from '../text/further.ts';
import { dateInStockholm } from '../../../contract/kernel/time.ts';
import { currentInstant } from '../now.ts';
import { calendarWord } from '../time-words.ts';
import { useLanguage } from '../language.ts';
import { nameOfPerson } from '../person.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { Empty, Loaded } from './states.tsx';

interface FinderProps {
  /** What is done with a person found: a link, a button. */
  readonly renderFound: (person: Found, name: ReactNode) => ReactNode;
  /** Offered when nobody is found. */
  readonly renderNone?: ((typed: string, isIdentity: boolean) => ReactNode) | undefined;
}

/** Finds among the persons of one's own unit. What is typed goes in the body of a request, never in an address. */
export function PersonFinder({ renderFound, renderNone }: FinderProps) {
  const f = useFurther();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  const find = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(typed.trim());
  };
  return (
    <div className="stack">
      <search>
        <form className="finder" onSubmit={find}>
          <label className="label" htmlFor={id}>
            {f.find.label}
          </label>
          <p className="hint" id={`${id}-hint`}>
            {f.find.hint}
          </p>
          <div className="finder-line">
            <input
              id={id}
              className="input"
              autoComplete="off"
              spellCheck={false}
              aria-describedby={`${id}-hint`}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
            <Button type="submit" aria-disabled={typed.trim().length < 2}>
              {f.find.go}
            </Button>
          </div>
        </form>
      </search>
      {asked.length >= 2 && <Result asked={asked} renderFound={renderFound} renderNone={renderNone} />}
    </div>
  );
}

function Result({ asked, renderFound, renderNone }: FinderProps & { readonly asked: string }) {
  const t = useCommon();
  const f = useFurther();
  const language = useLanguage();
  const [pages, setPages] = useState<readonly (string | undefined)[]>([undefined]);
  return (
    <div aria-live="polite">
      {pages.map((cursor, page) => (
        <FoundPage
          key={cursor ?? ''}
          asked={asked}
          cursor={cursor}
          last={page === pages.length - 1}
          onMore={(next) => setPages([...pages, next])}
          empty={
            page === 0 && (
              <Empty>
                <p>{f.find.none}</p>
                {renderNone?.(asked, parsePersonalIdentity(asked, dateInStockholm(currentInstant())).ok)}
              </Empty>
            )
          }
          line={(person) =>
            renderFound(
              person,
              <span className="found">
                <span className="strong">{nameOfPerson(person)}</span>
                <span className="soft small figures">
                  {person.identity ?? calendarWord(person.birthDate, language)}
                  {person.protection !== 'none' && (
                    <span title={t.row.protected}>
                      {' '}
                      <Icon name="lock" /> <span className="sr-only">{t.row.protected}</span>
                    </span>
                  )}
                </span>
              </span>,
            )
          }
        />
      ))}
    </div>
  );
}

interface PageProps {
  readonly asked: string;
  readonly cursor: string | undefined;
  readonly last: boolean;
  readonly empty: ReactNode;
  readonly line: (person: Found) => ReactNode;
  readonly onMore: (cursor: string) => void;
}

function FoundPage({ asked, cursor, last, empty, line, onMore }: PageProps) {
  const f = useFurther();
  const read = useRead(peopleRoutes.find, { body: { query: asked, ...(cursor ? { cursor } : {}) } });
  return (
    <Loaded read={read} lines={3}>
      {({ items, total, next }) =>
        items.length === 0 ? (
          empty
        ) : (
          <>
            {!cursor && <p className="soft small">{f.find.found(total)}</p>}
            <ul className="found-list">
              {items.map((person) => (
                <li key={person.id}>{line(person)}</li>
              ))}
            </ul>
            {last && next && (
              <Button look="quiet" size="small" onClick={() => onMore(next)}>
                {f.more}
              </Button>
            )}
          </>
        )
      }
    </Loaded>
  );
}
