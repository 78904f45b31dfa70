import { showAdminApi } from "@sallyport/contract/admin-api";
import { Button } from "@sallyport/ui/button";
import { Dialog } from "@sallyport/ui/dialog";
import { EmptyState } from "@sallyport/ui/empty-state";
import { useRef, useState } from "react";
import { useKeptOpen } from "../../form/use-kept.ts";
import { Loaded } from "../../page/loaded.tsx";
import { PageHeading } from "../page-heading.tsx";
import { useMay } from "../role.ts";
import css from "./api-keys-page.module.css";
import { type CreatedKey, useApiKeys } from "./api-keys-query.ts";
import { ApiKeysTable } from "./api-keys-table.tsx";
import { CreateKeyForm, createKey } from "./create-key-form.tsx";
import { NewKey } from "./new-key.tsx";

export function ApiKeysPage() {
  const keys = useApiKeys();
  const seesAll = useMay("owner");
  const [isCreating, setCreating] = useKeptOpen(createKey);
  const [created, setCreated] = useState<CreatedKey>();
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <>
      <PageHeading
        title="API keys"
        action={
          created ? undefined : (
            <Button variant="primary" onClick={() => setCreating(true)}>
              Create API key
            </Button>
          )
        }
      />
      <p className={css.lead}>
        With an API key, a script can act in your name. It can't change anything that needs your second
        factor. {seesAll ? "As an owner, you see the keys of all administrators. " : null}
        <a href={showAdminApi.path} download="sallyport-openapi.json">
          Download the API description (OpenAPI)
        </a>
      </p>
      {created ? <NewKey created={created} heading={heading} onKept={() => setCreated(undefined)} /> : null}
      <Loaded query={keys} what="the API keys">
        {(list) =>
          list.length > 0 ? (
            <ApiKeysTable keys={list} hasOwners={seesAll} />
          ) : (
            <EmptyState title="No API keys yet">Create one for a script that uses the admin API.</EmptyState>
          )
        }
      </Loaded>
      <Dialog
        title="Create API key"
        isOpen={isCreating}
        onClose={() => setCreating(false)}
        fallbackFocus={heading}
      >
        <CreateKeyForm
          onDone={(answer) => {
            setCreated(answer);
            setCreating(false);
          }}
        />
      </Dialog>
    </>
  );
}
