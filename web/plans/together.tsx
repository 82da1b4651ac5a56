import { useEffect, useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { fromIso } from '../../contract/kernel/time.ts';
import type { Who } from '../../contract/plans.ts';
import { planRoutes } from '../../contract/plans.ts';
import { useNow, useTimes } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { Button } from '../kernel/ui/button.tsx';
import { asText } from '../kernel/own/words.ts';
import { bothTexts, type Fields, mergeFields } from './merge.ts';
import { nameOf } from './plan-words.ts';
import { text } from './text.ts';

export interface PartAddress {
  readonly personId: string;
  readonly planId: string;
  readonly partId: string;
}

/** Who wrote the version of a part, and when. */
export function useWriter(
  part: PartAddress,
  version: number,
  wanted: boolean,
): { by: Who | null; at: string } | undefined {
  const read = useRead(planRoutes.partHistory, { params: { ...part } }, { enabled: wanted });
  return read.data?.versions.find((one) => one.version === version);
}

/** How long ago: `nyss` also when the server's clock is a blink ahead of this one. */
export function useAgo(): (at: string) => string {
  const t = useText(text);
  const times = useTimes();
  const now = useNow();
  return (at) => (fromIso(at) > now - 60_000 ? t.justNow : times.word(at));
}

interface TogetherProps {
  readonly part: PartAddress;
  /** What stands now, in the form's own shape, and its version. */
  readonly current: Fields;
  readonly version: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly show: (name: string, value: unknown) => string;
}

/**
 * Two who write in the same part. What the other changed comes in where I have not written; where both have, both texts stand side by
 * side until I have chosen. The version that I have seen follows along only then, so nothing is overwritten unseen.
 */
export function Together({ part, current, version, labels, show }: TogetherProps) {
  const t = useText(text);
  const ago = useAgo();
  const { getValues, setValue } = useFormContext();
  const [news, setNews] = useState<{
    readonly taken: readonly string[];
    readonly clashing: readonly string[];
    readonly version: number;
  } | null>(null);
  const writer = useWriter(part, version, news !== null);
  const put = (name: string, value: unknown): void =>
    setValue(name, value, { shouldDirty: true, shouldValidate: false });
  const settle = (left: readonly string[], seen: number): void => {
    const { base } = getValues() as { base: Fields };
    put('base', { ...current, ...Object.fromEntries(left.map((name) => [name, base[name]])) });
    if (left.length === 0) put('seen', seen);
  };
  useEffect(() => {
    const { seen, base, ...mine } = getValues() as Record<string, unknown> & { seen: number; base: Fields };
    if (version <= seen) return;
    const { taken, clashing } = mergeFields(base, mine, current);
    for (const name of taken) put(name, current[name]);
    settle(clashing, version);
    setNews((before) => ({ taken: [...new Set([...(before?.taken ?? []), ...taken])], clashing, version }));
    // oxlint-disable-next-line react/exhaustive-deps -- a new version is what makes the rest new
  }, [version]);
  if (!news) return null;
  const who = nameOf(writer?.by ?? null, t.someone);
  const resolve = (name: string, value: unknown): void => {
    const left = news.clashing.filter((other) => other !== name);
    put(name, value);
    settle(left, news.version);
    setNews({ ...news, clashing: left });
  };
  const told = news.taken.map((name) => `”${labels[name] ?? name}”`).join(', ');
  return (
    <div className="note together" data-tone="near" aria-live="polite">
      <p className="strong">{t.changedBy(who, writer ? ago(writer.at) : '')}</p>
      {told !== '' && <p>{t.merge.taken(told)}</p>}
      {news.clashing.length > 0 ? <p>{`${t.merge.clash}. ${t.merge.clashWords}`}</p> : <p>{t.merge.resolved}</p>}
      {news.clashing.map((name) => (
        <Clash
          key={name}
          label={labels[name] ?? name}
          mine={show(name, getValues(name))}
          theirs={show(name, current[name])}
          who={who}
          both={typeof current[name] === 'string' && !closed.has(name)}
          onMine={() => resolve(name, getValues(name))}
          onTheirs={() => resolve(name, current[name])}
          onBoth={() =>
            resolve(
              name,
              bothTexts(asText((getValues('base') as Fields)[name]), asText(getValues(name)), asText(current[name])),
            )
          }
        />
      ))}
    </div>
  );
}

/** Chosen from a list: two of them cannot be put together. */
const closed: ReadonlySet<string> = new Set(['horizon', 'personAgrees', 'followUpForm', 'responsibleAuthorityId']);

interface ClashProps {
  readonly label: string;
  readonly mine: string;
  readonly theirs: string;
  readonly who: string;
  readonly both: boolean;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
  readonly onBoth: () => void;
}

function Clash({ label, mine, theirs, who, both, onMine, onTheirs, onBoth }: ClashProps) {
  const t = useText(text);
  const c = useCommon();
  return (
    <fieldset className="stack">
      <legend className="strong">{label}</legend>
      <div className="conflict-pair">
        <div className="conflict-side">
          <p className="small soft">{t.merge.mine}</p>
          {mine || c.form.empty}
        </div>
        <div className="conflict-side">
          <p className="small soft">{t.merge.theirs(who)}</p>
          {theirs || c.form.empty}
        </div>
      </div>
      <div className="form-actions">
        <Button size="small" onClick={onMine}>
          {c.form.keepMine}
        </Button>
        <Button look="quiet" size="small" onClick={onTheirs}>
          {c.form.takeTheirs}
        </Button>
        {both && (
          <Button look="quiet" size="small" onClick={onBoth}>
            {t.merge.both}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
