import { useState } from 'react';
import { readDraft } from '../kernel/form/draft.ts';
import { dropDraft } from '../kernel/storage.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { asksFirst, type Move } from './moves.ts';
import { text } from './text.ts';

interface KeptWordsProps {
  readonly id: string;
  /** Moves whose form can still be opened: there the words stand already. */
  readonly possible: readonly Move[];
}

/** What was typed for an answer that can no longer be given, because somebody else was before: it is not lost. */
export function KeptWords({ id, possible }: KeptWordsProps) {
  const t = useText(text);
  const common = useCommon();
  const [, setDropped] = useState(0);
  const found = [...asksFirst, 'keep' as const].flatMap((move) => {
    const note = possible.includes(move) ? '' : (readDraft<{ note: string }>(`move:${id}:${move}`)?.note ?? '').trim();
    return note === '' ? [] : [{ move, note }];
  });
  return found.map(({ move, note }) => (
    <div key={move} className="note stack-tight">
      <p className="strong">
        {t.promise.keptWords(move === 'keep' ? (t.message.moves['keep'] ?? '') : common.moves[move])}
      </p>
      <blockquote className="quote quote-small">{note}</blockquote>
      <div className="cluster">
        <Button
          look="quiet"
          size="small"
          onClick={() => void navigator.clipboard.writeText(note).then(() => tell(t.promise.copied))}
        >
          {t.promise.copy}
        </Button>
        <Button
          look="plain"
          size="small"
          onClick={() => {
            dropDraft(`move:${id}:${move}`);
            setDropped((n) => n + 1);
          }}
        >
          {t.promise.drop}
        </Button>
      </div>
    </div>
  ));
}
