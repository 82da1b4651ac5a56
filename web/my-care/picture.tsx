import { lazy, Suspense, useState } from 'react';
import { peopleRoutes, type PictureShape } from '../../contract/people.ts';
import { useSend } from '../kernel/send.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Dialog } from '../kernel/ui/dialog.tsx';
import { PersonPicture } from '../kernel/ui/person-picture.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { Skeleton } from '../kernel/ui/states.tsx';
import type { Mine } from './mine.tsx';
import { text } from './text.ts';

const PictureForm = lazy(() => import('./picture-form.tsx'));

/** The picture of what matters; the person adds, changes and takes it away. */
export default function MyPicture({ mine }: { readonly mine: Mine }) {
  const t = useText(text);
  const { self, personId } = mine;
  const { picture } = mine.person;
  const [choosing, setChoosing] = useState(false);
  const [removing, setRemoving] = useState(false);
  return (
    <>
      {picture && <PersonPicture key={picture.id} personId={personId} shape={picture} />}
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
      {removing && picture && <Remove picture={picture} personId={personId} onClose={() => setRemoving(false)} />}
    </>
  );
}

interface RemoveProps {
  readonly picture: PictureShape;
  readonly personId: string;
  readonly onClose: () => void;
}

function Remove({ picture, personId, onClose }: RemoveProps) {
  const t = useText(text);
  const { send, busy, problem } = useSend(peopleRoutes.removePicture, `my-picture:${picture.id}`);
  const remove = async (erase: boolean): Promise<void> => {
    const body = { version: picture.version, erase };
    if (!(await send({ params: { personId, pictureId: picture.id }, body }))) return;
    onClose();
    tell(erase ? t.picture.erased : t.picture.removed);
  };
  return (
    <Dialog title={t.picture.removeTitle} onClose={onClose}>
      <p>{t.picture.removeWords}</p>
      {problem && <Problem error={problem} />}
      <div className="form-actions">
        <Button busy={busy} onClick={() => void remove(false)}>
          {t.picture.hide}
        </Button>
        <Button look="grave" busy={busy} onClick={() => void remove(true)}>
          {t.picture.erase}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {t.answers.keep}
        </Button>
      </div>
    </Dialog>
  );
}
