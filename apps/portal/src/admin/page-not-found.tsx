import { EmptyState } from "@sallyport/ui/empty-state";
import { Link } from "@sallyport/ui/link";
import { PageHeading } from "./page-heading.tsx";

export function PageNotFound() {
  return (
    <>
      <PageHeading title="Page not found" />
      <EmptyState
        title="There is nothing at this address"
        action={<Link href="/admin/users">Go to Users</Link>}
      >
        The address may be mistyped, or the link may be old.
      </EmptyState>
    </>
  );
}
