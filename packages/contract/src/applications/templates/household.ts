import type { ApplicationTemplate } from "../template.ts";

const shared = {
  kind: "openid",
  clientType: "confidential",
  launchPath: "",
  checkedOn: "2026-11-30",
} as const;

export const householdTemplates: readonly ApplicationTemplate[] = [
  {
    ...shared,
    key: "vaultwarden",
    name: "Vaultwarden",
    callbackPaths: ["/identity/connect/oidc-signin"],
    // By default, Vaultwarden's sessions live as long as the tokens.
    keepsAccess: true,
    goesInto: "Vaultwarden's environment",
    format: "env",
    snippet: `DOMAIN={{address}}
SSO_ENABLED=true
SSO_AUTHORITY={{issuer}}
SSO_CLIENT_ID={{client_id}}
SSO_CLIENT_SECRET={{client_secret}}
SSO_SCOPES="email profile"
SSO_PKCE=true
`,
    documentation: "https://github.com/dani-garcia/vaultwarden/blob/main/.env.template",
  },
  {
    ...shared,
    key: "home-assistant",
    name: "Home Assistant",
    clientType: "public",
    callbackPaths: ["/auth/oidc/callback"],
    keepsAccess: false,
    needs: "The integration OpenID Connect/SSO Authentication (hass-oidc-auth) from HACS",
    goesInto: "configuration.yaml",
    format: "yaml",
    snippet: `auth_oidc:
  client_id: "{{client_id}}"
  discovery_url: "{{issuer}}/.well-known/openid-configuration"
  display_name: "Sallyport"
`,
    documentation: "https://github.com/christiaangoossens/hass-oidc-auth/blob/main/docs/configuration.md",
  },
  {
    ...shared,
    key: "mealie",
    name: "Mealie",
    callbackPaths: ["/login"],
    afterLogoutPaths: ["/login?direct=1"],
    keepsAccess: false,
    goesInto: "Mealie's environment",
    format: "env",
    snippet: `OIDC_AUTH_ENABLED=true
OIDC_SIGNUP_ENABLED=true
OIDC_CONFIGURATION_URL={{issuer}}/.well-known/openid-configuration
OIDC_CLIENT_ID={{client_id}}
OIDC_CLIENT_SECRET={{client_secret}}
OIDC_PROVIDER_NAME=Sallyport
`,
    documentation: "https://docs.mealie.io/documentation/getting-started/authentication/oidc-v2/",
  },
  {
    ...shared,
    key: "actual-budget",
    name: "Actual Budget",
    callbackPaths: ["/openid/callback"],
    keepsAccess: false,
    goesInto: "The environment of Actual's server",
    format: "env",
    snippet: `ACTUAL_OPENID_DISCOVERY_URL={{issuer}}/.well-known/openid-configuration
ACTUAL_OPENID_CLIENT_ID={{client_id}}
ACTUAL_OPENID_CLIENT_SECRET={{client_secret}}
ACTUAL_OPENID_SERVER_HOSTNAME={{address}}
ACTUAL_OPENID_ENFORCE=true
ACTUAL_ALLOWED_LOGIN_METHODS=openid
ACTUAL_USER_CREATION_MODE=login
ACTUAL_TOKEN_EXPIRATION=openid-provider
`,
    documentation: "https://actualbudget.org/docs/config/oauth-auth",
    checkedOn: "2026-12-01",
    testedWith: "26.9.0",
  },
];
