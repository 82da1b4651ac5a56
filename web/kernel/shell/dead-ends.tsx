import { contact } from '../contact.ts';
import { useSignal } from '../signal.ts';
import { useCommon } from '../text.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';

/** An address that leads nowhere, or nowhere for this reader: the two are not told apart. */
export function NotFound() {
  const t = useCommon();
  return (
    <Page title={t.problem.notFound} width="read">
      <div>
        <ButtonLink to="/" look="quiet">
          {t.problem.back}
        </ButtonLink>
      </div>
    </Page>
  );
}

/** A page that broke. Drafts are kept outside it. */
export function Crashed({ error }: { readonly error: unknown }) {
  const t = useCommon();
  // Without contact a reload would leave an empty window.
  const cut = useSignal(contact) === 'lost';
  return (
    <Page title={t.problem.title} width="read">
      <Problem error={error}>
        <p>{t.problem.crashed}</p>
      </Problem>
      <div>
        <Button aria-disabled={cut} onClick={() => cut || location.reload()}>
          {t.problem.again}
        </Button>
      </div>
    </Page>
  );
}
