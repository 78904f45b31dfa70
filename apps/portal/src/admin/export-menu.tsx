import { Menu } from "@sallyport/ui/menu";
import { download } from "./download.ts";

interface ExportMenuProps {
  urlOf: (format: "csv" | "jsonl") => string;
}

export function ExportMenu({ urlOf }: ExportMenuProps) {
  return (
    <Menu
      label="Export"
      items={[
        { label: "CSV for spreadsheets", onSelect: () => download(urlOf("csv")) },
        { label: "JSON lines for programs", onSelect: () => download(urlOf("jsonl")) },
      ]}
    />
  );
}
