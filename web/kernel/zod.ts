import { z } from 'zod';

// The content security policy forbids making code from text, which zod would try for every schema as it is made. So the contract's
// schemas come by here, before any of them is made.
z.config({ jitless: true });

export { z };
