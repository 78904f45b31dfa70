type Vendor = {
  app: string;
  schemes: string[];
  domains: string[];
};

const vendors: Vendor[] = [
  {
    app: "Microsoft Authenticator",
    schemes: ["phonefactor", "msauth", "msauthv2", "microsoft-authenticator", "ms-msa"],
    domains: ["microsoft.com", "microsoftonline.com", "live.com", "aka.ms", "phonefactor.net", "office.com"],
  },
  { app: "Duo Mobile", schemes: ["duo", "duomobile"], domains: ["duosecurity.com", "duo.com"] },
  {
    app: "Okta Verify",
    schemes: ["oktaverify", "com-okta-authenticator", "okta"],
    domains: ["okta.com", "oktapreview.com", "okta-emea.com", "okta-gov.com", "okta.mil"],
  },
  {
    app: "Google",
    schemes: ["googleauthenticator"],
    domains: ["accounts.google.com", "myaccount.google.com", "g.co"],
  },
  { app: "Authy", schemes: ["authy"], domains: ["authy.com"] },
  {
    app: "RSA SecurID",
    schemes: ["com.rsa.securid", "com.rsa.securid.iphone"],
    domains: ["rsa.com", "securid.com"],
  },
  {
    app: "Symantec VIP Access",
    schemes: ["vip", "vipaccess"],
    domains: ["vip.symantec.com", "vipaccess.com"],
  },
  { app: "PingID", schemes: ["pingid"], domains: ["pingidentity.com", "pingone.com", "pingone.eu"] },
  { app: "Entrust Identity", schemes: ["igmobileotp", "igmobilesc", "entrust"], domains: ["entrust.com"] },
  { app: "FortiToken Mobile", schemes: ["fortitoken", "ftm"], domains: ["fortinet.com"] },
  { app: "Salesforce Authenticator", schemes: ["salesforceauthenticator"], domains: ["salesforce.com"] },
  { app: "Steam", schemes: [], domains: ["s.team", "steampowered.com", "steamcommunity.com"] },
  { app: "Battle.net", schemes: ["battlenet", "blizzard"], domains: ["battle.net", "blizzard.com"] },
];

const storeDomains = ["play.google.com", "apps.apple.com", "itunes.apple.com", "apps.microsoft.com"];
const storeSchemes = ["market", "itms-apps", "itms-appss", "ms-windows-store"];

export function vendorOfScheme(scheme: string): string | undefined {
  return vendors.find(({ schemes }) => schemes.includes(scheme))?.app;
}

/** @param link a URL that begins with http: or https: */
export function vendorOfLink(link: string): string | undefined {
  return vendors.find(({ domains }) => isBelow(domains, link))?.app;
}

/** True if the URI leads to an app store. Sites often show such a QR code next to the QR code of the key. */
export function isStore(scheme: string, link: string): boolean {
  return storeSchemes.includes(scheme) || isBelow(storeDomains, link);
}

function isBelow(domains: string[], link: string): boolean {
  const host = URL.parse(link)?.hostname ?? "";
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
}
