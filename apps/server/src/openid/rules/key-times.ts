const day = 24 * 60 * 60 * 1000;

/** Applications cache the list of keys, so a key is published before it signs. */
export const publishedBefore = 2 * day;
export const keyLasts = 90 * day;
/**
 * A key stays published after its last signature, because an application may send an old ID token to log a user out.
 */
export const keptAfter = 90 * day;

interface KeyTimes {
  id: string;
  made_at: number;
}

/** @param keys the oldest key comes first */
export function signingFirst<Key extends KeyTimes>(keys: readonly Key[], now: number): Key[] {
  const oldEnough = keys.filter(({ made_at }) => made_at + publishedBefore <= now);
  // If no key is old enough, the oldest one signs. This happens after the first start, or if the clock was set back.
  // defence: AT-117 published
  const signing = oldEnough.at(-1) ?? keys[0];
  return signing ? [signing, ...keys.filter((key) => key !== signing)] : [];
}

export function isNewKeyDue(keys: readonly KeyTimes[], now: number): boolean {
  const newest = keys.at(-1);
  return !newest || now >= newest.made_at + keyLasts || newest.made_at > now + day;
}

/** Returns the keys whose last signature is older than `keptAfter`. */
export function outlivedKeys(keys: readonly KeyTimes[], now: number): string[] {
  return keys
    .filter((_key, index) => {
      const next = keys[index + 1];
      return next !== undefined && next.made_at + publishedBefore + keptAfter <= now;
    })
    .map(({ id }) => id);
}
