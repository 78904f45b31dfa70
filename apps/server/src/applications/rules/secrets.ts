const mostSecrets = 2;

interface SecretLife {
  expires_at: number | null;
}

export function isExpired({ expires_at }: SecretLife, now: number): boolean {
  return expires_at !== null && now >= expires_at;
}

export function mayAddSecret(secrets: readonly SecretLife[], now: number): boolean {
  return secrets.filter((secret) => !isExpired(secret, now)).length < mostSecrets;
}
