import type { ApplicationTemplate } from "../template.ts";

const shared = {
  kind: "openid",
  clientType: "confidential",
  launchPath: "",
  checkedOn: "2026-11-30",
} as const;

export const mediaTemplates: readonly ApplicationTemplate[] = [
  {
    ...shared,
    key: "immich",
    name: "Immich",
    // The third path passes the answer on to the mobile app, because the app's own address has no host.
    callbackPaths: ["/auth/login", "/user-settings", "/api/oauth/mobile-redirect"],
    keepsAccess: false,
    goesInto: "Administration > Settings > OAuth",
    format: "fields",
    snippet: `Issuer URL: {{issuer}}/.well-known/openid-configuration
Client ID: {{client_id}}
Client Secret: {{client_secret}}
Scope: openid email profile
Signing Algorithm: RS256
Storage Label Claim: preferred_username
Button Text: Log in with Sallyport
Mobile Redirect URI Override: {{address}}/api/oauth/mobile-redirect
`,
    documentation: "https://github.com/immich-app/immich/blob/main/docs/docs/administration/oauth.md",
  },
  {
    ...shared,
    key: "jellyfin",
    name: "Jellyfin",
    // The plugin uses one of these paths, depending on the address at which the login began.
    callbackPaths: ["/sso/OID/redirect/sallyport", "/sso/OID/r/sallyport"],
    launchPath: "/sso/OID/start/sallyport",
    keepsAccess: false,
    needs: "The plugin SSO Authentication (jellyfin-plugin-sso)",
    goesInto: "Dashboard > Plugins > SSO-Auth",
    format: "fields",
    snippet: `Name of OpenID Provider: sallyport
OpenID Endpoint: {{issuer}}
OpenID Client ID: {{client_id}}
OpenID client secret: {{client_secret}}
Request Additional Scopes: groups
Role Claim: groups
`,
    documentation: "https://github.com/9p4/jellyfin-plugin-sso/blob/main/README.md",
  },
  {
    ...shared,
    key: "audiobookshelf",
    name: "Audiobookshelf",
    callbackPaths: ["/auth/openid/callback", "/auth/openid/mobile-redirect"],
    keepsAccess: false,
    goesInto: "Settings > Authentication > OpenID Connect Authentication",
    format: "fields",
    snippet: `Issuer URL: {{issuer}}
Authorize URL: {{issuer}}/oidc/auth
Token URL: {{issuer}}/oidc/token
Userinfo URL: {{issuer}}/oidc/me
JWKS URL: {{issuer}}/oidc/jwks
Client ID: {{client_id}}
Client Secret: {{client_secret}}
Signing Algorithm: RS256
Button Text: Log in with Sallyport
`,
    documentation: "https://www.audiobookshelf.org/guides/oidc_authentication",
  },
  {
    ...shared,
    key: "miniflux",
    name: "Miniflux",
    callbackPaths: ["/oauth2/oidc/callback"],
    keepsAccess: false,
    goesInto: "Miniflux's environment",
    format: "env",
    snippet: `OAUTH2_PROVIDER=oidc
OAUTH2_OIDC_DISCOVERY_ENDPOINT={{issuer}}
OAUTH2_OIDC_PROVIDER_NAME=Sallyport
OAUTH2_CLIENT_ID={{client_id}}
OAUTH2_CLIENT_SECRET={{client_secret}}
OAUTH2_REDIRECT_URL={{address}}/oauth2/oidc/callback
OAUTH2_USER_CREATION=1
`,
    documentation: "https://miniflux.app/docs/howto.html#oauth2",
  },
];
