import type { Deletion } from "@sallyport/contract/deletion";
import type { User } from "@sallyport/contract/users";
import { useToast } from "@sallyport/ui/toast";
import { useNavigate } from "react-router";
import { withoutQuestion } from "../../page/without-question.ts";
import { DeleteRow } from "../delete-row.tsx";
import { listOfUsers } from "../list-of-users.ts";
import { useDeleteUser } from "./user-acts.ts";

export function DeleteAct({ user: { id, name, username }, deletion }: { user: User; deletion: Deletion }) {
  const toast = useToast();
  const navigate = useNavigate();
  const mutation = useDeleteUser(id, () => {
    toast(`${name} is deleted.`);
    withoutQuestion(() => navigate(listOfUsers(), { replace: true }));
  });
  return (
    <DeleteRow
      deletion={deletion}
      name={name}
      label="Username"
      expected={username}
      button="Delete user"
      mutation={mutation}
    />
  );
}
