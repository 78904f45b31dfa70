import type { AuditEvent } from "@sallyport/contract/activity";
import { Badge } from "@sallyport/ui/badge";
import { Breakable } from "@sallyport/ui/breakable";
import type { Columns } from "@sallyport/ui/data-table";
import { Moment } from "@sallyport/ui/moment";

const outcomes = {
  success: <Badge tone="success">Success</Badge>,
  failure: <Badge tone="danger">Failure</Badge>,
};

export const activityColumns: Columns<AuditEvent> = [
  { heading: "Time", cell: ({ at }) => <Moment at={at} as="date-time" /> },
  {
    heading: "Event",
    cell: ({ kind }) => (
      <code>
        <Breakable text={kind} />
      </code>
    ),
  },
  { heading: "Outcome", cell: ({ outcome }) => outcomes[outcome] },
  { heading: "By", cell: ({ actor }) => <Breakable text={actor ?? "Unknown"} /> },
  { heading: "To", cell: ({ subject }) => (subject === null ? null : <Breakable text={subject} />) },
  {
    heading: "Address",
    cell: ({ address }) => (address === null ? null : <Breakable text={address} />),
    hasWholeWords: true,
  },
  { heading: "Detail", cell: ({ detail }) => detail },
];
