import type { Me } from '../../../contract/identity.ts';
import { throwAway } from '../storage.ts';
import { useCommon } from '../text.ts';
import { Button } from '../ui/button.tsx';
import { switchTo, useAssignmentWords } from './account.tsx';

/** Before anything is shown to someone with several assignments, they say which one they work on. */
export function ChooseAssignment({ me }: { readonly me: Me }) {
  const t = useCommon();
  const say = useAssignmentWords();
  return (
    <main className="welcome">
      <h1>{t.account.choose}</h1>
      <p>{me.assignments.length > 0 ? t.account.chooseLead : t.account.noneLeft}</p>
      <ul className="pick-list">
        {me.assignments.map((assignment) => {
          const { name, role } = say(assignment);
          return (
            <li key={assignment.id}>
              <button type="button" className="pick" onClick={() => void switchTo(assignment)}>
                <span className="strong">{name}</span>
                {role && <span className="small soft">{role}</span>}
              </button>
            </li>
          );
        })}
      </ul>
      <form method="post" action="/auth/sign-out" onSubmit={throwAway}>
        <Button type="submit" look="quiet">
          {t.account.signOut}
        </Button>
      </form>
    </main>
  );
}
