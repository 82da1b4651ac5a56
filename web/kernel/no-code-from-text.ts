import { z } from 'zod';

// The content security policy forbids making code from text, which zod would try for every schema. Imported first of all.
z.config({ jitless: true });
