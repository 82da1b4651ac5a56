import { z } from 'zod';

// The content security policy forbids making code from text, which zod would try for every schema as it is made. So this runs before
// any module that makes one.
z.config({ jitless: true });
await import('./start.tsx');
