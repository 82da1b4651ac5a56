import { useEffect } from 'react';
import { contact } from '../contact.ts';
import { isNewVersion, readAnewOnce } from '../new-version.ts';
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

/** A page that broke, or whose next part belongs to a version that the server no longer has. Drafts are kept outside it. */
export function Crashed({ error }: { readonly error: unknown }) {
  const t = useCommon();
  // Without contact a reload would leave an empty window.
  const cut = useSignal(contact) === 'lost';
  const newer = isNewVersion(error) && !cut;
  useEffect(() => {
    if (newer) readAnewOnce(error);
  }, [newer, error]);
  return (
    <Page title={newer ? t.problem.newVersion : t.problem.title} width="read">
      {newer ? (
        <p>{t.problem.newVersionWords}</p>
      ) : (
        <Problem error={error}>
          <p>{t.problem.crashed}</p>
        </Problem>
      )}
      <div>
        <Button aria-disabled={cut} onClick={() => cut || location.reload()}>
          {newer ? t.problem.readAnew : t.problem.again}
        </Button>
      </div>
    </Page>
  );
}
