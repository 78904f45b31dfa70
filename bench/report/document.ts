import { asMarkdown, type Table } from "./table.ts";

export function withNumbers(
  document: string,
  subject: string,
  { conditions, tables }: { conditions: readonly string[]; tables: readonly Table[] },
): string {
  const begin = `<!-- bench:${subject}:begin -->`;
  const end = `<!-- bench:${subject}:end -->`;
  const [before, rest] = document.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`The document lacks ${begin} or ${end}.`);
  const numbers = [conditions.map((line) => `- ${line}`).join("\n"), ...tables.map(asMarkdown)];
  return `${before}${begin}\n\n${numbers.join("\n\n")}\n\n${end}${after}`;
}
