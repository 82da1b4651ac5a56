import { useState } from 'react';
import { gapsRoutes, type GapRow } from '../../../contract/gaps.ts';
import { useDirectory } from '../../kernel/directory.ts';
import { TextArea } from '../../kernel/form/fields.tsx';
import { Form } from '../../kernel/form/form.tsx';
import { useMyUnitId } from '../../kernel/session.ts';
import { useCommon, useText } from '../../kernel/text.ts';
import { tell } from '../../kernel/toast.ts';
import { Button, ButtonLink } from '../../kernel/ui/button.tsx';
import { GapCard } from '../../kernel/ui/gap-card.tsx';
import { Link } from '../../kernel/ui/link.tsx';
import { placeOf, seenAt } from './gap-move.ts';
import { text } from './text.ts';

/** A gap on the board: its sentence, its move where it is done, and the answer of this level. */
export function Gap({ gap }: { readonly gap: GapRow }) {
  const t = useText(text);
  const common = useCommon();
  const directory = useDirectory();
  const [answering, setAnswering] = useState(false);
  const ours = gap.moveUnitId === useMyUnitId();
  const place = ours ? placeOf(gap) : seenAt(gap);
  const municipality = directory?.authorities.find(({ code }) => code === gap.municipality)?.name ?? '';
  const { person } = gap;
  return (
    <GapCard
      gap={gap}
      sentence={t.sentence[gap.kind](gap.what ? t.quote(gap.what) : '')}
      about={
        <p className="cluster small">
          {person ? (
            <Link to={`/persons/${person.id}`}>{person.name}</Link>
          ) : (
            <span className="soft">{common.gap.joint}</span>
          )}
          {gap.area && <span className="soft">{common.areas[gap.area]}</span>}
          {municipality && <span className="soft">{municipality}</span>}
        </p>
      }
      move={
        <>
          {place && (
            <ButtonLink to={place} size="small" look={ours ? 'main' : 'quiet'}>
              {ours ? t.move[gap.kind] : t.see}
            </ButtonLink>
          )}
          {!answering && (
            <Button look="quiet" size="small" onClick={() => setAnswering(true)}>
              {common.gap.answer}
            </Button>
          )}
        </>
      }
    >
      {answering && (
        <Form
          id={`gap:${gap.id}`}
          route={gapsRoutes.answerGap}
          defaults={{ words: '' }}
          input={({ words }) => ({ params: { id: gap.id }, body: { words } })}
          submit={t.answerSend}
          cancel={() => setAnswering(false)}
          onDone={() => {
            setAnswering(false);
            tell(t.answered);
          }}
        >
          <TextArea name="words" label={t.answerWords} hint={t.answerHint} rows={2} />
        </Form>
      )}
    </GapCard>
  );
}
