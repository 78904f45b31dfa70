import * as z from "zod/mini";

// Without `jitless`, Zod would try `new Function`, which the Content Security Policy forbids.
if ("document" in globalThis) z.config({ jitless: true });

export { z };
