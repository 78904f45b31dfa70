import { Menu } from "@sallyport/ui/menu";
import { download } from "./download.ts";

interface ExportMenuProps {
  label?: string;
  urlOf: (format: "csv" | "jsonl") => string;
}

export function ExportMenu({ label = "Export", urlOf }: ExportMenuProps) {
  return (
    <Menu
      label={label}
      items={[
        { label: "CSV for spreadsheets", onSelect: () => download(urlOf("csv")) },
        { label: "JSON lines for programs", onSelect: () => download(urlOf("jsonl")) },
      ]}
    />
  );
}
