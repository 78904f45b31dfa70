import { call } from "@sallyport/contract/call";
import type { Request } from "@sallyport/contract/endpoint";
import { draftImport, type ImportInspection, inspectImport } from "@sallyport/contract/user-import";
import { asBase64 } from "../../../form/as-base64.ts";
import { useProven } from "../../../proof/use-proven.ts";

export interface InspectedFile {
  name: string;
  /** Base64. */
  content: string;
  inspection: ImportInspection;
}

export function useInspectImport(onDone: (file: InspectedFile) => void) {
  return useProven(async ({ file }: { file: File }) => {
    const content = await asBase64(file);
    const inspection = await call(inspectImport, { body: { file: content } });
    return { name: file.name, content, inspection };
  }, onDone);
}

export function useDraftImport(onDone: (id: string) => void) {
  return useProven(
    (body: Request<typeof draftImport>["body"]) => call(draftImport, { body }),
    ({ id }) => onDone(id),
  );
}
