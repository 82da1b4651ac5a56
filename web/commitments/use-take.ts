import { asProblem } from '../kernel/send.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { useProblemWords } from '../kernel/ui/problem.tsx';
import { handsNow, takeInHand } from './hands.ts';
import { text } from './text.ts';

/** Takes a promise in hand, takes it over or lets it go, and tells what became of it. */
export function useTakeInHand(): (id: string) => Promise<void> {
  const t = useText(text);
  const say = useProblemWords();
  return async (id) => {
    try {
      tell((await takeInHand(id, handsNow(id))) === 'taken' ? t.hands.taken : t.hands.letGo);
    } catch (error) {
      const problem = asProblem(error);
      tell(problem.code === 'stale' ? t.hands.before : say(problem));
    }
  };
}
