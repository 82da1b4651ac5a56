import { problems } from '../../../contract/kernel/problems.ts';
import { ApiProblem } from '../api.ts';
import { useLanguage } from '../language.ts';
import { signInAddress } from '../session.ts';
import { useCommon } from '../text.ts';
import { Button } from './button.tsx';

/** What happened, that nothing was lost, and what to do; in the user's language. */
export function useProblemWords(): (problem: ApiProblem) => string {
  const t = useCommon();
  const language = useLanguage();
  return (problem) =>
    problem.code === 'offline' || problem.code === 'taken_back'
      ? t.problem.offline
      : (problems[problem.code] ?? problems.fault)[language];
}

interface ProblemProps {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
  readonly children?: React.ReactNode;
}

/** An error told in plain words, with the way on. */
export function Problem({ error, onRetry, children }: ProblemProps) {
  const t = useCommon();
  const say = useProblemWords();
  const problem = error instanceof ApiProblem ? error : new ApiProblem('fault', 500);
  return (
    <div className="problem" role="alert">
      <p>{say(problem)}</p>
      {problem.detail && problem.code === 'fault' && <p className="small soft">{problem.detail}</p>}
      {children}
      {problem.code === 'signed_out' ? (
        <a className="button" data-look="quiet" href={signInAddress()}>
          {t.signedOut.again}
        </a>
      ) : (
        onRetry && (
          <div>
            <Button look="quiet" size="small" onClick={onRetry}>
              {t.problem.again}
            </Button>
          </div>
        )
      )}
    </div>
  );
}
