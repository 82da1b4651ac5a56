import { useText } from '../kernel/text.ts';
import { ButtonLink } from '../kernel/ui/button.tsx';
import { Link } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { PersonFinder } from '../kernel/ui/person-finder.tsx';
import { text } from './text.ts';

/** Finding someone in one's own unit's circle, or making someone known to it. */
export default function FindPage() {
  const t = useText(text);
  return (
    <Page
      title={t.find.title}
      lead={t.find.lead}
      actions={
        <ButtonLink look="quiet" to="/persons/new">
          {t.find.register}
        </ButtonLink>
      }
    >
      <PersonFinder
        renderFound={(person, name) => (
          <Link className="line-link" to={`/persons/${person.id}`}>
            {name}
          </Link>
        )}
        renderNone={() => (
          <ButtonLink look="quiet" to="/persons/new">
            {t.find.registerThis}
          </ButtonLink>
        )}
      />
    </Page>
  );
}
