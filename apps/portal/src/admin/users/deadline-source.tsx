import type { UserGroups } from "@sallyport/contract/groups";
import { Link } from "react-router";
import { useUserGroups } from "../groups/groups-query.ts";

const words = {
  set: "set for this user",
  extended: "extended for this user",
  reset: "set when the authenticator was reset",
};

/** Says where the deadline comes from. While the source is loading, shows nothing. */
export function DeadlineSource({ id }: { id: string }) {
  const { data } = useUserGroups(id);
  return data?.source ? <span>({sourceText(data.source)})</span> : null;
}

function sourceText(source: NonNullable<UserGroups["source"]>) {
  if (source.kind !== "group") return words[source.kind];
  return (
    <>
      from the group{" "}
      <Link to={`/admin/groups/${source.id}`}>
        <bdi>{source.name}</bdi>
      </Link>
    </>
  );
}
