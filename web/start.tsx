import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { currentLanguage } from './kernel/language.ts';
import { startReading } from './kernel/first-reads.ts';
import { wordsReady } from './kernel/text/later.ts';
import './kernel/style/index.css';

void startReading(location.pathname);
await wordsReady(currentLanguage());

document.documentElement.lang = currentLanguage();
document.documentElement.dataset['density'] = 'work';
const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
