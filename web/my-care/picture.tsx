import { lazy, Suspense, useState } from 'react';
import { lazyPart } from '../kernel/at-hand.ts';
import { useText } from '../kernel/text.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Skeleton } from '../kernel/ui/states.tsx';
import type { Mine } from './mine.tsx';
import { text } from './text.ts';

// The staff's page shows it too, so it is neither first page's own.
const PersonPicture = lazy(async () => ({
  default: (await import('../kernel/ui/person-picture.tsx')).PersonPicture,
}));
const PictureForm = lazyPart(() => import('./picture-form.tsx'));
const PictureRemove = lazyPart(() => import('./picture-remove.tsx'));

/** The picture of what matters; the person adds, changes and takes it away. */
export function MyPicture({ mine }: { readonly mine: Mine }) {
  const t = useText(text);
  const { self, personId } = mine;
  const { picture } = mine.person;
  const [choosing, setChoosing] = useState(false);
  const [removing, setRemoving] = useState(false);
  return (
    <>
      {picture && (
        <Suspense
          fallback={
            <svg
              className="person-picture"
              width={picture.width}
              height={picture.height}
              viewBox={`0 0 ${picture.width} ${picture.height}`}
              aria-hidden="true"
            />
          }
        >
          <PersonPicture key={picture.id} personId={personId} shape={picture} />
        </Suspense>
      )}
      {self && !choosing && (
        <div className="form-actions">
          <Button look="quiet" onClick={() => setChoosing(true)}>
            {picture ? t.picture.change : t.picture.add}
          </Button>
          {picture && (
            <Button look="plain" onClick={() => setRemoving(true)}>
              {t.picture.remove}
            </Button>
          )}
        </div>
      )}
      {choosing && (
        <Suspense fallback={<Skeleton lines={3} />}>
          <PictureForm personId={personId} onClose={() => setChoosing(false)} />
        </Suspense>
      )}
      {removing && picture && (
        <Suspense>
          <PictureRemove picture={picture} personId={personId} onClose={() => setRemoving(false)} />
        </Suspense>
      )}
    </>
  );
}
