import { setAllAdministrators, showAllAdministrators } from "@sallyport/contract/administrators";
import { call } from "@sallyport/contract/call";
import { ConfirmDialog } from "@sallyport/ui/confirm-dialog";
import { useToast } from "@sallyport/ui/toast";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { problemOf } from "../../api/problem-of.ts";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { Loaded } from "../../page/loaded.tsx";
import { useProven } from "../../proof/use-proven.ts";
import { ActRow } from "../act-row.tsx";
import { useMay } from "../role.ts";
import { administratorsKey } from "./administrators-query.ts";

const key = [...administratorsKey, "all"] as const;

/** Requires MFA for all administrators, or allows exceptions again. */
export function AllAdministrators() {
  const policy = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call(showAllAdministrators, {}, signal),
  });
  return (
    <Loaded query={policy} what="the requirement for all administrators">
      {({ isRequired }) => <PolicyRow isRequired={isRequired} />}
    </Loaded>
  );
}

function PolicyRow({ isRequired }: { isRequired: boolean }) {
  const client = useQueryClient();
  const toast = useToast();
  const mayChange = useMay("owner");
  const [isAsking, setAsking] = useState(false);
  /** The value when the dialog opened. The dialog asks about this copy, so its text doesn't change while it closes. */
  const [wasRequired, setWasRequired] = useState(isRequired);
  const act = useProven(
    () => call(setAllAdministrators, { body: { isRequired: !wasRequired } }),
    (answer) => {
      setAsking(false);
      client.setQueryData(key, answer);
      void client.invalidateQueries({ queryKey: administratorsKey });
      toast(answer.isRequired ? "MFA is required for all administrators." : "Exceptions are allowed.");
    },
  );
  function ask() {
    act.reset();
    setWasRequired(isRequired);
    setAsking(true);
  }
  return (
    <>
      <ActRow
        title="Require for all administrators"
        {...(mayChange ? { button: verb(isRequired), onPress: ask } : {})}
      >
        {isRequired
          ? "Every administrator must use multi-factor authentication. There are no exceptions."
          : "Each administrator must use multi-factor authentication, unless the list says “Not required”."}
      </ActRow>
      <ConfirmDialog
        title={wasRequired ? "Allow exceptions?" : "Require MFA for all administrators?"}
        action={verb(wasRequired)}
        isOpen={isAsking}
        isBusy={act.isPending}
        onConfirm={() => act.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>
          {wasRequired
            ? "You can then exempt single administrators. Until you do, nothing changes for them."
            : "Administrators who haven't set up a second factor must do so at their next request, and can do nothing else until then. This may include you."}
        </p>
        <RefusalNotice problem={act.error && problemOf(act.error)} />
      </ConfirmDialog>
    </>
  );
}

function verb(isRequired: boolean): string {
  return isRequired ? "Allow exceptions" : "Require";
}
