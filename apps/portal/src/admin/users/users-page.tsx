import { Button } from "@sallyport/ui/button";
import { Dialog } from "@sallyport/ui/dialog";
import { TextField } from "@sallyport/ui/text-field";
import { useToast } from "@sallyport/ui/toast";
import { useKeptOpen } from "../../form/use-kept.ts";
import { Loaded } from "../../page/loaded.tsx";
import { MoreButton } from "../more-button.tsx";
import { PageHeading } from "../page-heading.tsx";
import { useMay } from "../role.ts";
import { AddUserForm } from "./add-user-form.tsx";
import { useSearch } from "./use-search.ts";
import css from "./users-page.module.css";
import { useUsers } from "./users-query.ts";
import { UsersTable } from "./users-table.tsx";

export function UsersPage() {
  const { typed, setTyped, search } = useSearch();
  const users = useUsers(search);
  const [isAdding, setAdding] = useKeptOpen("add-user");
  const toast = useToast();
  const addButton = useMay("administrator") ? (
    <Button variant="primary" onClick={() => setAdding(true)}>
      Add user
    </Button>
  ) : undefined;
  return (
    <>
      <PageHeading title="Users" action={addButton} />
      <search className={css.search}>
        <TextField
          label="Search users"
          name="search"
          type="search"
          placeholder="Name, username or e-mail"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </search>
      <output className="visually-hidden">
        {users.data && !users.isPlaceholderData ? countText(users) : null}
      </output>
      <Loaded query={users} what="the users">
        {(list) => <UsersTable users={list} search={search} isOfOlderSearch={users.isPlaceholderData} />}
      </Loaded>
      <MoreButton key={search} query={users} />
      <Dialog title="Add user" isOpen={isAdding} onClose={() => setAdding(false)}>
        <AddUserForm
          onDone={({ email }) => {
            setAdding(false);
            toast(`An invitation is on its way to ${email}.`);
          }}
        />
      </Dialog>
    </>
  );
}

function countText({
  data = [],
  hasNextPage,
}: Pick<ReturnType<typeof useUsers>, "data" | "hasNextPage">): string {
  if (hasNextPage) return `${data.length} users, and more.`;
  return data.length === 1 ? "1 user." : `${data.length || "No"} users.`;
}
