import type { Application } from "@sallyport/contract/applications/applications";
import type { ApplicationTemplate } from "@sallyport/contract/applications/template";
import { templates } from "@sallyport/contract/applications/templates/templates";

export interface Snippet {
  text: string;
  goesInto: string;
  needs: string | undefined;
  /** The address of the documentation, and the day on which the template was checked against it. */
  documentation: string;
  checkedOn: string;
  testedWith: string | undefined;
}

interface Values {
  issuer: string;
  secret: string;
}

/** Fills the placeholders of the application's template. */
export function snippetOf(application: Application, { issuer, secret }: Values): Snippet | null {
  const template = templates.find(({ key }) => key === application.template);
  if (!template) return null;
  const { snippet, goesInto, needs, documentation, checkedOn, testedWith } = template;
  const text = filled(snippet, {
    issuer,
    secret,
    id: application.id,
    address: baseOf(application, template),
  });
  return { text, goesInto, needs, documentation, checkedOn, testedWith };
}

/**
 * Returns the application's address: takes the first address that ends with a path of the template, and removes the
 * path.
 */
function baseOf(
  { launchAddress, callbackAddresses }: Application,
  { launchPath, callbackPaths }: ApplicationTemplate,
): string {
  const pairs: [address: string | null, path: string | null][] = [
    [launchAddress, launchPath],
    ...callbackAddresses.flatMap((address) => callbackPaths.map((path): [string, string] => [address, path])),
  ];
  const [address, path] = pairs.find(([one, end]) => one !== null && end !== null && one.endsWith(end)) ?? [];
  return address?.slice(0, address.length - (path?.length ?? 0)) ?? launchAddress ?? "";
}

export function filled(
  snippet: string,
  { issuer, id, secret, address }: Values & { id: string; address: string },
): string {
  const values: Readonly<Record<string, string>> = {
    issuer,
    client_id: id,
    client_secret: secret,
    address,
    host: address.replace(/^https?:\/\//, "").replace(/\/.*$/s, ""),
  };
  return snippet.replaceAll(/\{\{(\w+)\}\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}
