/**
 * - `openid`: the application itself uses OpenID Connect.
 * - `proxy`: a proxy in front of the application asks the server about each request.
 */
export const applicationKinds = ["openid", "proxy"] as const;
export type ApplicationKind = (typeof applicationKinds)[number];

/**
 * - `confidential`: the application runs on a server and has a secret.
 * - `public`: the application runs in the browser or on a device, and can't keep a secret.
 */
export const clientTypes = ["confidential", "public"] as const;
export type ClientType = (typeof clientTypes)[number];
