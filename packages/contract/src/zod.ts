import * as z from "zod/mini";

// With its first schema, Zod tests whether `new Function` works. The Content Security Policy of our pages forbids this.
// Therefore the test is switched off here, before the first schema.
if ("document" in globalThis) z.config({ jitless: true });

export { z };
