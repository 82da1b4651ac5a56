import { useText } from '../text.ts';
import { tell } from '../toast.ts';
import { Button } from '../ui/button.tsx';
import type { OwnWords } from './own-words.ts';
import { ownText } from './own-text.ts';

interface KeptProps {
  readonly words: readonly OwnWords[];
  readonly onDrop: (one: OwnWords) => void;
  /** Stands under a page's heading; else above it. */
  readonly headed: boolean;
}

/** What was being typed when its page was closed: to copy to where it belongs, or to throw away. */
export function KeptWords({ words, onDrop, headed }: KeptProps) {
  const t = useText(ownText);
  const copy = async (text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      tell(t.copied);
    } catch {
      tell(t.notCopied);
    }
  };
  return (
    <section className="note stack-tight" aria-labelledby="kept-words">
      {headed ? (
        <h2 id="kept-words">{t.left}</h2>
      ) : (
        <p className="strong" id="kept-words">
          {t.left}
        </p>
      )}
      <p>{t.leftWords}</p>
      <ul className="stack">
        {words.map((one) => (
          <li key={`${one.label}:${one.words}`} className="stack-tight">
            <p className="small soft">{one.label}</p>
            <p className="pre strong">{one.words}</p>
            <div className="cluster">
              <Button look="quiet" size="small" aria-label={t.copyWhat(one.label)} onClick={() => void copy(one.words)}>
                {t.copy}
              </Button>
              <Button look="plain" size="small" aria-label={t.dropWhat(one.label)} onClick={() => onDrop(one)}>
                {t.drop}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
