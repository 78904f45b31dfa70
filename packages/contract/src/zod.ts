import * as z from "zod/mini";

// Zod compiles schemas with `new Function` where it may, and probes for that as the first schema is made. Pages forbid
// eval, so the probe alone would be a violation of their Content Security Policy. It must be off before any schema is.
if ("document" in globalThis) z.config({ jitless: true });

export { z };
