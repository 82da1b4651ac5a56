import { type ReactNode, useEffect, useRef } from 'react';
import type { AnswerOf, Route } from '../../contract/kernel/route.ts';
import type { CallInput } from '../kernel/api.ts';
import { Form } from '../kernel/form/form.tsx';
import { refresh } from '../kernel/read.ts';
import { useText } from '../kernel/text.ts';
import type { Fields } from './merge.ts';
import { noteOwn } from './own-versions.ts';
import { text } from './text.ts';
import { type PartAddress, Together } from './together.tsx';

interface PartFormProps<T extends Route, V extends Fields> {
  readonly part: PartAddress;
  readonly route: T;
  /** What stands now, live; and its version. */
  readonly current: V;
  readonly version: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly show?: (name: string, value: unknown) => string;
  readonly input: (values: V, version: number) => CallInput<T>;
  readonly alias?: Readonly<Record<string, string>>;
  readonly submit: string;
  readonly onDone: (answer: AnswerOf<T>) => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

const plain = (_: string, value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * Edits one part of a plan in its place. The version seen and what stood then belong to the draft: also after a reload nothing is
 * overwritten that the writer has not seen.
 */
export function PartForm<T extends Route, V extends Fields>(props: PartFormProps<T, V>) {
  const { part, route, current, version, labels, show = plain, input, onDone, onCancel } = props;
  return (
    <Form
      id={`plan:${part.partId}`}
      route={route}
      defaults={{ ...current, seen: version, base: current }}
      input={(values) => input(values, values.seen)}
      {...(props.alias ? { alias: props.alias } : {})}
      submit={props.submit}
      onDone={(answer) => {
        noteOwn(part.partId, (answer as { version?: number }).version);
        onDone(answer);
      }}
      cancel={onCancel}
      renderHelp={(problem) => problem.code === 'stale' && <ReadAnew />}
    >
      <Together part={part} current={current} version={version} labels={labels} show={show} />
      {props.children}
    </Form>
  );
}

/** Someone was first, and the live line had not yet told: what stands now is read, and comes in as their change. */
export function ReadAnew() {
  const t = useText(text);
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    void refresh('plan');
    place.current?.focus();
  }, []);
  return (
    <p ref={place} tabIndex={-1}>
      {t.merge.again}
    </p>
  );
}
