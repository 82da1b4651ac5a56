import { peopleRoutes } from '../../contract/people.ts';
import { TextArea } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Dictate } from './dictate.tsx';
import { text } from './text.ts';

/** What matters, in the person's own words. */
export default function SayForm({ personId, onClose }: { readonly personId: string; readonly onClose: () => void }) {
  const t = useText(text);
  return (
    <Form
      id={`my-voice:${personId}`}
      route={peopleRoutes.say}
      defaults={{ words: '' }}
      input={({ words }) => ({ params: { personId }, body: { words } })}
      submit={t.voice.write}
      cancel={onClose}
      onDone={() => {
        tell(t.voice.saved);
        onClose();
      }}
    >
      <TextArea name="words" label={t.voice.label} hint={t.voice.hint} rows={4} />
      <Dictate name="words" />
    </Form>
  );
}
