import type { OwnApplication } from "@sallyport/contract/own-applications";
import { TextField } from "@sallyport/ui/text-field";
import { useId, useRef, useState } from "react";
import { useOwnApplications } from "../api/own-applications.ts";
import { ApplicationIcon } from "../application-icon/application-icon.tsx";
import { Loaded } from "../page/loaded.tsx";
import css from "./applications-section.module.css";
import { foundApplications, hostOf } from "./found-applications.ts";
import { useTileKeys } from "./use-tile-keys.ts";

/** If a user has more applications than this, the page shows a search field. */
const fewApplications = 8;

export function ApplicationsSection() {
  const applications = useOwnApplications();
  const headingId = useId();
  return (
    <section className={css.section} aria-labelledby={headingId}>
      <h2 id={headingId}>Your applications</h2>
      <Loaded query={applications} what="your applications">
        {({ applications: all }) =>
          all.length === 0 ? (
            <p className={css.none}>
              There are no applications for you yet. When an administrator gives you access to one, you can
              open it here.
            </p>
          ) : (
            <Tiles applications={all} />
          )
        }
      </Loaded>
    </section>
  );
}

function Tiles({ applications }: { applications: readonly OwnApplication[] }) {
  const [search, setSearch] = useState("");
  const list = useRef<HTMLUListElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useTileKeys(list, field);
  const found = foundApplications(applications, search);
  return (
    <>
      {applications.length > fewApplications ? (
        <search className={css.search}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (search.trim() !== "") list.current?.querySelector("a")?.click();
            }}
          >
            <TextField
              ref={field}
              label="Search applications"
              hint="Press Enter to open the first one."
              name="application"
              type="search"
              autoComplete="off"
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
          </form>
          <output className={found.length === 0 ? css.none : "visually-hidden"}>
            {search.trim() === "" ? null : countText(found.length, search.trim())}
          </output>
        </search>
      ) : null}
      <ul ref={list} className={css.tiles} aria-label="Your applications">
        {found.map(({ id, name, template, address }) => (
          <li key={id}>
            <a href={address} className={css.tile}>
              <ApplicationIcon name={name} template={template} size="large" />
              <span className={css.words}>
                <bdi className={css.name}>{name}</bdi>
                <span className={css.host}>{hostOf(address)}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function countText(count: number, search: string): string {
  if (count === 0) return `No application matches “${search}”.`;
  return count === 1 ? "1 application found" : `${count} applications found`;
}
