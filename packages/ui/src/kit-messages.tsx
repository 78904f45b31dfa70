import { Badge } from "./badge.tsx";
import { Button, LinkButton } from "./button.tsx";
import { CopyButton } from "./copy-button.tsx";
import { EmptyState } from "./empty-state.tsx";
import css from "./kit.module.css";
import { KitShelf } from "./kit-shelf.tsx";
import { Notice } from "./notice.tsx";
import { Skeleton } from "./skeleton.tsx";

export function KitMessages() {
  return (
    <>
      <KitShelf title="Buttons">
        <div className={css.row}>
          <Button variant="primary">Primary</Button>
          <Button>Secondary</Button>
          <Button variant="quiet">Quiet</Button>
          <Button variant="danger">Danger</Button>
          <Button variant="destroy">Destroy</Button>
          <Button disabled>Disabled</Button>
          <Button variant="primary" isBusy>
            Busy
          </Button>
          <LinkButton href="#kit">Link</LinkButton>
          <CopyButton text="123456" label="Copy code" />
        </div>
      </KitShelf>
      <KitShelf title="Messages">
        <Notice tone="info">Two people have yet to set up.</Notice>
        <Notice tone="success" title="Saved">
          The deadline stands.
        </Notice>
        <Notice tone="warning" title="Seven days left">
          After that the account locks.
        </Notice>
        <Notice tone="danger" title="The list could not be loaded" action={<Button>Try again</Button>}>
          The server can't be reached.
        </Notice>
        <EmptyState title="No users yet" action={<Button>Add user</Button>}>
          People you add here get an invitation by mail.
        </EmptyState>
        <Skeleton label="Loading users" />
        <div className={css.row}>
          <Badge tone="neutral">Staged</Badge>
          <Badge tone="accent">Required</Badge>
          <Badge tone="success">Set up</Badge>
          <Badge tone="warning">Not set up</Badge>
          <Badge tone="danger">Locked</Badge>
        </div>
      </KitShelf>
    </>
  );
}
