import { useEffect } from 'react';
import { useText } from '../kernel/text.ts';
import { Page } from '../kernel/ui/page.tsx';
import { LookSection } from './look.tsx';
import { SessionsSection } from './sessions.tsx';
import { text } from './text.ts';
import { WishSection } from './wish.tsx';
import './settings.css';

/** What each chooses for themselves: how it looks, what to be told of, where to be signed in. */
export default function SettingsPage() {
  const t = useText(text);
  useEffect(() => {
    if (location.hash !== '') document.querySelector(location.hash)?.scrollIntoView();
  }, []);
  return (
    <Page title={t.title} width="read">
      <LookSection />
      <WishSection />
      <SessionsSection />
    </Page>
  );
}
