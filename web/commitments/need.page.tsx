import { commitmentsRoutes, type LifeArea, lifeAreas } from '../../contract/commitments.ts';
import { choicesOf, SelectField, TextArea } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useParam, useReturn } from '../kernel/route.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { useGo } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { AboutPerson } from './about-person.tsx';
import { text } from './text.ts';

/** A need in the person's words. One's own unit is accountable from the moment it is open. */
export default function NeedPage() {
  const t = useText(text);
  const common = useCommon();
  const go = useGo();
  const personId = useParam('personId');
  const back = useReturn(`/persons/${personId}#needs`);
  return (
    <Page title={t.need.title} lead={t.need.lead} width="read">
      <AboutPerson personId={personId} />
      <Form
        id={`need:${personId}`}
        route={commitmentsRoutes.openNeed}
        defaults={{ words: '', area: '' }}
        input={({ words, area }) => ({ body: { personId, words, area: area as LifeArea } })}
        submit={t.need.save}
        cancel={back}
        onDone={() => {
          tell(t.need.saved);
          go(back, { replace: true });
        }}
      >
        <TextArea name="words" label={t.need.words} />
        <SelectField name="area" label={t.need.area} options={choicesOf(common.areas, lifeAreas)} />
      </Form>
    </Page>
  );
}
