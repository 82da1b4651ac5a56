import { useFormContext } from 'react-hook-form';
import { useLanguage } from '../kernel/language.ts';
import { useText } from '../kernel/text.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Icon } from '../kernel/ui/icon.tsx';
import { text } from './dictate-text.ts';
import { joined, useDictation } from './dictation.ts';

/** A keyboard on the screen, which has a microphone of its own. */
const touched = (): boolean => matchMedia('(pointer: coarse)').matches;

/** Speaks a text of the form instead of writing it. What is said stands after what is written, and can be changed. */
export function Dictate({ name }: { readonly name: string }) {
  const t = useText(text);
  const { getValues, setValue } = useFormContext();
  const { state, begin, end } = useDictation(useLanguage(), (said) =>
    setValue(name, joined(String(getValues(name) ?? ''), said), { shouldDirty: true }),
  );
  if (state === 'none') return touched() ? <p className="small soft">{t.keyboard}</p> : null;
  const listening = state === 'listening';
  return (
    <div className="dictate">
      <Button
        look="quiet"
        busy={state === 'fetching'}
        aria-pressed={listening}
        onClick={() => (listening ? end() : void begin())}
      >
        <Icon name="microphone" />
        {listening ? t.end : t.begin}
      </Button>
      <p className="small soft" aria-live="polite">
        {state === 'ready' ? t.stays : t[state]}
      </p>
    </div>
  );
}
