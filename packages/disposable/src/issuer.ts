import { Trouble } from "./trouble.ts";

const authenticatorHost = "authenticator.localhost";

/** `localhost` is the only name that each machine and each language resolves to the machine itself. */
export function originsAt(
  wanted: string | null,
  port: number,
): { issuer: string; authenticatorOrigin: string } {
  const issuer = wanted ?? `http://localhost:${port}`;
  return { issuer, authenticatorOrigin: `http://${authenticatorHost}:${port}` };
}

/** @returns the port in the issuer */
export function portIn(issuer: string): number {
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  const isHere = url !== null && /^(?:[a-z0-9-]+\.)*localhost$/.test(url.hostname);
  if (url?.protocol !== "http:" || !isHere || url.port === "" || url.origin !== issuer)
    throw new Trouble(
      `The issuer is ${JSON.stringify(issuer)}. Give http://localhost:PORT or http://NAME.localhost:PORT, without a path.`,
    );
  if (url.hostname === authenticatorHost)
    throw new Trouble(
      `The issuer can't be ${authenticatorHost}, because the authenticator app has that name.`,
    );
  return Number(url.port);
}
