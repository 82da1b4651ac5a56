import { useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { peopleRoutes } from '../../contract/people.ts';
import { TextField } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { shrink } from './shrink.ts';
import { pagesText } from './pages-text.ts';

/** A picture from the camera or the album, and what it shows, for those who cannot see it. */
export default function PictureForm({
  personId,
  onClose,
}: {
  readonly personId: string;
  readonly onClose: () => void;
}) {
  const p = useText(pagesText);
  return (
    <Form
      id={`my-picture:${personId}`}
      route={peopleRoutes.addPicture}
      defaults={{ data: '', alt: '' }}
      input={({ data, alt }) => ({ params: { personId }, body: { data, alt } })}
      submit={p.picture.save}
      secret={kept}
      cancel={onClose}
      onDone={() => {
        tell(p.picture.saved);
        onClose();
      }}
    >
      <Choose />
      <TextField name="alt" label={p.picture.alt} hint={p.picture.altHint} autoComplete="off" />
    </Form>
  );
}

/** The words are kept as a draft; the picture itself is too large for that. */
const kept = ['data'];

function Choose() {
  const p = useText(pagesText);
  const { setValue, formState } = useFormContext();
  const data = useWatch({ name: 'data' }) as string;
  const [state, setState] = useState<'none' | 'working' | 'unreadable'>('none');
  const choose = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setState('working');
    const small = await shrink(file);
    setState(small === undefined ? 'unreadable' : 'none');
    if (small !== undefined) setValue('data', small, { shouldDirty: true, shouldValidate: formState.isSubmitted });
  };
  const fault = state === 'unreadable' || formState.errors['data'] !== undefined;
  return (
    <div className="field">
      <label htmlFor="my-picture-file">{p.picture.choose}</label>
      <p className="hint" id="my-picture-hint">
        {p.picture.hint}
      </p>
      {fault && (
        <p className="field-error" id="my-picture-fault" role="alert">
          {p.picture.unreadable}
        </p>
      )}
      <input
        id="my-picture-file"
        type="file"
        accept="image/*"
        aria-describedby={fault ? 'my-picture-hint my-picture-fault' : 'my-picture-hint'}
        aria-invalid={fault}
        onChange={(event) => void choose(event.target.files?.[0])}
      />
      <output className="small">{state === 'working' ? p.picture.working : ''}</output>
      {data !== '' && <img className="person-picture" src={`data:image/jpeg;base64,${data}`} alt={p.picture.preview} />}
    </div>
  );
}
