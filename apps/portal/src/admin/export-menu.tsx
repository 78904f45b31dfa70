import { Menu } from "@sallyport/ui/menu";

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

/** The browser streams the file to the disk, so its size doesn't matter. */
function download(url: string) {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
}
