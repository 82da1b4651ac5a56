import { nameOfPerson, usePerson } from '../kernel/person.ts';
import { useLanguage } from '../kernel/language.ts';
import { calendarWord } from '../kernel/time-words.ts';
import { useText } from '../kernel/text.ts';
import { Link } from '../kernel/ui/link.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { text } from './text.ts';

/** Whom a form is about, so that nothing is written on the wrong person. */
export function AboutPerson({ personId }: { readonly personId: string }) {
  const t = useText(text);
  const language = useLanguage();
  const { data, error } = usePerson(personId);
  if (error) return <Problem error={error} />;
  return (
    <p className="about">
      <span className="soft">{t.promise.about}</span>
      {data && (
        <>
          <Link to={`/persons/${personId}`} className="strong">
            {nameOfPerson(data.person)}
          </Link>
          <span className="soft figures">
            {data.person.identity?.value ?? calendarWord(data.person.birthDate, language)}
          </span>
        </>
      )}
    </p>
  );
}
