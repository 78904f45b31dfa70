import type { Coverage as CoverageData, CoverageDay } from "@sallyport/contract/enforcement";
import { Button } from "@sallyport/ui/button";
import { type Columns, DataTable } from "@sallyport/ui/data-table";
import { EmptyState } from "@sallyport/ui/empty-state";
import { dateText } from "@sallyport/ui/moment-text";
import { SelectField } from "@sallyport/ui/select-field";
import { Tabs } from "@sallyport/ui/tabs";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { Loaded } from "../../page/loaded.tsx";
import { LineChart } from "../charts/line-chart.tsx";
import { daysOf, gapText, percentOf, type Row, rowsOf, seriesOf, summaryOf } from "./coverage-text.ts";
import css from "./enforcement-page.module.css";
import { useCoverage } from "./enforcement-query.ts";

const periods = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "1 year" },
] as const;
type Period = (typeof periods)[number]["value"];

/** The URL contains the period, and whether the page shows a chart or a table. */
export function Coverage() {
  const [params, setParams] = useSearchParams();
  const period = periods.find(({ value }) => value === params.get("days"))?.value ?? "90";
  const form = params.get("as") === "table" ? "table" : "chart";
  const coverage = useCoverage(Number(period));

  function change(name: string, value: string) {
    setParams(
      (before) => {
        before.set(name, value);
        return before;
      },
      { replace: true },
    );
  }

  return (
    <section className={css.part} aria-labelledby="coverage">
      <div className={css.heading}>
        <h2 id="coverage">MFA coverage</h2>
        <SelectField<Period>
          label="Period"
          value={period}
          onChange={(days) => change("days", days)}
          options={periods}
        />
      </div>
      <Loaded query={coverage} what="the figures">
        {(data) =>
          data.days.length === 0 ? (
            <EmptyState title="No figures yet">
              The server counts once a day. The first figures come within a few minutes.
            </EmptyState>
          ) : (
            <Figures data={data} form={form} onForm={(as) => change("as", as)} />
          )
        }
      </Loaded>
    </section>
  );
}

interface FiguresProps {
  data: CoverageData;
  form: "chart" | "table";
  onForm: (form: "chart" | "table") => void;
}

function Figures({ data, form, onForm }: FiguresProps) {
  const days = daysOf(data);
  const last = data.days.at(-1);
  return (
    <>
      {last ? <Share figures={last} /> : null}
      <Tabs
        selected={form}
        onSelect={onForm}
        tabs={[
          {
            value: "chart",
            label: "Chart",
            content: (
              <LineChart
                key={days[0]}
                summary={summaryOf(data.days)}
                days={days}
                series={seriesOf(days, data.days)}
              />
            ),
          },
          {
            value: "table",
            label: "Table",
            content: <FiguresTable rows={rowsOf(days, data.days)} />,
          },
        ]}
      />
      <p className={css.note}>
        {`The server counts at the beginning of each day in the time zone ${data.timeZone}. `}
        {gapText(days.length - data.days.length)}
      </p>
    </>
  );
}

function Share({ figures }: { figures: CoverageDay }) {
  const { required, setUp, setUpByChoice } = figures;
  const more = setUpByChoice > 0 ? ` ${setUpByChoice} more did so without having to.` : "";
  if (required === 0) return <p>No user must use MFA yet.</p>;
  return (
    <p>
      <strong className={css.percent}>{percentOf(figures)}</strong>{" "}
      {`of the users who must use MFA have set it up: ${setUp} of ${required}.${more}`}
    </p>
  );
}

const firstRows = 10;

function FiguresTable({ rows }: { rows: readonly Row[] }) {
  const [isWhole, setWhole] = useState(false);
  return (
    <div className={css.list}>
      <DataTable
        caption="MFA coverage by day"
        columns={columns}
        rows={isWhole ? rows : rows.slice(0, firstRows)}
        rowKey={(row) => ("from" in row ? row.from : row.figures.day)}
      />
      {rows.length > firstRows ? (
        <div>
          <Button aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole ? "Show the last days" : "Show all days"}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

const columns: Columns<Row> = [
  {
    heading: "Day",
    cell: (row) => ("from" in row ? spanText(row) : dateText(new Date(row.figures.day), "UTC")),
  },
  { heading: "Users", cell: (row) => ("from" in row ? "No figures" : row.figures.users) },
  { heading: "MFA required", cell: (row) => ("from" in row ? null : row.figures.required) },
  {
    heading: "Set up",
    cell: (row) => ("from" in row ? null : `${row.figures.setUp} (${percentOf(row.figures)})`),
  },
  {
    heading: "Not set up",
    cell: (row) => ("from" in row ? null : row.figures.required - row.figures.setUp),
  },
  { heading: "Locked", cell: (row) => ("from" in row ? null : row.figures.locked) },
];

function spanText({ from, to }: { from: string; to: string }): string {
  const [first, last] = [dateText(new Date(from), "UTC"), dateText(new Date(to), "UTC")];
  return from === to ? first : `${first} to ${last}`;
}
