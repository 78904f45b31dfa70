import { LinkButton } from "@sallyport/ui/button";
import { ActivityList } from "./activity-list.tsx";

export function ActivityOf({ user: { id, name } }: { user: { id: string; name: string } }) {
  return (
    <ActivityList
      filter={{ person: id }}
      caption={`Activity of ${name}`}
      action={<LinkButton href={`/admin/activity?person=${id}`}>Filter and export</LinkButton>}
    />
  );
}
