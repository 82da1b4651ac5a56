import { peopleRoutes } from '../../contract/people.ts';
import { TextArea } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Dictate } from './dictate.tsx';
import { pagesText } from './pages-text.ts';
import { text } from './text.ts';

/** What matters, in the person's own words. */
export default function SayForm({ personId, onClose }: { readonly personId: string; readonly onClose: () => void }) {
  const t = useText(text);
  const p = useText(pagesText);
  return (
    <Form
      id={`my-voice:${personId}`}
      route={peopleRoutes.say}
      defaults={{ words: '' }}
      input={({ words }) => ({ params: { personId }, body: { words } })}
      submit={t.voice.write}
      cancel={onClose}
      onDone={() => {
        tell(p.voice.saved);
        onClose();
      }}
    >
      <TextArea name="words" label={p.voice.label} hint={p.voice.hint} rows={4} />
      <Dictate name="words" />
    </Form>
  );
}
