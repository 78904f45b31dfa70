import { mostImported } from "@sallyport/contract/user-import";
import { z } from "@sallyport/contract/zod";
import { TextField } from "@sallyport/ui/text-field";
import { SubmitForm } from "../../../form/submit-form.tsx";
import { useForm } from "../../../form/use-form.ts";
import { fileMistake } from "./file-content.ts";
import { type InspectedFile, useInspectImport } from "./import-acts.ts";

const Chosen = z.object({ file: z.file() });

export function ChooseFile({ onInspected }: { onInspected: (file: InspectedFile) => void }) {
  const form = useForm({
    schema: Chosen,
    mutation: useInspectImport(onInspected),
    check: ({ file }) => {
      const mistake = file instanceof File ? fileMistake(file) : null;
      return mistake === null ? {} : { file: mistake };
    },
  });
  return (
    <SubmitForm form={form} button="Next">
      <p>
        Choose a CSV file with a line for each user. Its first line holds the names of the columns, for
        example e-mail, name and groups; in the next step you choose what each column is. Nothing is changed
        before you have seen a report.
      </p>
      <TextField
        label="File"
        type="file"
        accept=".csv,.txt,text/csv"
        hint={`UTF-8 or UTF-16, at most ${mostImported.toLocaleString()} users.`}
        {...form.field("file")}
      />
    </SubmitForm>
  );
}
