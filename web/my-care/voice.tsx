import { Suspense, useState } from 'react';
import { peopleRoutes } from '../../contract/people.ts';
import { lazyPart } from '../kernel/at-hand.ts';
import { useTimes } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { useText } from '../kernel/text.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Loaded, Skeleton } from '../kernel/ui/states.tsx';
import type { Mine } from './mine.tsx';
import { MyPicture } from './picture.tsx';
import { text } from './text.ts';

// What writes comes when somebody writes.
const SayForm = lazyPart(() => import('./say-form.tsx'));

/** What matters, read and written in the person's own words. */
export function MyVoice({ mine }: { readonly mine: Mine }) {
  const t = useText(text);
  const times = useTimes();
  const [writing, setWriting] = useState(false);
  const { self, personId, person, name } = mine;
  const { latest, count } = person.voice;
  return (
    <section className="stack" aria-labelledby="my-voice">
      <h2 id="my-voice">{self ? t.voice.title : t.voice.titleRelative(name)}</h2>
      {latest ? (
        <figure className="stack-tight">
          <blockquote className="quote my-words">{latest.words}</blockquote>
          <figcaption className="small soft">
            {t.voice.said(times.moment(latest.saidAt))}. {latest.saidBy === 'relative' && self && t.voice.byRelative}
            {latest.saidBy === 'interpreted' && self && t.voice.interpreted}
          </figcaption>
        </figure>
      ) : (
        <p className="soft">{self ? t.voice.none : t.voice.noneRelative}</p>
      )}
      {self && !writing && (
        <div>
          <Button look={latest ? 'quiet' : 'main'} onClick={() => setWriting(true)}>
            {latest ? t.voice.again : t.voice.write}
          </Button>
        </div>
      )}
      {writing && (
        <Suspense fallback={<Skeleton lines={3} />}>
          <SayForm personId={personId} onClose={() => setWriting(false)} />
        </Suspense>
      )}
      <MyPicture mine={mine} />
      {count > 1 && <Earlier personId={personId} />}
    </section>
  );
}

function Earlier({ personId }: { readonly personId: string }) {
  const t = useText(text);
  const times = useTimes();
  const [open, setOpen] = useState(false);
  const read = useRead(peopleRoutes.voices, { params: { personId } }, { enabled: open });
  return (
    <details className="fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.voice.earlier}</summary>
      {open && (
        <Loaded read={read} lines={3}>
          {({ items }) => (
            <ul className="stack">
              {items.slice(1).map(({ id, words, saidAt }) => (
                <li key={id}>
                  <p className="my-words">{words}</p>
                  <p className="small soft">{t.voice.said(times.date(saidAt))}</p>
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      )}
    </details>
  );
}
