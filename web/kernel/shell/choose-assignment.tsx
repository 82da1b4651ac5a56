import type { Me } from '../../../contract/identity.ts';
import { useCommon } from '../text.ts';
import { SignOut } from './sign-out.tsx';
import { switchTo, useAssignmentWords } from './account.tsx';

/** Before anything is shown to someone with several assignments, they say which one they work on. */
export function ChooseAssignment({ me }: { readonly me: Me }) {
  const t = useCommon();
  const say = useAssignmentWords();
  // Whoever was signed out in the middle of something comes back to it.
  const here = location.pathname + location.search;
  return (
    <main className="welcome">
      <h1>{t.account.choose}</h1>
      <p>{me.assignments.length > 0 ? t.account.chooseLead : t.account.noneLeft}</p>
      <ul className="pick-list">
        {me.assignments.map((assignment) => {
          const { name, role } = say(assignment);
          return (
            <li key={assignment.id}>
              <button type="button" className="pick" onClick={() => void switchTo(assignment, here)}>
                <span className="strong">{name}</span>
                {role && <span className="small soft">{role}</span>}
              </button>
            </li>
          );
        })}
      </ul>
      <SignOut />
    </main>
  );
}
