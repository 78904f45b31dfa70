import { LinkButton } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";

export function NotFound() {
  return (
    <DoorPage
      title="There is no such page"
      lead="The address may be mistyped, or belong to an older version."
    >
      <LinkButton variant="primary" href="/">
        Go to the app
      </LinkButton>
    </DoorPage>
  );
}
