// First, for it says in which order the layers stand.
import './kernel/style/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, startFirst } from './app.tsx';
import { currentLanguage } from './kernel/language.ts';
import { wordsReady } from './kernel/text/later.ts';

/** Milliseconds that what is shown first is waited for: drawn once with its content it is there sooner than drawn empty, and then again. */
const patience = 300;

/** Not awaited by this file itself: the pages stand on it, and would wait for it to be done. */
async function open(): Promise<void> {
  const first = startFirst().catch(() => undefined);
  await wordsReady(currentLanguage());
  await Promise.race([first, new Promise((done) => setTimeout(done, patience))]);
  document.documentElement.lang = currentLanguage();
  document.documentElement.dataset['density'] = 'work';
  const place = document.getElementById('root');
  if (!place) throw new Error('index.html has no #root');
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

void open();
