import type { ApplicationTemplate } from "../template.ts";

const shared = {
  kind: "openid",
  clientType: "confidential",
  launchPath: "",
  checkedOn: "2026-11-30",
} as const;

export const clusterTemplates: readonly ApplicationTemplate[] = [
  {
    ...shared,
    key: "argo-cd",
    name: "Argo CD",
    callbackPaths: ["/auth/callback"],
    // The command-line program listens at this address, unless it is started with --sso-port.
    otherCallbacks: ["http://localhost:8085/auth/callback"],
    keepsAccess: false,
    goesInto: "The ConfigMap argocd-cm and the Secret argocd-secret, with kubectl apply",
    format: "yaml",
    snippet: `apiVersion: v1
kind: ConfigMap
metadata:
  name: argocd-cm
  namespace: argocd
  labels:
    app.kubernetes.io/part-of: argocd
data:
  url: "{{address}}"
  oidc.config: |
    name: Sallyport
    issuer: "{{issuer}}"
    clientID: "{{client_id}}"
    clientSecret: $oidc.sallyport.clientSecret
    requestedScopes: ["openid", "profile", "email", "groups"]
    enablePKCEAuthentication: true
---
apiVersion: v1
kind: Secret
metadata:
  name: argocd-secret
  namespace: argocd
  labels:
    app.kubernetes.io/part-of: argocd
stringData:
  oidc.sallyport.clientSecret: "{{client_secret}}"
`,
    documentation: "https://argo-cd.readthedocs.io/en/stable/operator-manual/user-management/",
  },
  {
    ...shared,
    key: "kubernetes",
    name: "Kubernetes",
    clientType: "public",
    // kubelogin listens on the user's own computer. If port 8000 is taken, it uses port 18000.
    address: "http://localhost:8000",
    callbackPaths: [""],
    otherCallbacks: ["http://localhost:18000"],
    launchPath: null,
    keepsAccess: true,
    needs: "The plugin kubelogin (kubectl oidc-login) on the users' computers",
    goesInto: "The API server's file of --authentication-config, and each user's kubeconfig",
    format: "yaml",
    snippet: `# API server
apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
jwt:
  - issuer:
      url: "{{issuer}}"
      audiences: ["{{client_id}}"]
    claimMappings:
      username:
        claim: preferred_username
        prefix: "sallyport:"
      groups:
        claim: groups
        prefix: "sallyport:"
---
# kubeconfig
users:
  - name: sallyport
    user:
      exec:
        apiVersion: client.authentication.k8s.io/v1
        interactiveMode: Never
        command: kubectl
        args:
          - oidc-login
          - get-token
          - "--oidc-issuer-url={{issuer}}"
          - "--oidc-client-id={{client_id}}"
          - --oidc-extra-scope=profile
          - --oidc-extra-scope=groups
          - --oidc-pkce-method=S256
`,
    documentation: "https://kubernetes.io/docs/reference/access-authn-authz/authentication/",
  },
  {
    ...shared,
    key: "harbor",
    name: "Harbor",
    callbackPaths: ["/c/oidc/callback"],
    // The user's CLI secret for Docker stops working if Harbor can't refresh the ID token.
    keepsAccess: true,
    goesInto: "Administration > Configuration > Authentication, with the auth mode OIDC",
    format: "fields",
    snippet: `OIDC Provider Name: Sallyport
OIDC Provider Endpoint: {{issuer}}
OIDC Client ID: {{client_id}}
OIDC Client Secret: {{client_secret}}
Group Claim Name: groups
OIDC Scope: openid,profile,email,groups
Username Claim: preferred_username
`,
    documentation:
      "https://github.com/goharbor/website/blob/main/docs/administration/configure-authentication/oidc-auth.md",
  },
  {
    ...shared,
    key: "portainer",
    name: "Portainer",
    callbackPaths: [""],
    keepsAccess: false,
    goesInto: "Settings > Authentication > OAuth > Custom",
    format: "fields",
    snippet: `Client ID: {{client_id}}
Client secret: {{client_secret}}
Authorization URL: {{issuer}}/oidc/auth
Access token URL: {{issuer}}/oidc/token
Resource URL: {{issuer}}/oidc/me
Redirect URL: {{address}}
User identifier: preferred_username
Scopes: openid profile email
`,
    documentation: "https://docs.portainer.io/admin/settings/authentication/oauth",
  },
  {
    ...shared,
    key: "proxmox-ve",
    name: "Proxmox VE",
    callbackPaths: [""],
    keepsAccess: false,
    goesInto: "A root shell on a node of the cluster",
    format: "shell",
    snippet: `pveum realm add sallyport --type openid \\
  --issuer-url '{{issuer}}' \\
  --client-id '{{client_id}}' \\
  --client-key '{{client_secret}}' \\
  --username-claim username \\
  --autocreate 1
`,
    documentation: "https://pve.proxmox.com/pve-docs/chapter-pveum.html",
  },
];
