import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import {
  type DefaultValues,
  type FieldErrors,
  type FieldValues,
  FormProvider,
  useForm,
  type UseFormReturn,
} from 'react-hook-form';
import type { AnswerOf, Route } from '../../../contract/kernel/route.ts';
import type { ApiProblem, CallInput } from '../api.ts';
import { useLanguage } from '../language.ts';
import { asProblem, outbox, sendOnce, useAlive } from '../send.ts';
import { useSignal } from '../signal.ts';
import { useCommon } from '../text.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Problem, useProblemWords } from '../ui/problem.tsx';
import { Conflict, type Theirs } from './conflict.tsx';
import { dropDraft } from '../storage.ts';
import { readDraft, writeDraft } from './draft.ts';
import { ErrorSummary } from './error-summary.tsx';
import { useLeft } from './left.ts';
import { FormMetaContext } from './meta.ts';
import { bodySchemaOf, byField, faultsOf } from './validate.ts';

export interface FormProps<T extends Route, V extends FieldValues> {
  /** Names the draft and the command: `need:<person>`. The same id finds what was typed again. */
  readonly id: string;
  readonly route: T;
  readonly defaults: V;
  /** What is sent. `version` is the one that the form was opened with, or took over after a conflict. */
  readonly input: (values: V, version: number) => CallInput<T>;
  readonly submit: string;
  readonly onDone: (answer: AnswerOf<T>, values: V) => void;
  readonly version?: number | undefined;
  /** Reads `current` of the problem `stale`. Without it, what stands now is shown by the page behind the form. */
  readonly theirs?: (current: unknown) => Theirs<V> | null;
  /** How a value is shown when versions are compared. */
  readonly show?: (name: string, value: unknown) => string;
  /** Where a fault of the contract's path is shown when the field has another name, and at which field a problem's code belongs. */
  readonly alias?: Readonly<Record<string, string>>;
  /** The way on from a certain problem: a consent to record first, another unit to choose. */
  readonly renderHelp?: (problem: ApiProblem, values: V) => ReactNode;
  readonly cancel?: string | (() => void) | undefined;
  /** Fields that are never kept: identity numbers. */
  readonly secret?: readonly string[];
  readonly look?: 'main' | 'grave';
  readonly children: ReactNode;
}

/**
 * A form that loses nothing: what is typed is kept until it is saved, a cut network or a doubled press has one effect, and an
 * edit that someone else was before with is shown beside theirs.
 */
export function Form<T extends Route, V extends FieldValues>(props: FormProps<T, V>) {
  const { id, route, defaults, input, alias, onDone } = props;
  const t = useCommon();
  const language = useLanguage();
  const say = useProblemWords();
  const [draft] = useState(() => readDraft<V>(id));
  const [restored, setRestored] = useState(draft !== null);
  // After a conflict the form goes on from what it was shown; the page may also have read something newer.
  const [shown, setShown] = useState(0);
  const version = Math.max(props.version ?? 0, shown);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [failed, setFailed] = useState(0);
  const meta = useMemo(() => ({ id, labels: new Map<string, string>(), typed: new Set<string>() }), [id]);
  const form = useForm<V>({
    defaultValues: { ...defaults, ...draft } as DefaultValues<V>,
    shouldFocusError: false,
    resolver: async (values) => {
      const schema = await bodySchemaOf(route);
      const faults = byField(faultsOf(schema, (input(values, version) as { body?: unknown }).body, language), alias);
      if (faults.size === 0) return { values, errors: {} };
      const errors = Object.fromEntries(
        [...faults].map(([name, { code, message }]) => [name, { type: code, message }]),
      );
      return { values: {}, errors: errors as FieldErrors<V> };
    },
  });
  // Fetched while the user types, so that sending does not wait for it.
  useEffect(() => void bodySchemaOf(route), [route]);
  const forget = useKeptDraft(id, form, props.secret);
  useLeft(meta, form, defaults, props.secret ?? none);
  const alive = useAlive();
  const waits = useSignal(outbox.all).find(({ scope, refused }) => scope === id && refused === undefined);

  const send = async (seen: number): Promise<void> => {
    setProblem(null);
    const values = form.getValues();
    try {
      const secret = props.secret !== undefined && props.secret.length > 0;
      const answer = await sendOnce(route, id, input(values, seen), { words: props.submit, alive, secret });
      forget();
      // The form has been left while it waited for contact: nobody is taken anywhere.
      if (alive()) onDone(answer, values);
    } catch (error) {
      const told = asProblem(error);
      if (told.code === 'taken_back') return;
      setProblem(told);
      const field = alias?.[told.code];
      if (field) form.setError(field as never, { type: told.code, message: say(told) });
      for (const [name, { code, message }] of byField(told.fields, alias))
        form.setError(name as never, { type: code, message });
      setFailed((n) => n + 1);
    }
  };
  const submit = form.handleSubmit(
    () => send(version),
    () => setFailed((n) => n + 1),
  );
  const startOver = (): void => {
    form.reset(defaults);
    forget();
    setRestored(false);
  };
  const theirs = problem?.code === 'stale' ? (props.theirs?.(problem.current) ?? null) : null;
  const busy = form.formState.isSubmitting;
  return (
    <FormMetaContext value={meta}>
      <FormProvider {...form}>
        <form className="form" noValidate onSubmit={(event) => void submit(event)}>
          {restored && (
            <p className="note cluster">
              {t.form.kept}
              <Button look="plain" size="small" onClick={startOver}>
                {t.form.startOver}
              </Button>
            </p>
          )}
          <ErrorSummary failed={failed} />
          {theirs ? (
            <Conflict
              theirs={theirs}
              show={props.show}
              onKeepMine={() => {
                setShown(theirs.version);
                void send(theirs.version);
              }}
              onTakeTheirs={() => {
                setShown(theirs.version);
                setProblem(null);
                form.reset({ ...form.getValues(), ...theirs.values });
              }}
            />
          ) : (
            problem &&
            problem.fields.length === 0 &&
            !alias?.[problem.code] && (
              <Problem error={problem} onRetry={mayRetry(problem) ? () => void submit() : undefined}>
                {props.renderHelp?.(problem, form.getValues())}
              </Problem>
            )
          )}
          {waits && (
            <p className="note cluster" aria-live="polite">
              {t.contact.formWaits}
              <Button look="plain" size="small" onClick={() => outbox.takeBack(waits.key)}>
                {t.contact.takeBack}
              </Button>
            </p>
          )}
          {/* What waits to be sent is what stands here: it is taken back before it is changed. */}
          <div className="form-fields" inert={waits !== undefined}>
            {props.children}
          </div>
          <div className="form-actions">
            <Button type="submit" busy={busy || waits !== undefined} look={props.look ?? 'main'}>
              {waits ? t.contact.waits : busy ? t.form.saving : props.submit}
            </Button>
            {typeof props.cancel === 'string' && (
              <ButtonLink look="quiet" to={props.cancel}>
                {t.form.cancel}
              </ButtonLink>
            )}
            {typeof props.cancel === 'function' && (
              <Button look="quiet" onClick={props.cancel}>
                {t.form.cancel}
              </Button>
            )}
          </div>
        </form>
      </FormProvider>
    </FormMetaContext>
  );
}

const mayRetry = (problem: ApiProblem): boolean =>
  ['offline', 'unavailable', 'fault', 'too_many'].includes(problem.code);

const none: readonly string[] = [];

/** Every change is kept shortly after; leaving the page keeps the last of them too. Gives the way to throw it away. */
function useKeptDraft<V extends FieldValues>(id: string, form: UseFormReturn<V>, secret = none): () => void {
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    const keep = (): void => {
      if (waiting.current !== undefined) {
        const open = Object.entries(form.getValues()).filter(([name]) => !secret.includes(name));
        writeDraft(id, Object.fromEntries(open));
      }
      waiting.current = undefined;
    };
    // A change without a name is ours, not the user's.
    const watching = form.watch((_, { name }) => {
      clearTimeout(waiting.current);
      waiting.current = name === undefined ? undefined : setTimeout(keep, 250);
    });
    return () => {
      watching.unsubscribe();
      clearTimeout(waiting.current);
      keep();
    };
  }, [id, form, secret]);
  return () => {
    clearTimeout(waiting.current);
    waiting.current = undefined;
    dropDraft(id);
  };
}
