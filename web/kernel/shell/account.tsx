import { useEffect, useRef } from 'react';
import { type Assignment, identityRoutes } from '../../../contract/identity.ts';
import { call } from '../api.ts';
import { useLanguage, wishLanguage } from '../language.ts';
import { chooseMe, useSession } from '../session.ts';
import { useCommon } from '../text.ts';
import { Icon } from '../ui/icon.tsx';
import { Link } from '../ui/link.tsx';
import { UnitTag } from '../ui/tag.tsx';
import { SignOut } from './sign-out.tsx';

const languages = [
  { code: 'sv', name: 'Svenska' },
  { code: 'en', name: 'English' },
] as const;

/** The two languages, each named in itself. */
export function Languages() {
  const t = useCommon();
  const language = useLanguage();
  const me = useSession();
  const choose = (code: 'sv' | 'en'): void => {
    if (!me) return wishLanguage(code);
    const ask = () => call(identityRoutes.chooseLanguage, { body: { language: code } });
    chooseMe({ ...me, language: code }, ask).catch(() => undefined);
  };
  return (
    <fieldset className="languages" aria-label={t.account.language}>
      {languages.map(({ code, name }) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-pressed={language === code}
          title={name}
          onClick={() => choose(code)}
        >
          <span aria-hidden="true">{code.toUpperCase()}</span>
          <span className="sr-only">{name}</span>
        </button>
      ))}
    </fieldset>
  );
}

/** How an assignment is called: the unit and the role there, oneself, or whose relative one is. */
export function useAssignmentWords(): (assignment: Assignment) => { readonly name: string; readonly role: string } {
  const t = useCommon();
  return ({ kind, role, unit }) => {
    if (kind === 'staff')
      return { name: unit?.name ?? '', role: t.staffRoles[role as keyof typeof t.staffRoles] ?? role };
    if (kind === 'person') return { name: t.account.self, role: '' };
    return { name: t.account.relativeOf(t.relations[role as keyof typeof t.relations] ?? role), role: '' };
  };
}

/** Everything on the page belongs to the assignment, so the page is read anew. @param to where one goes then */
export async function switchTo(assignment: Assignment, to = '/'): Promise<void> {
  await call(identityRoutes.chooseAssignment, { body: { assignmentId: assignment.id } });
  location.assign(to);
}

/** Who one is, on which assignment, and the way out. */
export function Account() {
  const t = useCommon();
  const me = useSession();
  const say = useAssignmentWords();
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event): void => {
      const escape = event instanceof KeyboardEvent && event.key === 'Escape';
      const outside = event.type === 'pointerdown' && !menu.current?.contains(event.target as Node);
      if (menu.current?.open && (escape || outside)) {
        menu.current.open = false;
        if (escape) menu.current.querySelector('summary')?.focus();
      }
    };
    document.addEventListener('keydown', close);
    document.addEventListener('pointerdown', close);
    return () => {
      document.removeEventListener('keydown', close);
      document.removeEventListener('pointerdown', close);
    };
  }, []);
  if (!me) return null;
  // The page changes behind it, and it must not cover what one went to.
  const close = (): void => {
    if (menu.current) menu.current.open = false;
  };
  return (
    <details className="menu" ref={menu}>
      <summary>
        <span className="sr-only">{t.account.label}: </span>
        {me.assignment?.unit ? <UnitTag id={me.assignment.unit.id} /> : <Icon name="mine" />}
        <span className="menu-name account-name">{me.name}</span>
        <Icon name="down" />
      </summary>
      <div className="menu-body">
        <div>
          <p className="strong">{me.name}</p>
          {me.title && <p className="soft">{me.title}</p>}
        </div>
        <div className="stack-tight">
          <p className="small soft">{t.account.assignment}</p>
          <ul className="pick-list">
            {me.assignments.map((assignment) => {
              const { name, role } = say(assignment);
              return (
                <li key={assignment.id}>
                  <button
                    type="button"
                    className="pick"
                    aria-current={assignment.chosen}
                    onClick={() => assignment.chosen || void switchTo(assignment)}
                  >
                    <span className="strong">{name}</span>
                    {role && <span className="small soft">{role}</span>}
                  </button>
                </li>
              );
            })}
          </ul>
        </div>
        {me.assignment?.role === 'head' && (
          <Link to="/emergencies" onClick={close}>
            {t.nav.emergencies}
          </Link>
        )}
        {me.kind === 'staff' && (
          <Link to="/mail" onClick={close}>
            {t.nav.mail}
          </Link>
        )}
        <Link to="/settings" onClick={close}>
          {t.nav.settings}
        </Link>
        <Languages />
        <SignOut />
      </div>
    </details>
  );
}
