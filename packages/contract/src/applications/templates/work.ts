import type { ApplicationTemplate } from "../template.ts";

const shared = {
  kind: "openid",
  clientType: "confidential",
  launchPath: "",
  checkedOn: "2026-11-30",
} as const;

export const workTemplates: readonly ApplicationTemplate[] = [
  {
    ...shared,
    key: "mattermost",
    name: "Mattermost",
    callbackPaths: ["/signup/openid/complete"],
    keepsAccess: false,
    needs: "Mattermost Professional or Enterprise",
    goesInto: "System Console > Authentication > OpenID Connect, with the provider OpenID Connect (Other)",
    format: "fields",
    snippet: `Discovery Endpoint: {{issuer}}/.well-known/openid-configuration
Client ID: {{client_id}}
Client Secret: {{client_secret}}
Button Name: Log in with Sallyport
`,
    documentation: "https://docs.mattermost.com/administration-guide/onboard/sso-openidconnect.html",
  },
  {
    ...shared,
    key: "synapse",
    name: "Matrix (Synapse)",
    callbackPaths: ["/_synapse/client/oidc/callback"],
    logoutPath: "/_synapse/client/oidc/backchannel_logout",
    launchPath: null,
    keepsAccess: false,
    goesInto: "homeserver.yaml; the address is Synapse's public_baseurl",
    format: "yaml",
    snippet: `oidc_providers:
  - idp_id: sallyport
    idp_name: Sallyport
    issuer: "{{issuer}}"
    client_id: "{{client_id}}"
    client_secret: "{{client_secret}}"
    scopes: ["openid", "profile", "email"]
    backchannel_logout_enabled: true
    user_mapping_provider:
      config:
        localpart_template: "{{ user.preferred_username }}"
        display_name_template: "{{ user.name }}"
        email_template: "{{ user.email }}"
`,
    documentation: "https://element-hq.github.io/synapse/latest/openid.html",
  },
  {
    ...shared,
    key: "wordpress",
    name: "WordPress",
    callbackPaths: ["/wp-admin/admin-ajax.php?action=openid-connect-authorize"],
    keepsAccess: false,
    needs: "The plugin OpenID Connect Generic Client",
    goesInto: "Settings > OpenID Connect",
    format: "fields",
    snippet: `Client ID: {{client_id}}
Client Secret Key: {{client_secret}}
OpenID Scope: openid profile email
Login Endpoint URL: {{issuer}}/oidc/auth
Userinfo Endpoint URL: {{issuer}}/oidc/me
Token Validation Endpoint URL: {{issuer}}/oidc/token
Identity Key: preferred_username
Nickname Key: preferred_username
`,
    documentation: "https://github.com/oidc-wp/openid-connect-generic/blob/develop/README.md",
  },
  {
    ...shared,
    key: "vikunja",
    name: "Vikunja",
    callbackPaths: ["/auth/openid/sallyport"],
    keepsAccess: false,
    goesInto: "Vikunja's config.yml",
    format: "yaml",
    snippet: `auth:
  openid:
    enabled: true
    providers:
      sallyport:
        name: Sallyport
        authurl: "{{issuer}}"
        clientid: "{{client_id}}"
        clientsecret: "{{client_secret}}"
        scope: openid profile email
`,
    documentation: "https://vikunja.io/docs/openid",
  },
  {
    ...shared,
    key: "planka",
    name: "PLANKA",
    callbackPaths: ["/oidc-callback"],
    keepsAccess: false,
    goesInto: "PLANKA's environment",
    format: "env",
    snippet: `OIDC_ISSUER={{issuer}}
OIDC_CLIENT_ID={{client_id}}
OIDC_CLIENT_SECRET={{client_secret}}
OIDC_SCOPES="openid profile email groups"
OIDC_IGNORE_ROLES=true
`,
    documentation: "https://github.com/plankanban/docs/blob/main/docs/Configuration/OIDC.md",
  },
  {
    ...shared,
    key: "open-webui",
    name: "Open WebUI",
    callbackPaths: ["/oauth/oidc/callback"],
    keepsAccess: false,
    goesInto: "Open WebUI's environment",
    format: "env",
    snippet: `ENABLE_OAUTH_SIGNUP=true
OAUTH_PROVIDER_NAME=Sallyport
OPENID_PROVIDER_URL={{issuer}}/.well-known/openid-configuration
OPENID_REDIRECT_URI={{address}}/oauth/oidc/callback
OAUTH_CLIENT_ID={{client_id}}
OAUTH_CLIENT_SECRET={{client_secret}}
OAUTH_SCOPES="openid email profile"
`,
    documentation: "https://docs.openwebui.com/features/authentication-access/auth/sso/",
  },
];
