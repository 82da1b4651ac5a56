import { useEffect, useState } from 'react';
import { gapsRoutes, type GapRow } from '../../../contract/gaps.ts';
import { setServerNow } from '../../kernel/now.ts';
import { useReads } from '../../kernel/read.ts';
import { address, useSearch } from '../../kernel/route.ts';
import { useMe } from '../../kernel/session.ts';
import { useCommon, useText } from '../../kernel/text.ts';
import { Button, ButtonLink } from '../../kernel/ui/button.tsx';
import { Page } from '../../kernel/ui/page.tsx';
import { Empty, Loaded } from '../../kernel/ui/states.tsx';
import { Gap } from './gap.tsx';
import { text } from './text.ts';
import './gaps.css';

const limit = 60;

/** Mellanrummen: what is missing or late, the highest rung first. */
export default function GapsPage() {
  const t = useText(text);
  const me = useMe();
  const mine = useSearch().get('mine') === 'true';
  const joint = me.assignment?.role === 'leader';
  return (
    <Page
      title={t.title}
      lead={t.lead}
      width="wide"
      actions={
        !joint && (
          <>
            <ButtonLink size="small" look={mine ? 'quiet' : 'main'} to="/gaps">
              {t.all}
            </ButtonLink>
            <ButtonLink size="small" look={mine ? 'main' : 'quiet'} to={address('/gaps', { mine: 'true' })}>
              {t.mine}
            </ButtonLink>
          </>
        )
      }
    >
      <Board mine={mine} key={String(mine)} />
    </Page>
  );
}

/** Where a page of the board begins: after the last gap of the one before. */
interface Place {
  readonly after?: string;
  readonly afterId?: string;
}

function Board({ mine }: { readonly mine: boolean }) {
  const t = useText(text);
  const [places, setPlaces] = useState<readonly Place[]>([{}]);
  const reads = useReads(
    gapsRoutes.gaps,
    places.map((place) => ({ query: { limit, mine: mine ? 'true' : 'false', ...place } })),
  );
  const boards = reads.flatMap(({ data }) => data ?? []);
  const [first] = boards;
  useEffect(() => setServerNow(first?.now), [first?.now]);
  const [read] = reads;
  if (!read) return null;
  const pages = boards.map((board) =>
    [...board.rows, ...board.previews].toSorted((a, b) => a.since.localeCompare(b.since)),
  );
  const last = pages.at(-1) ?? [];
  const end = last.at(-1);
  return (
    <Loaded read={read}>
      {({ counts }) => (
        <>
          <Levels gaps={pages.flat()} counts={counts.byLevel} />
          {end && last.length >= limit && pages.length === places.length && (
            <div>
              <Button look="quiet" onClick={() => setPlaces([...places, { after: end.since, afterId: end.id }])}>
                {t.more}
              </Button>
            </div>
          )}
        </>
      )}
    </Loaded>
  );
}

interface LevelsProps {
  readonly gaps: readonly GapRow[];
  /** Whole counts, also of what is not shown. */
  readonly counts: Readonly<Record<string, number>>;
}

const levels = [3, 2, 1, 0] as const;

function Levels({ gaps, counts }: LevelsProps) {
  const t = useText(text);
  const common = useCommon();
  if (gaps.length === 0) return <Empty>{t.empty}</Empty>;
  return (
    <>
      {levels.map((level) => {
        const rows = gaps.filter((gap) => gap.level === level);
        if (rows.length === 0) return null;
        return (
          <section key={level} className="level" aria-labelledby={`level-${level}`}>
            <header className="group-head">
              <h2 id={`level-${level}`}>{common.ladder[level]}</h2>
              <span className="badge figures" data-state={level > 1 ? 'late' : 'near'}>
                {counts[String(level)] ?? rows.length}
              </span>
            </header>
            <div className="gap-list">
              {rows.map((gap) => (
                <Gap key={gap.id} gap={gap} />
              ))}
            </div>
          </section>
        );
      })}
    </>
  );
}
