import type { RefusalReason } from "@sallyport/contract/applications/applications";
import type { ApplicationRefusal } from "@sallyport/contract/authorization";
import type { KoaContextWithOIDC } from "oidc-provider";
import type { Parameters } from "./rules/parameters.ts";

/** An attempt that the library refused. `page` is for the user, and the other fields are for the console. */
export interface Refused {
  page: ApplicationRefusal;
  reason: RefusalReason;
  detail: string;
  applicationId?: string;
}

interface LibraryError {
  error?: string | undefined;
  error_description?: string | undefined;
  error_detail?: string | undefined;
}

export function refusedOf(ctx: KoaContextWithOIDC, { error = "", ...more }: LibraryError): Refused {
  const applicationId = ctx.oidc.client?.clientId;
  const description = more.error_description ?? error;
  const { redirect_uri: address = "" } = (ctx.oidc.params ?? {}) as Parameters;
  return {
    page: pages[error] ?? "bad-request",
    ...reasonOf(error, `${description} ${more.error_detail ?? ""}`, { address, description }),
    ...(applicationId === undefined ? {} : { applicationId }),
  };
}

const pages: Readonly<Record<string, ApplicationRefusal>> = {
  invalid_client: "unknown-application",
  invalid_redirect_uri: "unknown-address",
};

function reasonOf(
  error: string,
  said: string,
  { address, description }: { address: string; description: string },
): { reason: RefusalReason; detail: string } {
  if (error === "invalid_redirect_uri") return { reason: "callback-address", detail: address };
  if (error === "access_denied") return { reason: "no-access", detail: "" };
  if (said.includes("requires PKCE")) return { reason: "no-pkce", detail: "" };
  if (said.includes("invalid secret")) return { reason: "wrong-secret", detail: "" };
  if (said.includes("no client authentication") || said.includes("authentication mechanism"))
    return { reason: "no-secret", detail: "" };
  if (error === "invalid_grant") return { reason: "invalid-code", detail: description };
  return { reason: "other", detail: `${error}: ${description}` };
}
