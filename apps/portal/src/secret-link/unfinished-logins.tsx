import { listAuthorizations } from "@sallyport/contract/authorization";
import { call } from "@sallyport/contract/call";
import { LinkButton } from "@sallyport/ui/button";
import { FormActions } from "@sallyport/ui/form";
import { useQuery } from "@tanstack/react-query";

/** Leads back to the application whose login was interrupted in this browser. */
export function UnfinishedLogins() {
  const unfinished = useQuery({
    queryKey: ["unfinished-logins"],
    queryFn: ({ signal }) => call(listAuthorizations, {}, signal),
    gcTime: 0,
  });
  const [newest] = unfinished.data?.authorizations ?? [];
  if (!newest) return null;
  return (
    <FormActions>
      <LinkButton href={`/authorize/${newest.id}`}>
        <span>
          Log in to open <bdi>{newest.application}</bdi>
        </span>
      </LinkButton>
    </FormActions>
  );
}
