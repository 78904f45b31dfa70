import { useState } from "react";
import { Breakable } from "./breakable.tsx";
import { Button } from "./button.tsx";
import { CountdownRing } from "./countdown-ring.tsx";
import { type Columns, DataTable } from "./data-table.tsx";
import { Dialog } from "./dialog.tsx";
import css from "./kit.module.css";
import { KitShelf } from "./kit-shelf.tsx";
import { Menu } from "./menu.tsx";
import { Moment } from "./moment.tsx";
import { QrPicture } from "./qr-picture.tsx";
import { Section } from "./section.tsx";
import { SidePane } from "./side-pane.tsx";
import { Spinner } from "./spinner.tsx";
import { Tabs } from "./tabs.tsx";
import { TextField } from "./text-field.tsx";
import { TimeLeft } from "./time-left.tsx";
import { useToast } from "./toast.tsx";

interface Person {
  name: string;
  email: string;
  at: string;
}

const people: Person[] = [
  { name: "Ada Lovelace", email: "ada.lovelace@example.com", at: "2026-11-24T09:30:00Z" },
  { name: "Grace Hopper", email: "grace.hopper@example.com", at: "2026-11-01T00:00:00Z" },
];

const columns: Columns<Person> = [
  { heading: "Name", cell: ({ name }) => name },
  { heading: "E-mail", cell: ({ email }) => <Breakable text={email} /> },
  { heading: "Last sign-in", cell: ({ at }) => <Moment at={at} as="date-time" /> },
  { heading: "Ago", cell: ({ at }) => <Moment at={at} as="relative" /> },
];

export function KitParts() {
  const [isOpen, setOpen] = useState(false);
  const [isPaneOpen, setPaneOpen] = useState(false);
  const [tab, setTab] = useState<"details" | "security">("details");
  const toast = useToast();
  return (
    <KitShelf title="Parts">
      <div className={css.row}>
        <Button onClick={() => setOpen(true)}>Open a dialog</Button>
        <Button onClick={() => setPaneOpen(true)}>Open a side pane</Button>
        <Menu
          label="ada@example.com"
          items={[
            { label: "Administrators", href: "#administrators" },
            { label: "Log out", onSelect: () => toast("Logged out.") },
          ]}
        />
        <CountdownRing secondsLeft={22} period={30} label="Time left for this code" />
        <CountdownRing secondsLeft={4} period={30} label="Time left for this code" />
        <Spinner label="Waiting" />
        <span>
          <TimeLeft until="2126-01-01T00:00:00Z" />
        </span>
      </div>
      <Dialog
        title="Add user"
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        footer={<Button variant="primary">Send invitation</Button>}
      >
        <TextField label="E-mail" name="dialog-email" />
      </Dialog>
      <SidePane
        title="Ada logged in"
        isOpen={isPaneOpen}
        onClose={() => setPaneOpen(false)}
        returnFocus={() => null}
      >
        Details of an event.
      </SidePane>
      <Section title="User Security & Permissions" isInitiallyOpen>
        <QrPicture text="otpauth://totp/Example:ada?secret=JBSWY3DPEHPK3PXP" label="QR code" />
      </Section>
      <Tabs
        selected={tab}
        onSelect={setTab}
        tabs={[
          { value: "details", label: "Details", content: "Details of a person." },
          { value: "security", label: "Security", content: "What keeps a person out." },
        ]}
      />
      <DataTable caption="People" rows={people} rowKey={({ name }) => name} columns={columns} />
    </KitShelf>
  );
}
