import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { App } from './app.tsx';
import { currentLanguage } from './kernel/language.ts';
import './kernel/style/index.css';

// The content security policy forbids making code from text, which zod would try.
z.config({ jitless: true });
document.documentElement.lang = currentLanguage();
document.documentElement.dataset['density'] = 'work';
const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
