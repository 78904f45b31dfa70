import type { ApplicationTemplate } from "../template.ts";

const shared = {
  kind: "openid",
  clientType: "confidential",
  launchPath: "",
  checkedOn: "2026-11-30",
} as const;

export const networkTemplates: readonly ApplicationTemplate[] = [
  {
    ...shared,
    key: "tailscale",
    name: "Tailscale",
    address: "https://login.tailscale.com",
    callbackPaths: ["/a/oauth_response"],
    keepsAccess: false,
    needs: "WebFinger on the domain of your users' e-mail addresses",
    goesInto: "The sign-up with OIDC at login.tailscale.com, for a new tailnet",
    format: "fields",
    snippet: `Client ID: {{client_id}}
Client secret: {{client_secret}}
Scopes: openid profile email
`,
    documentation: "https://tailscale.com/kb/1240/sso-custom-oidc",
  },
  {
    ...shared,
    key: "headscale",
    name: "Headscale",
    callbackPaths: ["/oidc/callback"],
    launchPath: null,
    keepsAccess: false,
    goesInto: "Headscale's config.yaml",
    format: "yaml",
    snippet: `oidc:
  issuer: "{{issuer}}"
  client_id: "{{client_id}}"
  client_secret: "{{client_secret}}"
  pkce:
    enabled: true
`,
    documentation: "https://headscale.net/stable/ref/oidc/",
  },
  {
    ...shared,
    key: "openbao",
    name: "OpenBao",
    callbackPaths: ["/ui/vault/auth/oidc/oidc/callback"],
    // The command-line program listens at this address.
    otherCallbacks: ["http://localhost:8250/oidc/callback"],
    keepsAccess: false,
    goesInto: "A shell with a token that may configure OpenBao",
    format: "shell",
    snippet: `bao auth enable oidc
bao write auth/oidc/config \\
  oidc_discovery_url='{{issuer}}' \\
  oidc_client_id='{{client_id}}' \\
  oidc_client_secret='{{client_secret}}' \\
  default_role=sallyport
bao write auth/oidc/role/sallyport \\
  role_type=oidc \\
  user_claim=sub \\
  groups_claim=groups \\
  oidc_scopes=profile,groups \\
  allowed_redirect_uris='{{address}}/ui/vault/auth/oidc/oidc/callback' \\
  allowed_redirect_uris='http://localhost:8250/oidc/callback' \\
  policies=default
`,
    documentation: "https://openbao.org/docs/auth/jwt/",
  },
  {
    ...shared,
    key: "semaphore",
    name: "Semaphore UI",
    callbackPaths: ["/api/auth/oidc/sallyport/redirect"],
    keepsAccess: false,
    goesInto: "Semaphore's config.json, beside its other settings",
    format: "json",
    snippet: `{
  "oidc_providers": {
    "sallyport": {
      "display_name": "Log in with Sallyport",
      "provider_url": "{{issuer}}",
      "client_id": "{{client_id}}",
      "client_secret": "{{client_secret}}",
      "redirect_url": "{{address}}/api/auth/oidc/sallyport/redirect"
    }
  }
}
`,
    documentation: "https://docs.semaphoreui.com/admin-guide/openid/",
  },
];
