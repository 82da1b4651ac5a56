import { organisationsRoutes, type UnitPage as Unit } from '../../contract/organisations.ts';
import { useTimes } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { useParam } from '../kernel/route.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { Page } from '../kernel/ui/page.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { Empty, Skeleton } from '../kernel/ui/states.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { WayLine } from '../kernel/ui/way.tsx';
import { text } from './text.ts';

/** How a unit is reached now: what is open first, then what opens next. */
export default function UnitPage() {
  const t = useText(text);
  const unitId = useParam('unitId');
  const { data, error, refetch } = useRead(organisationsRoutes.unit, { params: { unitId } }, { staleTime: 60_000 });
  if (data) return <UnitView page={data} />;
  return (
    <Page title={t.title} width="read">
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : <Skeleton />}
    </Page>
  );
}

function UnitView({ page }: { readonly page: Unit }) {
  const t = useText(text);
  const common = useCommon();
  const times = useTimes();
  const { unit, ways, next, heads } = page;
  return (
    <Page
      title={unit.name}
      width="read"
      lead={
        <p className="cluster">
          <UnitTag id={unit.id} /> {common.unitKinds[unit.kind]} · {unit.authorityName}
        </p>
      }
    >
      {unit.closedAt && (
        <p className="note" data-tone="near">
          {t.closed(times.date(unit.closedAt))}
        </p>
      )}
      <section className="stack" aria-labelledby="reach">
        <h2 id="reach">{t.reach}</h2>
        {next && <p>{t.closedNow(times.moment(next.at))}</p>}
        {ways.length === 0 && <Empty>{t.none}</Empty>}
        {ways.length > 0 && (
          <ul className="lines">
            {ways.map((way) => (
              <li key={way.id} className="line">
                <WayLine way={way} />
                <span className="soft small">{t.audience[way.audience]}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      {heads.length > 0 && (
        <section className="stack" aria-labelledby="heads">
          <h2 id="heads">{t.heads}</h2>
          <ul className="lines">
            {heads.map((head) => (
              <li key={head.assignmentId} className="line">
                <span>
                  <span className="strong">{head.name}</span> <span className="soft">{head.title}</span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="soft small cluster">
        <span>
          {t.belongs} {unit.providerName}
        </span>
        {unit.hsaId && (
          <span className="figures">
            {t.hsa} {unit.hsaId}
          </span>
        )}
        {unit.email && (
          <span>
            {t.email} <a href={`mailto:${unit.email}`}>{unit.email}</a>
          </span>
        )}
      </p>
    </Page>
  );
}
