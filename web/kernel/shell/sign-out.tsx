import { type FormEvent, useRef, useState } from 'react';
import { contact } from '../contact.ts';
import { outbox } from '../send.ts';
import { throwAway } from '../storage.ts';
import { useCommon } from '../text.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

/** The way out. Asks first when something is not sent, and says so when there is no contact to sign out over. */
export function SignOut() {
  const t = useCommon();
  const form = useRef<HTMLFormElement>(null);
  const [asks, setAsks] = useState<'cut' | 'unsent' | null>(null);
  const leave = (event: FormEvent): void => {
    const cut = contact.get() === 'lost';
    if (!cut && outbox.waiting().length === 0) return throwAway();
    event.preventDefault();
    setAsks(cut ? 'cut' : 'unsent');
  };
  return (
    <>
      <form ref={form} method="post" action="/auth/sign-out" onSubmit={leave}>
        <Button type="submit" look="quiet">
          {t.account.signOut}
        </Button>
      </form>
      {asks && (
        <Dialog title={t.contact.signOutTitle} onClose={() => setAsks(null)}>
          <p>{asks === 'cut' ? t.contact.signOutCut : t.contact.signOutWords}</p>
          <div className="cluster">
            <Button onClick={() => setAsks(null)}>{t.contact.signOutStay}</Button>
            {asks === 'unsent' && (
              <Button
                look="grave"
                onClick={() => {
                  for (const { key } of outbox.all.get()) outbox.takeBack(key);
                  throwAway();
                  form.current?.submit();
                }}
              >
                {t.contact.signOutAnyway}
              </Button>
            )}
          </div>
        </Dialog>
      )}
    </>
  );
}
