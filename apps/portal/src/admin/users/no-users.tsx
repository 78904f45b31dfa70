import { Button } from "@sallyport/ui/button";
import { EmptyState } from "@sallyport/ui/empty-state";
import { isFiltered, type UsersView, unfiltered, type ViewChanges } from "./users-view.ts";

interface NoUsersProps {
  view: UsersView;
  onChange: (changes: ViewChanges) => void;
}

export function NoUsers({ view, onChange }: NoUsersProps) {
  if (!isFiltered(view) && view.after === undefined)
    return <EmptyState title="No users yet">People you add here get an invitation by mail.</EmptyState>;
  return (
    <EmptyState
      title="No users found"
      action={<Button onClick={() => onChange(unfiltered)}>Show all users</Button>}
    >
      {view.search === "" || isFiltered({ ...view, search: "" })
        ? "No user matches all of these filters."
        : `No name, username or e-mail address has words that begin with “${view.search}”.`}
    </EmptyState>
  );
}
