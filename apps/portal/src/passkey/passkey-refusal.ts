import { Refusal } from "@sallyport/contract/call";

const sentences: Readonly<Record<string, string>> = {
  NotAllowedError:
    "No passkey was used. The request was cancelled, it took too long, or this device has no passkey for this site. Try again or use another way.",
  AbortError: "The browser cancelled the request. Try again or use another way.",
  InvalidStateError: "This device already has a passkey for your account.",
  NotSupportedError: "This device can't create a passkey that works here. Use another device or another way.",
  ConstraintError: "This device can't create a passkey that works here. Use another device or another way.",
  SecurityError: "Passkeys don't work at this address. Use another way, and tell an administrator.",
};

const otherwise = "This device couldn't use a passkey. Try again or use another way.";

export function passkeyRefusal(cause: unknown): Refusal {
  const names = [nameOf(cause), cause instanceof Error ? nameOf(cause.cause) : ""];
  const detail = names.map((name) => sentences[name]).find((sentence) => sentence !== undefined);
  return new Refusal(
    {
      type: "about:blank",
      title: "Passkey not used",
      status: 422,
      code: "passkey-refused",
      detail: detail ?? otherwise,
    },
    { cause },
  );
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "";
}
