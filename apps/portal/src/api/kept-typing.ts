import type { Realm } from "@sallyport/contract/text";

export interface KeptForm {
  realm: Realm;
  accountId: string;
  pathname: string;
  form: string;
}

/** Stores unsent text in case the session ends. Never pass a password, code or secret. */
export function keepTyping(form: KeptForm, typed: unknown): void {
  withStorage((storage) => storage.setItem(keyOf(form), JSON.stringify(typed)));
}

/** Validate the returned text. An older version of the page might have stored this text. */
export function keptTyping(form: KeptForm): unknown {
  const text = withStorage((storage) => storage.getItem(keyOf(form)));
  return text ? parsed(text) : undefined;
}

export function forgetTyping(form: KeptForm): void {
  withStorage((storage) => storage.removeItem(keyOf(form)));
}

export function isTypingKept(realm: Realm): boolean {
  return keysOf(realm).length > 0;
}

export function forgetTypingOfOthers(realm: Realm, accountId: string | null): void {
  for (const key of keysOf(realm)) {
    if (accountId === null || !key.startsWith(start(realm, accountId)))
      withStorage((storage) => storage.removeItem(key));
  }
}

const channelName = "sallyport-logged-out";

export function tellOfLogOut(realm: Realm): void {
  const channel = new BroadcastChannel(channelName);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel never leaves its origin
  channel.postMessage(realm);
  channel.close();
}

export function listenForLogOut(): void {
  const channel = new BroadcastChannel(channelName);
  channel.addEventListener("message", ({ data }: MessageEvent<Realm>) => forgetTypingOfOthers(data, null));
}

function start(...parts: readonly string[]): string {
  return JSON.stringify(["typed", ...parts]).slice(0, -1);
}

function keyOf({ realm, accountId, pathname, form }: KeptForm): string {
  return start(realm, accountId, pathname, form);
}

function keysOf(realm: Realm): string[] {
  return (withStorage((storage) => Object.keys(storage)) ?? []).filter((key) => key.startsWith(start(realm)));
}

function withStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(window.sessionStorage);
  } catch {
    return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
