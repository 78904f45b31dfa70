import { exportActivity } from "@sallyport/contract/activity";
import { urlOf } from "@sallyport/contract/call";
import { Menu } from "@sallyport/ui/menu";
import { type Filter, requestOf } from "./activity-filter.ts";

export function ExportMenu({ filter }: { filter: Filter }) {
  const save = (format: "csv" | "jsonl") => () =>
    download(urlOf(exportActivity, { query: { ...requestOf(filter), format } }));
  return (
    <Menu
      label="Export"
      items={[
        { label: "CSV for spreadsheets", onSelect: save("csv") },
        { label: "JSON lines for programs", onSelect: save("jsonl") },
      ]}
    />
  );
}

/** The browser streams the file to the disk, so its size doesn't matter. */
function download(url: string) {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
}
