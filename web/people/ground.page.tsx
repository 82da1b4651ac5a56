import { useWatch } from 'react-hook-form';
import { peopleRoutes, type PersonOverview } from '../../contract/people.ts';
import { RadioField, TextArea } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { noTime, sentTime, TimeField } from '../kernel/form/time-field.tsx';
import { UnitField } from '../kernel/form/unit-field.tsx';
import { useLanguage } from '../kernel/language.ts';
import { circleOf, nameOfPerson, usePerson } from '../kernel/person.ts';
import { useRead } from '../kernel/read.ts';
import { useParam, useReturn, useSearch } from '../kernel/route.ts';
import { useMyUnitId } from '../kernel/session.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { useGo } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Loaded } from '../kernel/ui/states.tsx';
import { text } from './text.ts';
import './people.css';

/** Disclosing on a ground other than consent: the law's closed list, with the paragraph and why it applies. */
export default function GroundPage() {
  const t = useText(text);
  const read = usePerson(useParam('personId'));
  return (
    <Page title={t.ground.title} lead={t.ground.lead} width="read">
      <Loaded read={read}>{(overview) => <GroundForm overview={overview} />}</Loaded>
    </Page>
  );
}

function GroundForm({ overview }: { readonly overview: PersonOverview }) {
  const t = useText(text);
  const go = useGo();
  const own = useMyUnitId();
  const unit = useSearch().get('unit');
  const { id: personId } = overview.person;
  const back = useReturn(`/persons/${personId}`);
  return (
    <>
      <p className="about strong">{nameOfPerson(overview.person)}</p>
      <Form
        id={`ground:${personId}:${unit ?? ''}`}
        route={peopleRoutes.recordGround}
        defaults={{ toUnitId: unit ? [unit] : [], code: '', evidence: '', validUntil: noTime }}
        input={({ toUnitId, code, evidence, validUntil }) => ({
          params: { personId },
          body: { toUnitId: toUnitId[0] ?? '', code, evidence, validUntil: sentTime(validUntil) ?? '' },
        })}
        submit={t.ground.save}
        cancel={back}
        onDone={() => {
          tell(t.ground.saved);
          go(back, { replace: true });
        }}
      >
        <UnitField name="toUnitId" label={t.ground.unit} circle={circleOf(overview)} exclude={[own]} />
        <Codes />
        <TextArea name="evidence" label={t.ground.evidence} hint={t.ground.evidenceHint} />
        <TimeField name="validUntil" label={t.ground.until} time="23:59" />
      </Form>
    </>
  );
}

/** The grounds that are law today from one's own branch to the unit's. */
function Codes() {
  const t = useText(text);
  const language = useLanguage();
  const chosen = useWatch({ name: 'toUnitId' }) as readonly string[];
  const toUnitId = chosen[0] ?? '';
  const read = useRead(peopleRoutes.legalGrounds, { query: { toUnitId } }, { enabled: toUnitId !== '' });
  if (toUnitId === '') return <p className="hint">{t.ground.chooseUnit}</p>;
  return (
    <Loaded read={read} lines={3}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="note">{t.ground.none}</p>
        ) : (
          <RadioField
            name="code"
            label={t.ground.code}
            options={items.map((ground) => ({
              value: ground.code,
              label: `${language === 'sv' ? ground.titleSv : ground.titleEn} (${ground.paragraph})`,
              hint: language === 'sv' ? ground.plainSv : ground.plainEn,
            }))}
          />
        )
      }
    </Loaded>
  );
}
