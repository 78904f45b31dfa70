import { plant } from "../seed/plant.ts";
import type { Planted } from "../seed/planted.ts";
import type { ReadSeed } from "../seed/schema.ts";
import type { Description } from "../shown.ts";
import type { Stack } from "../stack.ts";
import { Trouble } from "../trouble.ts";

export function describe(
  { issuer, authenticatorOrigin, issuerPort, inbox, planted }: Stack,
  control: string,
): Description {
  return {
    issuer,
    origin: issuer,
    authenticatorOrigin,
    port: issuerPort,
    control,
    mailbox: { url: `http://localhost:${inbox.httpPort}`, smtp: `smtp://127.0.0.1:${inbox.smtpPort}` },
    ...planted,
  };
}

/** @returns only what was added */
export async function addTo({ server, planted }: Stack, seed: ReadSeed): Promise<Planted> {
  if (seed.settings) throw new Trouble("Settings can't change after the start. Put them in the first seed.");
  const added = await plant(server.parts, seed);
  planted.users.push(...added.users);
  planted.administrators.push(...added.administrators);
  planted.applications.push(...added.applications);
  return added;
}
