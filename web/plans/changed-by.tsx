import { useState } from 'react';
import { useText } from '../kernel/text.ts';
import { NewMark, placeId } from './news.tsx';
import { isOwn } from './own-versions.ts';
import { nameOf } from './plan-words.ts';
import { text } from './text.ts';
import { type PartAddress, useAgo, useWriter } from './together.tsx';

/** Told at a part that someone else changed while it was on the screen. */
export function ChangedBy({ part, version }: { readonly part: PartAddress; readonly version: number }) {
  const t = useText(text);
  const ago = useAgo();
  const [first] = useState(version);
  const news = version > first && !isOwn(part.partId, version);
  const writer = useWriter(part, version, news);
  return (
    <span aria-live="polite" className="part-place" id={placeId(part.partId)}>
      {!(news && writer) && <NewMark partId={part.partId} />}
      {news && writer && (
        <span className="badge" data-state="asked">
          {t.changedBy(nameOf(writer.by, t.someone), ago(writer.at))}
        </span>
      )}
    </span>
  );
}
