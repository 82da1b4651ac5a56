import { peopleRoutes } from '../../contract/people.ts';
import { choicesOf, RadioField, TextArea } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useTimes } from '../kernel/now.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import type { InPlan } from './plan-sheet.tsx';
import { text } from './text.ts';

/** What matters to the person, in the person's words, before anything else. */
export function VoicePart({ person, open, editing }: InPlan) {
  const t = useText(text);
  const times = useTimes();
  const { id: personId, givenName } = person.person;
  const { latest, count } = person.voice;
  const writing = editing.at === 'voice';
  return (
    <section className="stack" aria-labelledby="plan-voice">
      <div className="spread">
        <h2 id="plan-voice">{t.voice.title(givenName)}</h2>
        {open && !writing && (
          <span className="no-print">
            <Button look="plain" size="small" onClick={() => editing.edit('voice')}>
              {t.voice.write}
            </Button>
          </span>
        )}
      </div>
      {latest ? (
        <figure className="stack-tight">
          <blockquote className="quote">{latest.words}</blockquote>
          <figcaption className="small soft">
            {t.voice.speakers[latest.saidBy]}. {t.voice.said(times.moment(latest.saidAt))}
            {count > 1 && ` ${t.voice.earlier(count - 1)}`}
          </figcaption>
        </figure>
      ) : (
        <p className="note" data-tone="near">
          {t.voice.none(givenName)}
        </p>
      )}
      {writing && (
        <Form
          id={`plan-voice:${personId}`}
          route={peopleRoutes.say}
          defaults={{ words: '', saidBy: 'person' }}
          input={({ words, saidBy }) => ({ params: { personId }, body: { words, saidBy: saidBy as 'person' } })}
          submit={t.voice.write}
          cancel={() => editing.edit(null)}
          onDone={() => {
            tell(t.voice.saved);
            editing.edit(null);
            editing.saved?.();
          }}
        >
          <TextArea name="words" label={t.voice.words} hint={t.voice.wordsHint} rows={4} />
          <RadioField name="saidBy" label={t.voice.who} options={choicesOf(t.voice.speakers)} row />
        </Form>
      )}
    </section>
  );
}
