import { useId, useRef, useState } from 'react';
import { identityRoutes, type Look, type Me, schemes, textSizes } from '../../contract/identity.ts';
import { languages } from '../../contract/kernel/validation.ts';
import { call } from '../kernel/api.ts';
import { asProblem } from '../kernel/send.ts';
import { chooseMe, knowMe, useMe } from '../kernel/session.ts';
import { useText } from '../kernel/text.ts';
import { Problem } from '../kernel/ui/problem.tsx';
import { text } from './text.ts';

/** Colours, text size and language: seen at once, kept for every later sign-in. */
export function LookSection() {
  const t = useText(text).look;
  const kept = useMe();
  const id = useId();
  const [problem, setProblem] = useState<unknown>(null);
  // What everybody on the page reads comes a moment after the press; until then the choice would spring back.
  const [chosen, setChosen] = useState<Me | null>(null);
  const me = chosen ?? kept;
  const latest = useRef(0);
  // Shown as chosen at once; what could not be kept is told and shown as it was. Of several the last one counts.
  const keep = (ask: () => Promise<Me>, now: Me): void => {
    const mine = ++latest.current;
    setProblem(null);
    setChosen(now);
    void chooseMe(now, ask)
      .catch((error: unknown) => {
        setProblem(asProblem(error));
        if (mine === latest.current) knowMe(me);
      })
      .finally(() => mine === latest.current && setChosen(null));
  };
  const choose = (look: Look): void => {
    keep(() => call(identityRoutes.chooseLook, { body: look }), { ...me, look });
  };
  return (
    <section className="stack" aria-labelledby={id}>
      <h2 id={id}>{t.title}</h2>
      {problem !== null && <Problem error={problem} />}
      <Steps
        name={t.scheme}
        values={schemes}
        words={t.schemes}
        chosen={me.look.scheme}
        onChoose={(scheme) => choose({ ...me.look, scheme })}
      />
      <Steps
        name={t.size}
        values={textSizes}
        words={t.sizes}
        chosen={me.look.textSize}
        onChoose={(textSize) => choose({ ...me.look, textSize })}
      />
      <Steps
        name={t.language}
        values={languages}
        words={t.languages}
        chosen={me.language}
        onChoose={(language) => {
          keep(() => call(identityRoutes.chooseLanguage, { body: { language } }), { ...me, language });
        }}
      />
    </section>
  );
}

interface StepsProps<V extends string> {
  readonly name: string;
  readonly values: readonly V[];
  readonly words: Readonly<Record<V, string>>;
  readonly chosen: V;
  readonly onChoose: (value: V) => void;
}

function Steps<V extends string>({ name, values, words, chosen, onChoose }: StepsProps<V>) {
  const id = useId();
  return (
    <fieldset className="size-steps">
      <legend className="label">{name}</legend>
      <div className="steps-line">
        {values.map((value) => (
          <label key={value} className="step" data-value={value}>
            <input type="radio" name={id} checked={chosen === value} onChange={() => onChoose(value)} />
            <span>{words[value]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
