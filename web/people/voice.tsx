import { useState } from 'react';
import { peopleRoutes, type PersonOverview, voiceSpeakers, type Voice as Said } from '../../contract/people.ts';
import { choicesOf, RadioField, TextArea } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useTimes } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { useSearch } from '../kernel/route.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Dialog } from '../kernel/ui/dialog.tsx';
import { PersonPicture } from '../kernel/ui/person-picture.tsx';
import { Empty, Loaded } from '../kernel/ui/states.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { Earlier, Section } from './section.tsx';
import { text } from './text.ts';

interface VoiceProps {
  readonly overview: PersonOverview;
}

/** What matters, in the person's own words: first on the page. */
export function Voice({ overview }: VoiceProps) {
  const t = useText(text);
  const asked = useSearch().get('say') !== null;
  const [saying, setSaying] = useState(asked);
  const { voice, picture, person, access } = overview;
  const button = access.writable && (
    <Button look="quiet" size="small" onClick={() => setSaying(true)}>
      {voice.latest ? t.voice.again : t.voice.say}
    </Button>
  );
  return (
    <Section id="voice" title={t.sections.voice} actions={voice.latest ? button : undefined}>
      {voice.latest ? (
        <Words said={voice.latest} />
      ) : (
        <Empty>
          <p>{t.voice.empty}</p>
          {button}
        </Empty>
      )}
      {picture && <PersonPicture personId={person.id} shape={picture} />}
      {voice.count > 1 && (
        <Earlier words={t.voice.earlier(voice.count - 1)}>
          <EarlierWords personId={person.id} latest={voice.latest?.id} />
        </Earlier>
      )}
      {saying && (
        <Dialog title={t.sections.voice} onClose={() => setSaying(false)}>
          <Form
            id={`voice:${person.id}`}
            route={peopleRoutes.say}
            defaults={{ words: '', saidBy: 'person' }}
            input={({ words, saidBy }) => ({
              params: { personId: person.id },
              body: {
                words,
                saidBy: saidBy as Said['saidBy'],
                ...(voice.latest ? { replacesId: voice.latest.id } : {}),
              },
            })}
            submit={t.voice.save}
            cancel={() => setSaying(false)}
            onDone={() => {
              setSaying(false);
              tell(t.voice.saved);
            }}
          >
            <TextArea name="words" label={t.voice.words} hint={t.voice.hint} rows={4} />
            <RadioField row name="saidBy" label={t.voice.saidBy} options={choicesOf(t.speakers, voiceSpeakers)} />
          </Form>
        </Dialog>
      )}
    </Section>
  );
}

function Words({ said }: { readonly said: Said }) {
  const t = useText(text);
  const times = useTimes();
  return (
    <figure className="stack-tight">
      <blockquote className="quote">{said.words}</blockquote>
      <figcaption className="small soft cluster">
        {t.voice.by(t.speakers[said.saidBy], times.date(said.saidAt))}
        <span>{t.voice.recorded(said.recordedBy)}</span>
        <UnitTag id={said.unitId} />
      </figcaption>
    </figure>
  );
}

function EarlierWords({ personId, latest }: { readonly personId: string; readonly latest: string | undefined }) {
  const read = useRead(peopleRoutes.voices, { params: { personId }, query: { limit: 20 } });
  return (
    <Loaded read={read} lines={3}>
      {({ items }) => (
        <div className="stack">
          {items
            .filter(({ id }) => id !== latest)
            .map((said) => (
              <Words key={said.id} said={said} />
            ))}
        </div>
      )}
    </Loaded>
  );
}
