import { peopleRoutes, type PictureShape } from '../../contract/people.ts';
import { useSend } from '../kernel/send.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Dialog } from '../kernel/ui/dialog.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { pagesText } from './pages-text.ts';

interface RemoveProps {
  readonly picture: PictureShape;
  readonly personId: string;
  readonly onClose: () => void;
}

/** Asks whether the picture only goes out of sight or is gone for good. */
export default function PictureRemove({ picture, personId, onClose }: RemoveProps) {
  const p = useText(pagesText);
  const { send, busy, problem } = useSend(peopleRoutes.removePicture, `my-picture:${picture.id}`);
  const remove = async (erase: boolean): Promise<void> => {
    const body = { version: picture.version, erase };
    if (!(await send({ params: { personId, pictureId: picture.id }, body }))) return;
    onClose();
    tell(erase ? p.picture.erased : p.picture.removed);
  };
  return (
    <Dialog title={p.picture.removeTitle} onClose={onClose}>
      <p>{p.picture.removeWords}</p>
      {problem && <Problem error={problem} />}
      <div className="form-actions">
        <Button busy={busy} onClick={() => void remove(false)}>
          {p.picture.hide}
        </Button>
        <Button look="grave" busy={busy} onClick={() => void remove(true)}>
          {p.picture.erase}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {p.answers.keep}
        </Button>
      </div>
    </Dialog>
  );
}
