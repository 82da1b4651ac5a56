import { useId, useState } from 'react';
import { type NoticeKind, noticesRoutes, type Wish } from '../../contract/notices.ts';
import { CheckField, choicesOf, RadioField, TextField, TickField } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { queryClient, readKey, useRead } from '../kernel/read.ts';
import { useMe } from '../kernel/session.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Loaded } from '../kernel/ui/states.tsx';
import { canPush, subscribe } from './push.ts';
import { text } from './text.ts';

const forStaff: readonly NoticeKind[] = [
  'asked',
  'answered',
  'withdrawn',
  'lapsed',
  'late',
  'gap',
  'climbed',
  'consent_ending',
  'plan_changed',
];
const forPerson: readonly NoticeKind[] = ['answered', 'asked', 'plan_ready', 'plan_changed', 'emergency'];
const forRelative: readonly NoticeKind[] = ['answered', 'asked'];
/** What asks something of someone or answers them. */
const sensible: readonly NoticeKind[] = ['asked', 'answered', 'late', 'climbed', 'plan_ready', 'emergency'];

/** What one wants to be told of outside Mellanrum. Nothing until one has asked for it. */
export function WishSection() {
  const t = useText(text).wish;
  const id = useId();
  const read = useRead(noticesRoutes.wish, {}, { staleTime: Infinity });
  return (
    <section className="stack" aria-labelledby={id} id="wish">
      <h2 id={id}>{t.title}</h2>
      <p className="soft">{t.lead}</p>
      <Loaded read={read} lines={5}>
        {({ wish, pushKey }) => <WishForm wish={wish} pushKey={pushKey} />}
      </Loaded>
    </section>
  );
}

interface Values {
  readonly kinds: NoticeKind[];
  readonly email: string;
  readonly emailWhen: Wish['emailWhen'];
  readonly push: boolean;
  readonly quietFrom: string;
  readonly quietTo: string;
}

function WishForm({ wish, pushKey }: { readonly wish: Wish | null; readonly pushKey: string }) {
  const t = useText(text).wish;
  const { kind } = useMe();
  const kinds = kind === 'staff' ? forStaff : kind === 'person' ? forPerson : forRelative;
  const [refused, setRefused] = useState(false);
  const defaults: Values = {
    kinds: [...(wish?.kinds ?? kinds.filter((one) => sensible.includes(one)))],
    email: wish?.email ?? '',
    emailWhen: wish?.emailWhen ?? 'off',
    push: wish?.push ?? false,
    quietFrom: wish ? (wish.quietFrom ?? '') : '21:00',
    quietTo: wish ? (wish.quietTo ?? '') : '07:00',
  };
  const done = async (values: Values): Promise<void> => {
    const heard = !values.push || (await subscribe(pushKey).catch(() => false));
    setRefused(!heard);
    await queryClient.invalidateQueries({ queryKey: readKey(noticesRoutes.wish, {}) });
    tell(t.saved);
  };
  return (
    <Form
      id="wish"
      route={noticesRoutes.setWish}
      defaults={defaults}
      input={({ email, quietFrom, quietTo, ...values }) => ({
        body: {
          ...values,
          email: email.trim() === '' ? null : email.trim(),
          quietFrom: quietFrom === '' ? null : quietFrom,
          quietTo: quietTo === '' ? null : quietTo,
        },
      })}
      submit={t.save}
      onDone={(_, values) => void done(values)}
    >
      <CheckField name="kinds" label={t.kinds} options={choicesOf(t.kind, kinds)} />
      <RadioField name="emailWhen" label={t.when} options={choicesOf(t.whens)} row />
      <TextField name="email" label={t.email} type="email" autoComplete="email" optional />
      {canPush() ? (
        <TickField name="push" label={t.push} hint={t.pushHint} />
      ) : (
        <p className="soft small">{t.pushLacks}</p>
      )}
      {refused && (
        <p className="note" data-tone="near" role="alert">
          {t.pushNo}
        </p>
      )}
      <fieldset className="stack-tight">
        <legend className="label">{t.quiet}</legend>
        <p className="hint">{t.quietHint}</p>
        <div className="cluster">
          <TextField name="quietFrom" label={t.from} type="time" short optional />
          <TextField name="quietTo" label={t.to} type="time" short optional />
        </div>
      </fieldset>
    </Form>
  );
}
